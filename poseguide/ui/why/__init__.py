"""The page Why it helps: the reasons behind the exercises."""
