"""The page Today: what is due, led through in one go, and how it went."""
