"""Runs over files: whole or not at all, the same bytes however they were interrupted, nothing lost in silence."""

import json
import random
import signal
import subprocess
import sys

import pandas as pd
import pytest

from framing import (
    Corpus,
    CorpusError,
    Document,
    FramingError,
    Lexicon,
    find_hits,
    frame_scores,
    load_lexicon,
    load_seeds,
    score,
)
from framing.run.batch import score_files
from framing.run.counters import Options
from framing.text import sources
from framing.text.document import Range

LEXICON = Lexicon.from_dict(
    {"rivalry": {"game": ["great game"], "power": ["great power*"]}, "none": ["nothing"], "border": ["border*"]}
)
TEXTS = ["A great game of great powers.", "Borders, borders!", "Nothing."]


def test_columns_and_order():
    """One row a text in their order; frames in lexicon order, each followed by its categories, zeros kept."""
    table = score(TEXTS[:2], LEXICON, categories=True)

    assert table.columns.tolist() == (
        ["doc_id", "n_tokens", "rivalry", "rivalry.game", "rivalry.power", "none", "border"]
    )
    assert table.values.tolist() == [["text1", 6, 2, 1, 1, 0, 0], ["text2", 2, 0, 0, 0, 0, 2]]
    assert score(TEXTS[:2], LEXICON).columns.tolist() == ["doc_id", "n_tokens", "rivalry", "none", "border"]


def test_every_source_gives_the_same_scores(tmp_path):
    """A list, a Series, a table, a Corpus and a path give one table, whose types are always the same."""
    table = pd.DataFrame({"doc_id": ["text1", "text2", "text3"], "text": TEXTS})
    table.to_csv(tmp_path / "x.csv", index=False)
    corpus = Corpus(tuple(map(Document, table["doc_id"], table["text"])))
    expected = score(TEXTS, LEXICON)

    for source in (table, table.set_index("doc_id")["text"], corpus, tmp_path / "x.csv", str(tmp_path / "x.csv")):
        pd.testing.assert_frame_equal(score(source, LEXICON), expected)
    assert score([], LEXICON).dtypes.to_dict() == expected.dtypes.to_dict()


def test_a_corpus_is_scored_as_in_its_tables():
    """Of a Corpus only what counts is counted: tokens and hits are those of frame_scores, boilerplate or not."""
    text = "Border\nborder ad border"
    marked = Corpus((Document("a", text, headline=(Range(0, 6),), boilerplate=(Range(14, 16, "ad"),)),))
    assert score(marked, Lexicon.from_dict({"b": ["border"], "ad": ["ad"]})).values.tolist() == [["a", 3, 3, 0]]
    lexicon = load_lexicon()
    for corpus in (marked, load_seeds(), load_seeds(boilerplate="keep")):
        scores = frame_scores(find_hits(corpus, lexicon), corpus, lexicon)
        table = score(corpus, lexicon, categories=True).set_index("doc_id")

        for row in scores.itertuples():
            assert table.loc[row.doc_id, ["n_tokens", row.frame]].tolist() == [row.n_tokens, row.hits]


def test_bad_rows_in_python():
    """score names the row; an id that stands there twice is one."""
    with pytest.raises(CorpusError, match=r"the list, row 2: expected text, found 5\. Mend or drop the row\.$"):
        score(["x", 5], LEXICON)
    with pytest.raises(CorpusError, match=r"the table, row 3: expected an id of its own, found 'a'"):
        score(pd.DataFrame({"doc_id": ["a", "b", "a"], "text": TEXTS}), LEXICON)
    with pytest.raises(FramingError, match="unknown column 'text'; did you mean 'texts'"):
        score(pd.DataFrame({"doc_id": ["a"], "texts": ["x"]}), LEXICON)


def lines(path, rows):
    """A JSONL file of (id, text) rows."""
    path.write_text("".join(json.dumps({"doc_id": name, "text": text}) + "\n" for name, text in rows))
    return path


@pytest.mark.parametrize("size", [10, 10**6])
def test_bad_rows_are_skipped_and_listed(tmp_path, monkeypatch, size):
    """With skip, scores and hits are those of clean files, and every row left out is listed, wherever batches end."""
    monkeypatch.setattr(sources, "BATCH_BYTES", size)
    good = [(str(i), text * (i + 1)) for i, text in enumerate(TEXTS * 3)]
    first = lines(tmp_path / "1.jsonl", [good[0], ("x", None), *good[1:3], ("0", "again"), ("y", 5), *good[3:6]])
    second = lines(tmp_path / "2.jsonl", [("2", "again"), *good[6:], ("8", "again"), ("z", " ")])
    clean = lines(tmp_path / "clean.jsonl", good)
    made, expected = tmp_path / "out.csv", tmp_path / "expected.csv"
    summary = score_files([first, second], LEXICON, made, hits=tmp_path / "hits.csv", on_error="skip")
    score_files([clean], LEXICON, expected, hits=tmp_path / "clean_hits.csv")

    assert made.read_bytes() == expected.read_bytes()
    assert (tmp_path / "hits.csv").read_bytes() == (tmp_path / "clean_hits.csv").read_bytes()
    listed = pd.read_csv(f"{made}.skipped.csv", dtype=str, keep_default_na=False)
    assert (summary.documents, len(summary.skipped)) == (9, 6)
    assert listed.columns.tolist() == ["file", "row", "doc_id", "reason", "value"]
    assert sorted(listed.values.tolist()) == [
        [str(first), "2", "x", "missing text", "''"],
        [str(first), "5", "0", "same id", "'0'"],
        [str(first), "6", "y", "wrong type", "5"],
        [str(second), "1", "2", "same id", "'2'"],
        [str(second), "5", "8", "same id", "'8'"],
        [str(second), "6", "z", "missing text", "' '"],
    ]


def test_no_list_of_skipped_rows_outlives_its_run(tmp_path):
    """A run that skips nothing leaves no list of skipped rows beside its output."""
    output = tmp_path / "out.csv"
    for rows, there in (([("a", "x"), ("b", "")], True), ([("a", "x")], False)):
        score_files([lines(tmp_path / "x.jsonl", rows)], LEXICON, output, on_error="skip")
        assert (tmp_path / "out.csv.skipped.csv").exists() == there


def test_a_run_that_stops_changes_nothing(tmp_path, monkeypatch):
    """At a bad row a run says file, row and value; earlier output, also the list of skipped rows, stays as it was."""
    monkeypatch.setattr(sources, "BATCH_BYTES", 10)
    output, skipped = tmp_path / "out.csv", tmp_path / "out.csv.skipped.csv"
    output.write_text("earlier")
    skipped.write_text(earlier := "file,row,doc_id,reason,value\n")
    path = lines(tmp_path / "x.jsonl", [("a", TEXTS[0]), ("b", TEXTS[1]), ("c", 5)])
    with pytest.raises(CorpusError, match=r"x\.jsonl, row 3: expected text, found 5\. Mend .* --on-error skip\.$"):
        score_files([path], LEXICON, output)

    assert (output.read_text(), skipped.read_text()) == ("earlier", earlier)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.csv", "out.csv.skipped.csv", "x.jsonl"]


def test_outputs_do_not_overwrite_each_other_or_the_input(tmp_path):
    """One name for two outputs, or for input and output, is refused before anything is written."""
    path = tmp_path / "x.csv"
    path.write_text("doc_id,text\na,x\n")
    for options, why in (
        ({"output": path}, "is the input"),
        ({"output": tmp_path / "o.csv", "hits": tmp_path / "." / "o.csv"}, "is given twice"),
    ):
        with pytest.raises(FramingError, match=why):
            score_files([path], LEXICON, **options)
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_no_rows_give_a_table_without_rows(tmp_path):
    """An empty input, and one of which every row is skipped, give the columns and no row."""
    (tmp_path / "empty.csv").write_text("doc_id,text\n")
    (tmp_path / "bad.csv").write_text("doc_id,text\na,\n")
    for name in ("empty", "bad"):
        for suffix in (".csv", ".parquet"):
            output, hits = tmp_path / f"o{suffix}", tmp_path / f"h{suffix}"
            score_files([tmp_path / f"{name}.csv"], LEXICON, output, hits=hits, on_error="skip")
            read = pd.read_csv if suffix == ".csv" else pd.read_parquet
            assert read(output).columns.tolist() == ["doc_id", "n_tokens", "rivalry", "none", "border"]
            assert read(hits).columns.tolist()[:3] == ["doc_id", "frame", "category"]
            assert len(read(output)) == len(read(hits)) == 0


def test_a_full_disk_is_one_line(tmp_path):
    """When no more can be written the run says so, in whatever step, and earlier output stays as it was."""
    path = lines(tmp_path / "x.jsonl", [(str(i), f"Great Game {i}") for i in range(1000)])
    code = (
        "import resource, sys; from framing.run.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))\n"
        "sys.exit(main(sys.argv[2:]))"
    )
    for limit, name in ((100, "out.csv"), (1_000, "out.parquet"), (12_000, "out.csv")):
        output = tmp_path / name
        output.write_text("earlier")
        command = [sys.executable, "-c", code, str(limit), "score", path, "--output", output]
        command += ["--hits", tmp_path / "hits.csv"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)

        assert done.returncode == 1, done
        assert done.stderr.count("\n") == 1, done.stderr
        assert "cannot be written" in done.stderr
        assert output.read_text() == "earlier"
        assert not list(tmp_path.glob(".*"))


DRIVER = """
import os, signal, sys
from framing.run import claimed, output, parts
from framing.text import sources
sources.BATCH_BYTES = 2_000
left = int(sys.argv[1])

def dies(function):  # kill this process in the midst of its writing
    def counted(*given, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return counted

output._write_table = dies(output._write_table)
output.Path.replace = dies(output.Path.replace)
parts.pl.DataFrame.write_ipc = dies(parts.pl.DataFrame.write_ipc)
claimed.Claimed.remove = dies(claimed.Claimed.remove)
from framing.run.cli import main
sys.exit(main(sys.argv[2:]))
"""


def run(*arguments, after=0):
    """Run the command in small batches; ``after`` so many writing steps it is killed."""
    command = [sys.executable, "-c", DRIVER, str(after), "score", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.fixture
def articles(tmp_path):
    """Articles with some bad rows among them: a dozen batches."""
    draw = random.Random(1)
    words = ["border", "security", "Great", "Game", "U.S.", "and", "the.", "aid"]
    rows = [(str(i), " ".join(draw.choices(words, k=draw.randint(1, 200)))) for i in range(40)]
    return lines(tmp_path / "articles.jsonl", [*rows[:20], ("bad", None), *rows[20:], ("3", "same id")])


@pytest.mark.parametrize(("suffix", "hits"), [(".parquet", True), (".csv", True), (".csv", False)])
def test_a_killed_run_goes_on_to_the_same_bytes(articles, tmp_path, suffix, hits):
    """Killed at any point, once or twice, a run that is resumed writes what it would have written, and no more."""
    files = {}
    steps = random.Random(f"{suffix} {hits}").sample(range(1, 24 + 12 * hits), 2)
    for after in ([], [steps[0]], [steps[1], 3]):
        folder = tmp_path / "-".join(map(str, after or ["whole"]))
        folder.mkdir()
        options = ["--on-error", "skip", "--output", folder / f"out{suffix}"]
        options += ["--hits", folder / f"hits{suffix}"] if hits else []
        for i, step in enumerate(after):
            killed = run(articles, *options, *(["--resume"] if i else []), after=step)
            assert killed.returncode == -signal.SIGKILL, (step, killed)
        done = run(articles, *options, "--resume")
        assert done.returncode == 0, done.stderr
        assert done.stderr.startswith("40 documents, ")
        assert "2 rows skipped" in done.stderr
        files[folder.name] = {path.name: path.read_bytes() for path in folder.iterdir()}

    names = {f"out{suffix}", f"out{suffix}.skipped.csv"} | ({f"hits{suffix}"} if hits else set())
    assert set(files["whole"]) == names
    for name, made in files.items():
        assert made == files["whole"], name


def test_only_the_same_run_is_resumed(articles, tmp_path):
    """Other options or other content are refused in one line; without --resume a left-over folder is started afresh."""
    output = tmp_path / "out.csv"
    same = [articles, "--on-error", "skip", "--output", output]
    whole = run(*same)
    assert whole.returncode == 0
    expected = output.read_bytes()
    output.unlink()
    assert run(*same, after=9).returncode == -signal.SIGKILL
    left = {path.name for path in (tmp_path / "out.csv.parts").iterdir()}
    assert "000001.json" in left

    content = articles.read_bytes()
    for change, options in ((content, ["--nested-scope", "lexicon"]), (content[:-30] + b"!" + content[-29:], [])):
        articles.write_bytes(change)
        done = run(*same, *options, "--resume")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "other inputs or options, or by another version, so it cannot be resumed" in done.stderr
    articles.write_bytes(content)
    (tmp_path / "out.csv.parts" / "000000.scores").write_bytes(b"not what the run will leave")
    assert run(*same).returncode == 0
    assert output.read_bytes() == expected
    assert not (tmp_path / "out.csv.parts").exists()


def test_unknown_ways_of_going_on(tmp_path):
    """An unknown on_error names the known ones, an unknown semantics too."""
    path = lines(tmp_path / "x.jsonl", [("a", "x")])
    with pytest.raises(FramingError, match=r"unknown on_error 'ignore'\. Known: stop, skip"):
        score_files([path], LEXICON, tmp_path / "o.csv", on_error="ignore")
    with pytest.raises(FramingError, match="unknown semantics"):
        score_files([path], LEXICON, tmp_path / "o.csv", options=Options(semantics="other"))
