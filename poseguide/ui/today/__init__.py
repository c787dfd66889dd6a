"""The page Today: the rounds that are due, guided from step to step, and their summary."""
