"""Reports as PDF: a page a session, and a person's sessions over time."""
