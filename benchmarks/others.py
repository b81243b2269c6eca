"""
The same work with other tools, each as its own manual would do it: `others.py TOOL CORPUS LEXICON`.

A lexicon is the JSON that prepare.py writes: of each frame its patterns, and the same without wildcards.
Prints how many it counted.
"""

from __future__ import annotations

import json
import re
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WORD = r"\w+(?:['’-]\w+)*"
LETTERS = r"[\w'’-]*"  # what * stands for


def floor(corpus: str, _lexicon: dict) -> int:
    """Bare Polars: cut the texts into words and number them, on two threads; no lexicon, no result kept."""
    import polars as pl
    from pyarrow import parquet

    def encode(texts: pl.Series) -> int:
        lower = texts.str.to_lowercase().alias("text").to_frame()
        words = lower.select(pl.col("text").str.extract_all(WORD)).to_series().explode(empty_as_null=False)
        return len(words.cast(pl.Categorical).to_physical())

    total, running = 0, deque()
    file = parquet.ParquetFile(corpus, pre_buffer=False, buffer_size=1 << 20)
    with ThreadPoolExecutor(2) as pool:
        for batch in file.iter_batches(batch_size=1024, columns=["text"]):
            running.append(pool.submit(encode, pl.from_arrow(batch.column("text"))))
            if len(running) > 2:
                total += running.popleft().result()
        return total + sum(job.result() for job in running)


def count_vectorizer(corpus: str, lexicon: dict) -> int:
    """scikit-learn: the lexicon without wildcards as the vocabulary of a CountVectorizer."""
    import numpy as np
    import pandas as pd
    from sklearn.feature_extraction.text import CountVectorizer

    texts = pd.read_parquet(corpus)["text"]
    terms = sorted({term for frame in lexicon.values() for term in frame["literal"]})
    longest = max(len(term.split(" ")) for term in terms)
    vectorizer = CountVectorizer(vocabulary=terms, ngram_range=(1, longest), token_pattern=WORD)
    matrix = vectorizer.transform(texts)
    place = {term: number for number, term in enumerate(terms)}
    return int(sum(np.sum(matrix[:, [place[term] for term in frame["literal"]]]) for frame in lexicon.values()))


def str_count(corpus: str, lexicon: dict) -> int:
    """Pandas: str.count with one alternation of all its patterns for each frame."""
    import pandas as pd

    # Lower case first is three times as fast as flags=re.IGNORECASE: so pandas leaves the search to Arrow.
    texts = pd.read_parquet(corpus)["text"].str.lower()
    total = 0
    for frame in lexicon.values():
        # The longest first, since an alternation takes what fits first.
        patterns = sorted(frame["patterns"], key=len, reverse=True)
        terms = (LETTERS.join(re.escape(part) for part in pattern.split("*")) for pattern in patterns)
        total += int(texts.str.count(rf"\b(?:{'|'.join(terms)})\b").sum())
    return total


def phrase_matcher(corpus: str, lexicon: dict) -> int:
    """spaCy: the lexicon without wildcards in a PhraseMatcher on a blank pipeline."""
    import pandas as pd
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for name, frame in lexicon.items():
        matcher.add(name, list(nlp.tokenizer.pipe(frame["literal"])))
    return sum(len(matcher(doc)) for doc in nlp.pipe(pd.read_parquet(corpus)["text"].tolist()))


if __name__ == "__main__":
    tool, corpus, lexicon = sys.argv[1:]
    print(globals()[tool](corpus, json.loads(Path(lexicon).read_text(encoding="utf-8"))))
