"""The page Exercise: one exercise in front of the camera."""
