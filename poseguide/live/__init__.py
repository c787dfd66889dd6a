"""A guided session in front of a camera, or by a clock alone: frames in, words and a screen out."""
