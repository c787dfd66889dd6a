"""The page Programmes: followed, to be followed, written for one person."""
