"""The base of all other packages: records, skeleton, geometry, errors, files, time, and words."""
