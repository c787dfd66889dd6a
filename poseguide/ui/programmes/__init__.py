"""The page Programmes: those a person follows, those to choose from, and writing one's own."""
