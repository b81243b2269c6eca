"""
Comparative narrative framing: one hit table behind every number and picture.

The rooms, in the order of the flow, are listed in ``framing/README.md``. Names are loaded when they are first used, so
that ``import framing`` costs nothing and a command loads only what it needs.
"""

from importlib import import_module

_HOMES = {
    "errors": ("CorpusError", "FramingError", "FramingWarning", "LexiconError"),
    "text.tokens": ("Token", "Tokens", "tokenize"),
    "text.document": ("Document",),
    "text.corpus": ("Corpus",),
    "text.groups": ("confounds", "group_labels"),
    "text.reading": ("load_seeds", "read_corpus"),
    "lexicon.frames": ("Frame", "Lexicon", "Pattern"),
    "lexicon.loading": ("load_lexicon",),
    "hits.table": ("find_hits",),
    "hits.rejected": ("rejected",),
    "hits.concordance": ("kwic",),
    "voice.voices": ("Voice", "find_voices"),
    "voice.voice_table": ("list_voices",),
    "voice.training": ("voice_quality",),
    "voice.published": ("published_voice_quality",),
    "voice.voiced": ("add_voice", "token_voices"),
    "compare.dtm": ("cosine_similarity", "document_term_matrix", "tfidf", "top_features"),
    "compare.frame_vectorizer": ("FrameVectorizer",),
    "compare.token_vectorizer": ("TokenVectorizer",),
    "compare.function_words": ("function_words",),
    "compare.keyness": ("keyness",),
    "compare.divergence": ("divergence", "pool_divergence"),
    "compare.shifts": ("word_shift",),
    "compare.bands": ("divergence_floor", "similarity_bands"),
    "compare.clusters": ("cluster",),
    "compare.correspondence": ("correspondence",),
    "scores.rates": ("frame_scores", "wide"),
    "scores.tallies": ("pattern_counts", "shared_sentences"),
    "scores.left_out": ("leave_one_out",),
    "scores.by_voice": ("stance_table", "voice_scores", "voice_shares"),
    "scores.bootstrap": ("bootstrap_scores",),
    "scores.stance_intervals": ("stance_intervals",),
    "scores.permutation": ("compare_articles",),
    "scores.position": ("frame_positions",),
    "scores.dispersion": ("dispersion",),
    "scores.actors_present": ("actor_frames",),
    "scores.actors_heard": ("actor_voices", "speaker_frames"),
    "scores.reporting_verbs": ("reporting_verbs",),
    "scores.top_speakers": ("top_speakers",),
    "scores.agreement": ("agreement", "label_counts"),
    "scores.validation": ("precision_recall",),
    "scores.voice_agreement": ("validate_voices", "voice_agreement"),
    "scores.mentions": ("as_coder", "consensus", "load_mentions"),
    "scores.unit_labels": ("unit_labels",),
    "scores.coded_rates": ("coded_scores",),
    "scores.overview": ("overview",),
    "scores.span_agreement": ("span_agreement",),
    "scores.accuracy": ("accuracy", "disagreements"),
    "scores.sheets": ("coding_sheet", "sheet_weights"),
    "scores.filled_sheets": ("read_sheets",),
    "scores.corrected": ("corrected_scores",),
    "scores.declaration": ("load_declaration",),
    "scores.specifications": ("specifications",),
    "scores.rank_order": ("rank_shares",),
    "scores.claims": ("claim", "higher", "highest", "leading", "robustness"),
    "display.reader_names": ("Names",),
    "display.tables": ("show",),
    "display.plain": ("plain",),
    "display.reader": ("read_article",),
    "display.report": ("report",),
    "display.ledger": ("Ledger", "claims_ledger"),
    "run.output": ("save_table",),
    "run.scoring": ("score",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 (the names are those above)
__version__ = "0.1.0"


def __getattr__(name: str):
    if name not in _HOME:
        raise AttributeError(f"module 'framing' has no attribute {name!r}")
    value = getattr(import_module(f"framing.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted([*globals(), *_HOME])
