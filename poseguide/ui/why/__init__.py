"""The page Why it helps."""
