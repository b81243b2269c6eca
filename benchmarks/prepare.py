"""
What bench.py measures on: the corpus as Parquet, parts and multiples of it, hostile texts, and lexicons.

A process of its own, since a process that was started by a large one is charged with its parent's memory.
Everything that is drawn at random is seeded.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, product
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow import parquet

import framing
from framing.text.sources import read_files

SEED = 7
WORD = r"\w+(?:['’-]\w+)*"  # what a plain word is to the other tools
SCHEMA = pa.schema([("doc_id", pa.string()), ("text", pa.large_string())])
PART_MB = 32  # of text at most in the part that slow tools are measured on
STUDY = "security"  # the lexicon of the study, with sets, nears and contexts
SLIVER = 8  # of a part, for what is slower still
LARGE = {"word": 2_500, "prefix*": 1_250, "two words": 850, "three words": 400}  # 5,000 patterns
HOSTILE = {
    "quote marks": '"' * 1_000_000,
    "commas": "," * 1_000_000,
    "one word again and again": "border " * 142_857,
    "a single word": "a" * 1_000_000,
}


def main() -> None:
    """Prepare everything in a folder; what the folder holds is told in prepared.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--text", default="text")
    parser.add_argument("--id", default="doc_id")
    parser.add_argument("--megabytes", type=int, default=60, help="size of the synthetic corpus")
    options = parser.parse_args()

    folder: Path = options.folder
    corpus = folder / "corpus.parquet"
    if options.corpus is None:
        write(corpus, synthetic(options.megabytes * 1_000_000))
    elif options.corpus.suffix == ".parquet" and (options.text, options.id) == ("text", "doc_id"):
        corpus = options.corpus
    else:
        write(corpus, converted(options.corpus, options.text, options.id))

    documents = size = 0
    for texts in column(corpus):
        documents += len(texts)
        size += texts.str.len_bytes().sum()
    every = max(8, -(-size // (PART_MB * 1_000_000)))
    texts = pl.concat([texts.gather_every(every) for texts in column(corpus)]).drop_nulls()
    part = texts.to_list()
    for times in (1, 4, 16):
        write(
            folder / f"part-{times}.parquet", ((f"{n}-{i}", text) for n in range(times) for i, text in enumerate(part))
        )
    write(folder / "sliver.parquet", ((str(i), text) for i, text in enumerate(part[::SLIVER])))
    write(folder / "nothing.parquet", [("1", "Nothing.")])
    # For R: a document a line.
    lines = (re.sub("[\n\r\x85\u2028\u2029]", "\v", text) for text in part)
    (folder / "part.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "nothing.txt").write_text("Nothing.\n", encoding="utf-8")
    for name, text in HOSTILE.items():
        write(folder / f"hostile {name}.parquet", [("1", text)])
    megabyte = list(first(part, 1_000_000))
    write(folder / "megabyte.parquet", ((str(i), text) for i, text in enumerate(megabyte)))

    types = vocabulary(texts)
    lexicons = {
        "small": Path(__file__).with_name("bench_lexicon.toml"),
        "large": folder / "large.toml",
        "sparse": folder / "sparse.toml",
        "stars": folder / "stars.toml",
        "study": STUDY,
        "sequences": Path(__file__).with_name("sequences_lexicon.toml"),
        "near": folder / "near.toml",
    }
    write_lexicon(lexicons["large"], large_patterns(part, types), frames=8)
    write_lexicon(lexicons["sparse"], rare_names(part), frames=2)
    write_lexicon(lexicons["stars"], ["*e* * *", "* *a*", "* * * *o*"], frames=1)
    crowd = json.dumps([word for word in types if re.fullmatch("[a-z]+", word)][:500])
    lexicons["near"].write_text(
        f'[sets]\ncrowd = {crowd}\n[frames.near]\npatterns = [{{ near = ["@crowd", "@crowd", "@crowd"] }}]\n', "utf-8"
    )
    for name in ("small", "large"):
        write_plainly(folder / f"{name}.json", framing.load_lexicon(lexicons[name]), types)

    prepared = {
        "corpus": str(corpus),
        "documents": documents,
        "megabytes": size / 1e6,
        "every": every,
        "sliver": every * SLIVER,
        "part_megabytes": texts.str.len_bytes().sum() / 1e6,
        "megabyte": sum(len(text.encode()) for text in megabyte) / 1e6,
        "hostile_megabytes": {name: len(text) / 1e6 for name, text in HOSTILE.items()},
        "lexicons": {name: str(path) for name, path in lexicons.items()},
        "patterns": {
            name: sum(len(frame.patterns) for frame in framing.load_lexicon(path)) for name, path in lexicons.items()
        },
    }
    (folder / "prepared.json").write_text(json.dumps(prepared), encoding="utf-8")


def write(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Rows of id and text to Parquet, all in one row group (of a million rows), as ordinary writers make it."""
    tables, held, size = [], [], 0
    for row in rows:
        held.append(row)
        size += len(row[1])
        if size > 10_000_000:
            tables.append(_table(held))
            held, size = [], 0
    tables.append(_table(held))
    parquet.write_table(pa.concat_tables(tables), path)


def _table(rows: list[tuple[str, str]]) -> pa.Table:
    return pa.table([[row[0] for row in rows], [row[1] for row in rows]], schema=SCHEMA)


def column(path: Path) -> Iterator[pl.Series]:
    """The texts, a few at a time."""
    file = parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20)
    for batch in file.iter_batches(batch_size=1024, columns=["text"]):
        yield pl.from_arrow(batch.column("text")).cast(pl.String)


def converted(path: Path, text: str, doc_id: str) -> Iterator[tuple[str, str]]:
    """Whatever can be used of a corpus in another form, each id once."""
    seen: set[str] = set()
    for batch in read_files([path], text=text, doc_id=doc_id):
        for name, words in zip(batch.ids.to_list(), batch.texts.to_list(), strict=True):
            if name not in seen:
                seen.add(name)
                yield name, words


def synthetic(size: int) -> Iterator[tuple[str, str]]:
    """
    Articles of sentences drawn from the five seeds, some of them often and some hardly ever.

    Into one sentence of three goes an invented name; names follow Zipf's law, so that the vocabulary goes on growing,
    as in real news.
    """
    rng = random.Random(SEED)
    sentences = [" ".join(text.split()) for text in framing.load_seeds().sentences["text"]]
    rng.shuffle(sentences)
    weights = list(accumulate(1 / rank for rank in range(1, len(sentences) + 1)))
    syllables = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    names = ["".join(rng.choices(syllables, k=rng.randint(2, 4))).capitalize() for _ in range(100_000)]

    written = number = 0
    while written < size:
        number += 1
        chosen = rng.choices(sentences, cum_weights=weights, k=min(int(rng.lognormvariate(3.4, 0.7)) + 3, 400))
        pieces = []
        for sentence in chosen:
            words = sentence.split(" ")
            if rng.random() < 1 / 3:
                name = " ".join(names[int(len(names) ** rng.random()) - 1] for _ in range(rng.randint(1, 2)))
                words.insert(rng.randint(1, len(words)), name)
            pieces += [" ".join(words), rng.choice([" ", " ", "\n\n"])]
        text = "".join(pieces[:-1])
        written += len(text.encode())
        yield f"article-{number}", text


def first(texts: list[str], size: int) -> Iterator[str]:
    """The first texts, up to a number of bytes."""
    for text in texts:
        size -= len(text.encode())
        if size < 0:
            return
        yield text


def vocabulary(texts: pl.Series) -> list[str]:
    """The words of the texts in lower case, the most frequent first."""
    counts: Counter[str] = Counter()
    for start in range(0, len(texts), 1024):
        words = texts[start : start + 1024].str.to_lowercase().str.extract_all(WORD).explode().drop_nulls()
        counts.update(dict(words.value_counts().iter_rows()))
    return sorted(counts, key=lambda word: (-counts[word], word))


def large_patterns(texts: list[str], types: list[str]) -> list[str]:
    """5,000 patterns from the corpus' own words: single words, prefixes, sequences of two and three words."""
    rng = random.Random(SEED)
    words = [word for word in types if re.fullmatch("[a-z]{4,}", word)][200:20_000]  # no everyday words
    sample = [text.lower() for text in rng.sample(texts, min(len(texts), 2_000))]
    pools = {
        "word": words,
        "prefix*": sorted({f"{word[:6]}*" for word in words if len(word) > 6}),
        "two words": [" ".join(found) for text in sample for found in re.findall(r"\b([a-z]{3,}) ([a-z]{4,})\b", text)],
        "three words": [
            " ".join(found) for text in sample for found in re.findall(r"\b([a-z]{3,}) ([a-z]+) ([a-z]{4,})\b", text)
        ],
    }
    patterns: dict[str, None] = {}
    for kind, count in LARGE.items():
        pool = sorted(set(pools[kind]) - patterns.keys())
        patterns |= dict.fromkeys(rng.sample(pool, min(count, len(pool))))
    return list(patterns)


def rare_names(texts: list[str], count: int = 8) -> list[str]:
    """Names of two or three words that few documents have: one in a thousand, or as near to that as there are."""
    documents: Counter[str] = Counter()
    for text in texts:
        documents.update(set(re.findall(r"(?<=[a-z] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){1,2}(?= [a-z])", text)))
    wanted = max(len(texts) / 1_000, 2)
    near = sorted(documents, key=lambda name: (abs(documents[name] - wanted), name))[: 20 * count]
    return [name.lower() for name in random.Random(SEED).sample(near, min(count, len(near)))]


def write_lexicon(path: Path, patterns: list[str], *, frames: int) -> None:
    """A lexicon in the project's own form, its patterns dealt out to frames."""
    lines = []
    for number in range(frames):
        lines.append(f"[frames.frame_{number + 1}]\npatterns = [")
        lines += [f"  {json.dumps(pattern)}," for pattern in patterns[number::frames]]
        lines.append("]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_plainly(path: Path, lexicon: framing.Lexicon, types: list[str]) -> None:
    """
    A lexicon for other tools: of each frame its patterns, and the same without wildcards.

    For tools that know no wildcards they are replaced by all the words of the corpus that they stand for.
    """
    in_order = sorted(types)
    plain = {}
    for frame in lexicon:
        patterns = [pattern.text.lower() for pattern in frame.patterns]
        literal = [
            " ".join(words)
            for pattern in patterns
            for words in product(*(_expand(word, in_order) for word in pattern.split(" ")))
        ]
        plain[frame.name] = {"patterns": patterns, "literal": sorted(set(literal))}
    path.write_text(json.dumps(plain), encoding="utf-8")


def _expand(word: str, types: list[str]) -> list[str]:
    """The words that a word pattern stands for."""
    from bisect import bisect_left

    if "*" not in word:
        return [word]
    stem = word.removesuffix("*")
    start = bisect_left(types, stem)
    stop = bisect_left(types, stem + chr(0x10FFFF))
    return types[start:stop]


if __name__ == "__main__":
    main()
