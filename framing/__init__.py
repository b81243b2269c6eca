"""
Comparative narrative framing: one hit table behind every number and picture.

The modules in the order of the flow: tokens, corpus, lexicon, matching, scores, vectors, validation, plots.
"""

from framing.corpus import Corpus, Document, load_seeds, read_corpus
from framing.errors import CorpusError, FramingError, LexiconError
from framing.kwic import kwic
from framing.lexicon import Frame, Lexicon, Pattern, load_lexicon
from framing.matching import find_hits
from framing.scores import frame_scores, pattern_counts, shared_sentences, wide
from framing.tables import show
from framing.tokens import Token, Tokens, tokenize
from framing.validation import load_coding, validate
from framing.vectors import cosine_similarity, document_term_matrix, tfidf, top_features

__all__ = [
    "Corpus",
    "CorpusError",
    "Document",
    "Frame",
    "FramingError",
    "Lexicon",
    "LexiconError",
    "Pattern",
    "Token",
    "Tokens",
    "cosine_similarity",
    "document_term_matrix",
    "find_hits",
    "frame_scores",
    "kwic",
    "load_coding",
    "load_lexicon",
    "load_seeds",
    "pattern_counts",
    "read_corpus",
    "shared_sentences",
    "show",
    "tfidf",
    "tokenize",
    "top_features",
    "validate",
    "wide",
]

__version__ = "0.1.0"
