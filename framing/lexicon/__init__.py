"""A file to frames of patterns, checked: see README.md beside this file."""
