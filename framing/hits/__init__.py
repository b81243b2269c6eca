"""Tokens and a lexicon to the one table of hits: see README.md beside this file."""
