"""The browser's half of pages: what is drawn, seen and heard there."""
