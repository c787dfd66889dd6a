"""The page Check a video: recordings checked, corrected and reported."""
