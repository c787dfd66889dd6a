"""How right and how fast: clips with known truth in, figures out."""
