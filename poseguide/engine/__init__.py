"""Poses to signals, phases, repetitions, findings and one cue: the only place where is counted."""
