"""
Hostile documents and broken lexicon files, many: ``python tests/fuzz.py --documents 10000 --lexicons 1000 --seed 1``.

The modest run of the same is :mod:`test_fuzz`. What fails is shrunk and printed, with how to run it again.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import framing
from framing import FramingError, Lexicon

SECONDS = 20  # for one document or lexicon, on a busy machine
LEXICON = Lexicon.from_dict(
    {
        "border": {"b": ["border*", "border security"], "c": ["*ecurity"]},
        "game": ["great game", "the ? of", "a"],
        "$x_": ["\u00e9t*"],
    }
)

_WORDS = [
    "border",
    "borders",
    "security",
    "great game",
    "Great Game",
    "the fall of",
    "a",
    "\u00e9t\u00e9",
    "U.S.",
    "e.g.",
    "and",
]
_SAID = [
    "he said",
    "said Putin,",
    "according to the Kremlin",
    "officials warned that",
    "Q:",
    "A:",
    "not",
    "wants to",
    "claims",
]
_MARKS = [*"\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e()[]{}<>.,;:!?\u2026\u2013\u2014-_*@#&$%/|`~^=+\\"]
_MARKS += ["...", "--", "\n", "\n\n", "\r\n", "\t", " "]
_MARKUP = [
    "<b>",
    "</script>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "$x$",
    "$$",
    "\\(",
    "\\def",
    "]]>",
    "{{",
    "%s",
    "\x1b[31m",
    "=1+1",
    "http://a.b/c?d",
    "a@b.c",
]
_ODD = [
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\u200d",
    "\u202e",
    "\u0301",
    "\u0130",
    "\u212a",
    "\ufb01",
    "\u1e9e",
    "\u2028",
    "\x85",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x00",
    "\ufffe",
    "\U0001f468\u200d\U0001f469",
    "\U0010ffff",
    "\u4e2d\u6587",
    "\u0e44\u0e17\u0e22",
    "\u05d0",
    "\u00bd",
    "\u2160",
]
_pieces = st.one_of(
    *map(st.sampled_from, (_WORDS, _SAID, _MARKS, _MARKUP, _ODD)),
    st.text(max_size=6),
    st.builds(
        lambda sign, n: sign * n, st.sampled_from([*_MARKS, *_ODD, "a", "border ", "a.", "and a "]), st.integers(1, 300)
    ),
)
documents = st.builds(
    lambda pieces, gap: gap.join(pieces)[:5_000],
    st.lists(_pieces, min_size=1, max_size=40),
    st.sampled_from(["", " ", " ", "\n"]),
)

_FILES = {
    ".toml": '[frames.a]\nlabel = "A"\npatterns = ["border*", {text = "great game", note = "n", shared = true}]\n'
    '[frames.b.categories]\nx = ["game of *", {near = ["a", "b"], within = 5}]\n[sets]\ns = ["c", "d"]\n',
    ".yml": "a:\n  - border*\n  - great game\nb:\n  x: [game, 'of *']\n",
    ".json": '{"a": ["border*", "great game"], "b": {"x": ["game"]}}',
    ".dic": "%\n1\ta\n2\tb\n%\nborder*\t1\ngame\t1\t2\n",
    ".cat": "A\n\tBORDER* (1)\n\tX\n\t\tGREAT_GAME (1)\nB\n\tGAME (1)\n",
    ".lc3": "+A\nborder*\ngreat game\n+B\ngame\n",
    ".lcd": "+A\nborder*\ngreat game\n+B\ngame\n",
    ".ykd": '<?xml version="1.0"?><dictionary style="050805"><cnode name="D"><cnode name="a"><pnode name="border*"/>'
    '</cnode><cnode name="b"><pnode name="great game"/></cnode></cnode></dictionary>',
}
_BROKEN = [
    *_MARKUP,
    *_ODD,
    *_MARKS,
    "\x00" * 3,
    "[" * 900,
    "&a;" * 20,
    "9" * 5_000,
    "1979-01-01",
    "true",
    "nan",
    "[]",
    "{}",
    "null",
]
_BROKEN += [
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    b"\x80",
    b"\xef\xbb\xbf",
    "<!ENTITY a 'b'>",
    "!!python/object:os.system",
]


@st.composite
def _damaged(draw):
    suffix = draw(st.sampled_from(sorted(_FILES)))
    content = _FILES[suffix].encode()
    for _ in range(draw(st.integers(0, 4))):
        at, stop = (draw(st.integers(0, len(content))) for _ in range(2))
        new = draw(st.sampled_from(_BROKEN) | st.binary(max_size=4))
        new = new if isinstance(new, bytes) else new.encode()
        how = draw(st.sampled_from(["insert", "replace", "cut", "double", "line"]))
        line = content.splitlines(keepends=True)
        content = {
            "insert": content[:at] + new + content[at:],
            "replace": content[:at] + new + content[at + len(new) :],
            "cut": content[: min(at, stop)] + content[max(at, stop) :],
            "double": content[:at] + content[min(at, stop) : max(at, stop)] + content[at:],
            "line": b"".join(line + line[at % len(line) :][:1]) if line else new,
        }[how]
    return suffix, content


lexicon_files = _damaged()


def check_document(text: str) -> None:
    """Everything that is said of one text is true of it, and agrees."""
    began = time.monotonic()
    try:
        corpus = framing.read_corpus([text])
    except FramingError:
        return  # nothing but white space, and such
    document = next(iter(corpus))
    raw, doc_id = document.text, document.doc_id
    tokens = list(framing.tokenize(raw))
    assert [raw[token.start : token.end] for token in tokens] == [token.word for token in tokens]
    scored = framing.score([text], LEXICON).iloc[0]
    assert scored["n_tokens"] == len(tokens)
    if not tokens:
        return  # rates of no words are refused
    hits = framing.find_hits(corpus, LEXICON)
    assert [raw[a:b] for a, b in zip(hits["start"], hits["end"], strict=True)] == hits["text"].tolist()
    voiced = framing.add_voice(hits, corpus)
    assert len(voiced) == len(hits)
    for voice in framing.find_voices(raw):
        assert 0 <= voice.start <= voice.end <= len(raw)
    found = Counter(hits["frame"])
    by_voice = framing.score([text], LEXICON, by="voice")
    table = framing.frame_scores(hits, corpus, LEXICON).set_index("frame")
    vector = framing.FrameVectorizer(LEXICON).fit_transform([text])
    vector = vector.toarray() if hasattr(vector, "toarray") else pd.DataFrame(vector).to_numpy()
    for number, frame in enumerate(LEXICON.frame_names):
        assert scored[frame] == found[frame] == by_voice[frame].sum() == table.loc[frame, "hits"]
        assert vector[0][number] == found[frame]
    assert scored["n_tokens"] == by_voice["n_tokens"].sum() == table["n_tokens"].iloc[0]
    lines = framing.kwic(hits, corpus)
    assert len(lines) == len(hits)
    assert str(framing.show(lines)._repr_html_()).count("<tr>") >= 1
    assert framing.read_article(document, voiced, lexicon=LEXICON).hits == len(hits)
    page = framing.report(voiced, corpus, LEXICON).html
    assert "<script>alert" not in page
    assert doc_id in page
    assert framing.document_term_matrix(corpus).to_numpy().sum() == len(tokens)
    assert time.monotonic() - began < SECONDS, f"{time.monotonic() - began:.0f} seconds"


def check_lexicon(file: tuple[str, bytes]) -> None:
    """A lexicon file is read, and can then be used, or is refused in our own words, which are not endless."""
    began = time.monotonic()
    (suffix, content), said = file, "nothing"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"lexicon{suffix}"
        path.write_bytes(content)
        try:
            lexicon = framing.load_lexicon(path)
            framing.find_hits(framing.read_corpus(["A great game of borders, a b c."]), lexicon)
        except FramingError as error:
            said = str(error)
    assert said.strip()
    assert len(said) < 100_000
    assert time.monotonic() - began < SECONDS, f"{time.monotonic() - began:.0f} seconds"


def main() -> int:
    """Run many; 1 if any fails."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0].strip())
    parser.add_argument("--documents", type=int, default=10_000, metavar="N")
    parser.add_argument("--lexicons", type=int, default=1_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    failed = 0
    for what, check, strategy, most in (
        ("documents", check_document, documents, options.documents),
        ("lexicons", check_lexicon, lexicon_files, options.lexicons),
    ):
        began = time.monotonic()
        if not most:
            continue
        quiet = settings(
            max_examples=most,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )
        try:
            quiet(seed(options.seed)(given(strategy)(check)))()
        except Exception as error:  # whatever it is, it is what was looked for
            failed = 1
            print(f"{what}: {type(error).__name__}: {error}", *getattr(error, "__notes__", ()), sep="\n")
        print(f"{what}: {most}, {time.monotonic() - began:.0f} seconds")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return failed


if __name__ == "__main__":
    sys.exit(main())
