"""Recordings, one or many, to sessions; and which exercise a recording shows."""
