"""The database of sessions, people, plans and rounds; its migrations, exports and imports."""
