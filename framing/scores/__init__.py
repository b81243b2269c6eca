"""Hits to scores, intervals, differences, positions, actors, accuracy: see README.md beside this file."""
