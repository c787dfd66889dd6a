"""What a page, a document or a table shows of a session: stored records in, plain values out."""
