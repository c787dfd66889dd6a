"""Pages, documents and tables of a session: stored records in, plain values out."""
