"""
Comparative narrative framing: one hit table behind every number and picture.

The modules, in the order of the flow, are listed in ``framing/README.md``. Names are loaded when they are first used,
so that ``import framing`` costs nothing and a command loads only what it needs.
"""

from importlib import import_module

_HOMES = {
    "actors": ("actor_frames", "actor_voices", "speaker_frames"),
    "comparison": ("keyness",),
    "concordance": ("kwic",),
    "batch": ("score",),
    "corpus": ("Corpus", "Document", "load_seeds", "read_corpus"),
    "errors": ("CorpusError", "FramingError", "FramingWarning", "LexiconError"),
    "groups": ("confounds", "group_labels"),
    "hits": ("find_hits",),
    "lexicon": ("Frame", "Lexicon", "Pattern", "load_lexicon"),
    "permutation": ("compare_articles",),
    "position": ("dispersion", "frame_positions"),
    "reader": ("read_article",),
    "scaling": ("cluster", "correspondence", "divergence_floor", "similarity_bands"),
    "scores": ("frame_scores", "pattern_counts", "shared_sentences", "stance_table", "voice_scores", "wide"),
    "shifts": ("divergence", "pool_divergence", "word_shift"),
    "tables": ("show",),
    "tokens": ("Token", "Tokens", "tokenize"),
    "uncertainty": ("bootstrap_scores", "stance_intervals"),
    "validation": ("load_coding", "precision_recall", "validate", "validate_voices"),
    "voice": ("Voice", "find_voices"),
    "voiced": ("add_voice", "token_voices"),
    "training": ("voice_quality",),
    "vectors": (
        "FrameVectorizer",
        "TokenVectorizer",
        "cosine_similarity",
        "document_term_matrix",
        "tfidf",
        "top_features",
    ),
}
_MODULES = (*_HOMES, "cli", "counting", "formats", "lint", "matching", "plots", "sources", "stance")
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 (the names are those above)
__version__ = "0.1.0"


def __getattr__(name: str):
    if name in _HOME:
        value = getattr(import_module(f"framing.{_HOME[name]}"), name)
    elif name in _MODULES:
        value = import_module(f"framing.{name}")
    else:
        raise AttributeError(f"module 'framing' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return sorted([*globals(), *_HOME, *_MODULES])
