"""Pixels in and out: videos and cameras to frames, frames to poses, poses drawn and written."""
