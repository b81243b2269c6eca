"""
Tokens and hits to the group that each stands in: an article, a section, a voice, a speaker, a column of metadata.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.hits.given import refuse_strangers
from framing.text.corpus import Corpus
from framing.text.groups import group_labels
from framing.text.sections import SECTIONS
from framing.voice.voiced import WHOSE, token_voices, voice_options

_SPOKEN = ("voice", "speaker")


def grouped(hits: pd.DataFrame, corpus: Corpus, by: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The groups in order, tokens with the number of their group, and hits with those of their document and group."""
    numbers = hits["doc_id"].map({doc_id: number for number, doc_id in enumerate(corpus.doc_ids)}).astype(int)
    labels, found_labels = _token_labels(corpus, by, voice_options(hits)), _hit_labels(hits, numbers, corpus, by)
    groups = _groups(pd.concat([labels, found_labels]).drop_duplicates())
    units = corpus.units.assign(group=_number(labels, groups))
    return groups, units, hits.assign(document=numbers, group=_number(found_labels, groups))


def _token_labels(corpus: Corpus, by: list[str], voices: dict[str, object]) -> pd.DataFrame:
    """The group of each token: one column of text for each of ``by``."""
    units = corpus.units
    spoken = token_voices(corpus, **voices) if set(by) & set(_SPOKEN) else None
    labels = {
        name: spoken[name].astype("str")
        if name in _SPOKEN
        else _labels(corpus, name, units["document"], units["section"])
        for name in by
    }
    return pd.DataFrame(labels, columns=by)


def _hit_labels(hits: pd.DataFrame, numbers: pd.Series, corpus: Corpus, by: list[str]) -> pd.DataFrame:
    """The group of each hit, in the same columns."""
    for name in set(by) & set(_SPOKEN):
        if name not in hits.columns:
            raise FramingError(f"the hits have no column {name!r}. Add it with add_voice(hits, corpus).")
    if "voice" in by:
        refuse_strangers(hits, "voice", WHOSE)
    if "section" in by and "section" not in hits.columns:
        raise FramingError("the hits have no column 'section'. It comes from find_hits.")
    labels = {
        name: hits[name].astype("str") if name in _SPOKEN else _labels(corpus, name, numbers, hits["section"])
        for name in by
    }
    return pd.DataFrame(labels, columns=by, index=hits.index)


def _labels(corpus: Corpus, by: str, numbers: pd.Series, sections: pd.Series) -> pd.Series:
    """The group, by one column, of what stands in documents ``numbers`` and ``sections``."""
    if by == "section":
        return sections.astype("str")
    labels = group_labels(corpus, by, others=["section", *_SPOKEN]).reset_index(drop=True)
    return numbers.map(labels).astype("str")


def _groups(labels: pd.DataFrame) -> pd.DataFrame:
    """Distinct labels in order; sections as in an article, and of each group all voices, those without a word too."""
    ordered = {"voice": WHOSE, "section": SECTIONS}
    if "voice" in labels.columns:
        rest = labels.drop(columns="voice").drop_duplicates()
        voices = pd.DataFrame({"voice": pd.Series(WHOSE, dtype="str")})
        labels = (rest.merge(voices, how="cross") if len(rest.columns) else voices)[list(labels.columns)]
    ranks = {
        name: values.map({v: i for i, v in enumerate(ordered.get(name) or values.unique())})
        for name, values in labels.items()
    }
    order = np.lexsort([ranks[name].to_numpy() for name in reversed(labels.columns)])
    return labels.iloc[order].reset_index(drop=True)


def _number(labels: pd.DataFrame, groups: pd.DataFrame) -> np.ndarray:
    """The row of ``groups`` that each row of labels is."""
    order = {key: number for number, key in enumerate(groups.itertuples(index=False, name=None))}
    keys = pd.Series(list(zip(*(labels[name] for name in labels), strict=True)), dtype=object)
    return keys.map(order).to_numpy(dtype=np.int64, na_value=-1)
