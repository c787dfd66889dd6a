"""Turns poses into signals, phases, repetitions, findings and a cue; all counting is done here."""
