"""What tests share: figures, clips, sessions and servers; nothing is imported from a test."""
