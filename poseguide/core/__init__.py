"""What everything else is made of: records, skeleton, geometry, errors, files, time, and words."""
