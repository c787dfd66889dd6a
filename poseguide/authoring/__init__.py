"""A recording with a marked repetition to a new exercise file, tried on that recording."""
