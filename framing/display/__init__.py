"""Tables to pictures, notebook tables and articles in colour: see README.md beside this file."""
