"""The page History: days, weeks and sessions, and everything taken along."""
