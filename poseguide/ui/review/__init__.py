"""The page Check a video: recordings are checked, corrected and reported."""
