"""A text to whose words it holds; hits to hits with voice and stance: see README.md beside this file."""
