"""The page People: who exercises here, and their own limits."""
