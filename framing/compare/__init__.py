"""A corpus to what sets its documents apart by their words: see README.md beside this file."""
