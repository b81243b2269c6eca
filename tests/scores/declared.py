"""Declarations for the tests of this folder: one option a choice, unless others are given."""

from framing.scores.declaration import OPTIONS, Choice, Declaration

PLAIN = {name: (options or ("lexicon" if name == "coder" else "all",))[0] for name, options in OPTIONS.items()}


def declared(**options):
    """Return a declaration of these options, each a text or several, the first the main one."""
    given = {name: [value] if isinstance(value, str) else list(value) for name, value in options.items()}
    rows = {name: given.get(name, [main]) for name, main in PLAIN.items()}
    return Declaration(tuple(Choice(name, own[0], tuple(own[1:]), "So.") for name, own in rows.items()), "0" * 64)
