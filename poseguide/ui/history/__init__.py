"""The page History: days, weeks and sessions, and the export and import of everything."""
