"""
Hits to how evenly a frame is spread over the parts of a text.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binom

from framing.errors import FramingError
from framing.lexicon.frames import Lexicon
from framing.scores.position import hit_places, named
from framing.text.corpus import Corpus
from framing.text.groups import group_labels

PARTS = ("document", "paragraph", "sentence")
DRAWS = 2_000  # enough for the second digit of a range of 95 %
_BLOCK = 2_000_000  # numbers drawn at a time, so that memory stays small


def dispersion(
    hits: pd.DataFrame,
    corpus: Corpus,
    lexicon: Lexicon,
    *,
    parts: str | int = "paragraph",
    by: str = "doc_id",
    draws: int = DRAWS,
    rng: np.random.Generator | int = 0,
) -> pd.DataFrame:
    """
    How evenly each frame is spread over the parts of a text: five hits in one paragraph are not five.

    Parameters
    ----------
    hits, corpus, lexicon, by
        As in :func:`frame_positions`. Parts of a group are those of all its documents.
    parts : {"paragraph", "sentence", "document"} or int
        What the text is cut into; a number cuts each document into so many parts that are equal to within a token.
        A part never crosses from one document into another.
    draws : int
        How often the hits are dropped at random.
    rng : Generator or int
        Where chance comes from; an int is a seed.

    Returns
    -------
    DataFrame
        One row for each group and frame, in the order of :func:`frame_positions`; without hits too:

        the column ``by``, ``frame``, ``hits``, ``n_tokens``
            as in :func:`frame_scores`.
        ``hit_paragraphs``
            paragraphs with a hit, whatever ``parts`` are: the hits that remain if those of one paragraph count once.
        ``parts``, ``hit_parts``
            parts, and those with a hit.
        ``dp``
            deviation of proportions, ``0.5 * sum(|v - s|)`` over the parts, ``v`` their shares of the hits and ``s``
            of the tokens (Gries 2008): 0 where hits follow the length of the parts, towards 1 where they are crowded.
        ``dp_norm``
            ``dp / (1 - min(s))``, so that 1 can be reached (Lijffijt and Gries 2012); missing with a single part.
        ``dp_random``, ``dp_random_low``, ``dp_random_high``
            ``dp`` of as many hits dropped on tokens at random, each by itself: its mean (exact, by de Moivre's formula
            for the mean deviation of a binomial) and the range of the middle 95 % of ``draws`` drops. A few hits leave
            most parts empty wherever they fall, so ``dp`` alone says little: read it beside these.

        All of the last five are missing where there is no hit. The range describes chance; it is no test, for hits
        in a text never fall each by itself.

    Raises
    ------
    FramingError
        As :func:`frame_positions`, and if ``parts``, ``draws`` or ``rng`` is no such thing.

    Examples
    --------
    >>> from framing import Lexicon, find_hits, read_corpus
    >>> corpus = read_corpus(["Border, border.\\n\\nNo more.\\n\\nThe end."])
    >>> lexicon = Lexicon.from_dict({"border": ["border"]})
    >>> table = dispersion(find_hits(corpus, lexicon), corpus, lexicon)
    >>> table[["hits", "hit_paragraphs", "parts", "hit_parts", "dp", "dp_norm", "dp_random"]].round(3).values.tolist()
    [[2.0, 1.0, 3.0, 1.0, 0.667, 1.0, 0.444]]
    """
    whole = isinstance(parts, (int, np.integer)) and not isinstance(parts, bool)
    if not (whole and parts >= 1) and parts not in PARTS:
        raise FramingError(f"parts must be one of {', '.join(PARTS)}, or a number of 1 or more; found {parts!r}.")
    if isinstance(draws, bool) or not isinstance(draws, (int, np.integer)) or draws < 1:
        raise FramingError(f"draws must be a whole number of 1 or more, found {draws!r}.")
    if not isinstance(rng, np.random.Generator):
        if isinstance(rng, bool) or not isinstance(rng, (int, np.integer)) or rng < 0:
            raise FramingError(f"rng must be a generator of NumPy's or a whole number from 0, found {rng!r}.")
        rng = np.random.default_rng(rng)
    hits, place = hit_places(hits, corpus, lexicon)
    labels = group_labels(corpus, by)
    groups = labels.unique()
    codes = pd.Index(groups).get_indexer(labels)
    part = _parts(corpus, parts)
    paragraph = _parts(corpus, "paragraph")
    sizes = np.bincount(part)
    part_groups = np.zeros(len(sizes), dtype=np.int64)
    part_groups[part] = codes[corpus.tokens.document]
    order = np.argsort(part_groups, kind="stable")
    edges = np.searchsorted(part_groups[order], range(len(groups) + 1))
    rank = np.empty(len(order), dtype=np.int64)  # the number of each part in its group
    rank[order] = np.arange(len(order)) - edges[part_groups[order]]
    found = pd.DataFrame({"frame": hits["frame"].to_numpy(), "part": part[place], "paragraph": paragraph[place]})
    cells = dict(iter(found.groupby([part_groups[found["part"]], "frame"])))
    # A stream for each row, so that its range does not hang on the hits of the others.
    streams = iter(rng.spawn(len(groups) * len(lexicon.frame_names)))
    rows = []
    for group in range(len(groups)):
        own = sizes[order[edges[group] : edges[group + 1]]]
        for frame in lexicon.frame_names:
            places = cells.get((group, frame), found[:0])
            counts = np.bincount(rank[places["part"]], minlength=len(own))
            rows.append(
                {
                    "group": group,
                    "frame": frame,
                    "hits": len(places),
                    "n_tokens": own.sum(),
                    "hit_paragraphs": places["paragraph"].nunique(),
                    "parts": len(own),
                    "hit_parts": np.count_nonzero(counts),
                    **_deviation(counts, own, draws, next(streams)),
                }
            )
    return named(pd.DataFrame(rows), by, groups)


def _deviation(counts: np.ndarray, sizes: np.ndarray, draws: int, rng: np.random.Generator) -> dict[str, float]:
    """DP of hits in parts of so many tokens, and of as many hits dropped at random."""
    n, total = int(counts.sum()), int(sizes.sum())
    if n == 0:
        return dict.fromkeys(("dp", "dp_norm", "dp_random", "dp_random_low", "dp_random_high"), np.nan)
    dp = float(_dp(counts, sizes))
    room = 1 - sizes.min() / total
    # Mean deviation of a binomial: 2 v (1 - p) P(v) with v the first whole number above its mean.
    above = n * sizes // total + 1
    shares = sizes / total
    random = float(np.sum(above * (1 - shares) * binom.pmf(above, n, shares)) / n)
    low, high = np.quantile(_dropped(n, sizes, draws, rng), [0.025, 0.975], method="inverted_cdf").tolist()
    return {
        "dp": dp,
        "dp_norm": dp / room if room else np.nan,
        "dp_random": random,
        "dp_random_low": low,
        "dp_random_high": high,
    }


def _dp(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Gries' DP of each row of counts, in whole numbers until the last step, so that it is the same everywhere."""
    n, total = counts.sum(axis=-1, keepdims=True), sizes.sum()
    return np.abs(counts * total - n * sizes).sum(axis=-1) / (2 * n[..., 0] * total)


def _dropped(n: int, sizes: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """DP of ``n`` hits dropped on tokens at random, ``draws`` times."""
    ends, k = np.cumsum(sizes), len(sizes)
    size = max(1, _BLOCK // max(n, k))
    blocks = []
    for first in range(0, draws, size):
        rows = min(size, draws - first)
        part = np.searchsorted(ends, rng.integers(0, ends[-1], size=(rows, n)), side="right")
        flat = (part + k * np.arange(rows)[:, None]).ravel()
        blocks.append(_dp(np.bincount(flat, minlength=rows * k).reshape(rows, k), sizes))
    return np.concatenate(blocks)


def _parts(corpus: Corpus, parts: str | int) -> np.ndarray:
    """The part each token stands in, numbered from 0 through the corpus."""
    document, bounds = corpus.tokens.document, corpus.tokens.bounds
    if parts == "document":
        return document
    if isinstance(parts, str):
        local = corpus.units[parts].to_numpy()
    else:
        local = int(parts) * (np.arange(len(document)) - bounds[document]) // np.diff(bounds)[document]
    return np.cumsum((np.diff(document, prepend=0) != 0) | (np.diff(local, prepend=0) != 0))
