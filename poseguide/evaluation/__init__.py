"""Accuracy and speed measured: clips with known truth in, figures out."""
