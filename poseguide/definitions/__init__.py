"""Exercise and programme files: read, checked, found. A file in, a definition out."""
