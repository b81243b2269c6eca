"""The command: what a user types, gets and is told."""

import json
import shlex
import subprocess
import sys
import warnings

import pandas as pd
import pyarrow as pa
import pytest
from command import refused, run
from pyarrow import parquet

from framing import __version__, load_lexicon, load_seeds, score
from framing.run import cli
from framing.run.cli import _parser, main

TEXTS = {
    "b": "Russia’s “Great Game” again.\nBorder\nsecurity, not games.",
    "a": 'İstanbul says "border security"; 中国 – a second front in Asia and Russia?',
    "c": "Nothing here.",
}


@pytest.fixture(autouse=True)
def _shown_as_before(monkeypatch):
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)


@pytest.fixture
def articles(tmp_path):
    """Three articles in a Parquet file of one row group."""
    path = tmp_path / "articles.parquet"
    parquet.write_table(pa.table({"doc_id": list(TEXTS), "text": list(TEXTS.values())}), path)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_score_from_end_to_end(articles, tmp_path, suffix):
    """The installed command writes the scores of the library and says one closing line, no bar, on a pipe."""
    output = tmp_path / f"scores{suffix}"
    code = "import sys; from framing.run.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "score", articles, "--output", output, "--categories"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    expected = score(list(TEXTS.values()), categories=True).assign(doc_id=list(TEXTS))

    assert (done.returncode, done.stdout) == (0, "")
    hits = int(expected[list(load_lexicon().frame_names)].sum().sum())
    assert hits == 4
    assert done.stderr.startswith(f"3 documents, {expected['n_tokens'].sum()} tokens, {hits} hits, ")
    assert done.stderr.endswith(" seconds\n")
    assert done.stderr.count("\n") == 1
    table = pd.read_csv(output) if suffix == ".csv" else pd.read_parquet(output)
    pd.testing.assert_frame_equal(table, expected, check_dtype=False)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_hits_are_evidence(articles, tmp_path, capsys, suffix):
    """The hit table gives for each hit the place in the raw text, and as many rows as the scores count."""
    output, hits = tmp_path / "scores.csv", tmp_path / f"hits{suffix}"
    assert run(capsys, "score", articles, "--output", output, "--hits", hits)[0] == 0
    table = pd.read_csv(hits) if suffix == ".csv" else pd.read_parquet(hits)

    assert [TEXTS[row.doc_id][row.start : row.end] for row in table.itertuples()] == table["text"].tolist()
    scores = pd.read_csv(output).set_index("doc_id")
    assert scores.index.tolist() == list(TEXTS)
    for (doc_id, frame), rows in table.groupby(["doc_id", "frame"]):
        assert scores.loc[doc_id, frame] == len(rows)
    assert scores.drop(columns="n_tokens").sum().sum() == len(table) == 4


def test_threads_change_no_byte(tmp_path, capsys, monkeypatch):
    """One thread or three write the same bytes."""
    monkeypatch.setattr("framing.text.sources.BATCH_BYTES", 3_000)
    path = tmp_path / "x.jsonl"
    rows = [{"doc_id": str(i), "text": "Great Game. Border security; a second front " * (i % 9 + 1)} for i in range(90)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    made = []
    for jobs in (1, 3):
        files = [tmp_path / f"{jobs}-{name}" for name in ("scores.parquet", "hits.csv")]
        assert run(capsys, "score", path, "--output", files[0], "--hits", files[1], "--jobs", jobs)[0] == 0
        made.append([file.read_bytes() for file in files])

    assert made[0] == made[1]


def test_several_inputs_and_other_columns(tmp_path, capsys):
    """Inputs of several kinds and a glob pattern are one run; columns may have other names."""
    (tmp_path / "2.csv").write_text('id,body\n2,"border\nsecurity"\n')
    (tmp_path / "1.csv").write_text("id,body\n1,Great Game\n")
    (tmp_path / "3.jsonl").write_text('{"id": 3, "body": "x"}\n')
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "4.txt").write_text("y z")
    output = tmp_path / "out.parquet"
    inputs = [tmp_path / "texts", tmp_path / "[12].csv", tmp_path / "3.jsonl"]
    columns = ["--text-column", "body", "--id-column", "id"]
    code, _, err = run(capsys, "score", *inputs, *columns, "--output", output)

    assert (code, err.split(", ")[:2]) == (0, ["4 documents", "7 tokens"])
    assert pd.read_parquet(output)["doc_id"].tolist() == ["4", "1", "2", "3"]


def test_skipped_rows_are_counted(tmp_path, capsys):
    """With --on-error skip the closing line counts what was left out and names the list; without, the row is named."""
    (tmp_path / "x.csv").write_text("doc_id,text\na,x\nb,\nc,too,many\n")
    given = ["score", tmp_path / "x.csv", "--output", tmp_path / "o.csv"]
    error = refused(capsys, *given)
    assert f"{tmp_path / 'x.csv'}, row 2: expected text, found ''." in error
    assert not (tmp_path / "o.csv").exists()

    code, _, err = run(capsys, *given, "--on-error", "skip")
    assert (code, err.startswith("1 documents, 1 tokens")) == (0, True)
    assert err.endswith(f", 2 rows skipped (see {tmp_path / 'o.csv'}.skipped.csv)\n")
    assert pd.read_csv(tmp_path / "o.csv.skipped.csv")["row"].tolist() == [2, 3]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--text-column", "txt"], "unknown column 'txt'; did you mean 'text'? Known: doc_id, text."),
        (["--id-column", "id"], "unknown column 'id'"),
        (["--lexicon", "tajikstan"], "tajikstan"),
        (["--lexicon", "no.toml"], "no.toml"),
        (["--output", "{tmp}/none/o.csv"], "there is no folder"),
        (["--output", "{tmp}/o.xls"], "Expected .parquet, .csv or .xlsx."),
        (["--output", "{tmp}"], "unknown kind of output"),
        (["--output", "/proc/o.csv"], "/proc/o.csv"),
        (["--hits", "{tmp}/o.csv"], "is given twice"),
    ],
)
def test_what_cannot_be_done_is_one_line(articles, tmp_path, capsys, options, message):
    """Each mistake in the input is one line that says what it is, exit code 1, and nothing is left behind."""
    options = [option.format(tmp=tmp_path) for option in options]
    assert message in refused(capsys, "score", articles, "--output", tmp_path / "o.csv", *options)
    assert "no such file or folder" in refused(capsys, "score", articles, "none.csv", "--output", tmp_path / "o.csv")
    assert list(tmp_path.iterdir()) == [articles]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["count"],
        ["score", "x.csv"],
        ["score", "--output", "o.csv"],
        *(["score", "x.csv", "--output", "o.csv", "--jobs", jobs] for jobs in ("0", "two", "²")),
        ["score", "x.csv", "--output", "o.csv", "--on-error", "ignore"],
        ["kwic", "x.csv", "--semantics", "other"],
        ["score", "x.csv", "--output", "o.csv", "--by", "outlet"],
    ],
)
def test_a_mistake_in_the_command(capsys, arguments):
    """A command that cannot be understood shows its usage and ends with exit code 2."""
    code, out, err = run(capsys, *arguments)

    assert (code, out) == (2, "")
    assert err.startswith("usage: framing")


def test_by_speaker_works_from_python(capsys):
    """Who asks the command for scores by speaker is told where they are."""
    code, _, err = run(capsys, "score", "x.csv", "--output", "o.csv", "--by", "speaker")

    assert code == 2
    assert 'By speaker works from Python: frame_scores(by="speaker").' in err


def test_the_version(capsys):
    """The command says which version it is."""
    assert run(capsys, "--version") == (0, f"framing {__version__}\n", "")


@pytest.mark.parametrize("command", ["score", "hits", "kwic", "voices", "lint"])
def test_every_option_is_explained(command):
    """The help of each command says of each option what it does."""
    commands = next(action for action in _parser()._actions if action.choices and command in action.choices)
    for action in commands.choices[command]._actions:
        assert action.help, action.option_strings


def test_a_missing_column_is_named_with_an_option(tmp_path, capsys):
    """A column that is not there is an error that ends with the option to name it by."""
    path, output = tmp_path / "x.csv", tmp_path / "o.csv"
    path.write_text("id,body\na,x\n")
    given = ["score", path, "--output", output]

    assert refused(capsys, *given).endswith(
        " Known: id, body. Name it: text= in Python, --text-column in the command.\n"
    )
    error = refused(capsys, *given, "--text-column", "body")
    assert error.endswith(
        " Known: id, body. Name it: doc_id= in Python, --id-column in the command; 'row' numbers the rows.\n"
    )
    error = refused(capsys, "lint", "security", "--corpus", path)
    assert error.endswith("--text-column in the command.\n")


@pytest.mark.parametrize(
    ("command", "option"),
    [("score", "--output"), ("score", "--hits"), ("hits", "--output"), ("kwic", "--output"), ("voices", "--output")],
)
def test_an_input_is_never_written_over(tmp_path, capsys, command, option):
    """An output that is an input, given as such or found by a glob, is refused; the input stays as it was."""
    path = tmp_path / "d.csv"
    path.write_text("doc_id,text\na,Great Game\n")
    output = ["--output", tmp_path / "o.csv"] if option == "--hits" else []
    for given in (path, tmp_path / "*.csv"):
        error = refused(capsys, command, given, *output, option, path)
        assert error == f"framing: {path}: is the input. Give {option} another name.\n"
    assert path.read_text() == "doc_id,text\na,Great Game\n"
    assert list(tmp_path.iterdir()) == [path]


def test_single_articles(tmp_path, capsys):
    """Each .txt file is an article with the name of the file; two files of one name are refused."""
    output = tmp_path / "o.csv"
    for name in ("a", "U.S. news", "sub/a"):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("Great Game")
    assert run(capsys, "score", tmp_path / "a.txt", tmp_path / "U*.txt", "--output", output)[0] == 0
    assert pd.read_csv(output)["doc_id"].tolist() == ["a", "U.S. news"]

    error = refused(capsys, "score", tmp_path / "a.txt", tmp_path / "sub" / "a.txt", "--output", output)
    assert "'a'" in error


def test_a_lexicon_of_another_tool(articles, tmp_path, capsys):
    """A lexicon in JSON is used like one of ours."""
    (tmp_path / "my.json").write_text('{"rivalry": {"game": ["great game*"]}, "rest": ["nothing"]}')
    output = tmp_path / "o.csv"
    given = ["--lexicon", tmp_path / "my.json", "--output", output, "--categories"]
    assert run(capsys, "score", articles, *given)[0] == 0

    table = pd.read_csv(output)
    assert table.drop(columns="n_tokens").values.tolist() == [["b", 1, 1, 0], ["a", 0, 0, 0], ["c", 0, 0, 1]]


def test_hits_and_kwic_of_the_seeds(tmp_path, capsys):
    """The five articles' hits are listed as a table or in context, on standard output or into a file."""
    seeds = load_seeds()
    code, out, err = run(capsys, "hits", "seeds/articles.toml")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("doc_id,frame,category,pattern,start,end,text")

    code, _, err = run(capsys, "hits", "seeds/articles.toml", "--output", tmp_path / "hits.parquet")
    table = pd.read_parquet(tmp_path / "hits.parquet")
    assert (code, err) == (0, f"{len(table)} hits\n")
    assert len(table) == len(lines) - 1
    assert all(seeds[row.doc_id].text[row.start : row.end] == row.text for row in table.itertuples())

    code, out, _ = run(capsys, "kwic", "seeds/articles.toml", "--frame", "great_game", "--window", "3")
    found = table[table["frame"] == "great_game"]
    assert code == 0
    assert len(out.splitlines()) == len(found)
    assert {line.split("\t")[1] for line in out.splitlines()} == {"great_game"}
    assert [line.split(" | ")[1].strip() for line in out.splitlines()] == found["text"].tolist()


def test_no_hits_are_an_empty_list(tmp_path, capsys):
    """Where nothing is found, a table without rows is written and no line printed."""
    (tmp_path / "x.csv").write_text("doc_id,text\na,x\n")
    for command in ("hits", "kwic"):
        for suffix in (".csv", ".parquet"):
            output = tmp_path / f"{command}{suffix}"
            assert run(capsys, command, tmp_path / "x.csv", "--output", output)[::2] == (0, "0 hits\n")
            table = pd.read_csv(output) if suffix == ".csv" else pd.read_parquet(output)
            assert table.columns[0] == "doc_id"
            assert table.empty
    assert run(capsys, "kwic", tmp_path / "x.csv") == (0, "", "")


def test_what_was_rejected(tmp_path, capsys):
    """hits and kwic show, with --rejected, the occurrences that a context or an exclusion keeps from being hits."""
    (tmp_path / "x.csv").write_text("doc_id,text\na,A great game for the Lions.\nb,A great game in Asia.\n", "utf-8")
    (tmp_path / "x.toml").write_text('[frames.g]\npatterns = [{ pattern = "great game", context = ["asia"] }]\n')
    given = [tmp_path / "x.csv", "--lexicon", tmp_path / "x.toml", "--rejected"]

    assert run(capsys, "hits", *given)[1].splitlines()[1].startswith("a,g,,great game,2,12,great game,")
    assert run(capsys, "hits", *given)[1].splitlines()[1].endswith(",context")
    assert run(capsys, "kwic", *given)[1] == "a\tg\tA | great game | for the Lions\n"


def test_kwic_of_a_pattern(tmp_path, capsys):
    """With --pattern kwic looks for words instead of a lexicon's, sorted by --sort, only those --near a word."""
    path = tmp_path / "x.csv"
    path.write_text("doc_id,text\na,Asylum now.\nb,An asylum here and refuge there\n", "utf-8")
    patterns = ["--pattern", "asylum*", "--pattern", "refuge"]

    assert run(capsys, "kwic", path, *patterns)[1].splitlines() == [
        "a\tasylum*\t                   | Asylum | now",
        "b\tasylum*\t                An | asylum | here and refuge there",
        "b\trefuge\tAn asylum here and | refuge | there",
    ]
    assert run(capsys, "kwic", path, *patterns, "--sort", "1R", "--near", "and")[1].splitlines() == [
        "b\tasylum*\t                An | asylum | here and refuge there",
        "b\trefuge\tAn asylum here and | refuge | there",
    ]
    for given in (["--lexicon", "security"], ["--frame", "great_game"], ["--rejected"]):
        error = refused(capsys, "kwic", path, *patterns, *given)
        assert error == f"framing: --pattern looks for words, not for frames: leave out {given[0]}.\n"
    assert "unknown sort '9R'" in refused(capsys, "kwic", path, *patterns, "--sort", "9R")


def test_kwic_fits_a_terminal(tmp_path, capsys, monkeypatch):
    """On a terminal the lines of kwic are as wide as it, with names above them."""
    path = tmp_path / "x.csv"
    path.write_text(f"doc_id,text\na,{'far ' * 20}asylum {'near ' * 20}\n", "utf-8")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    names, line = run(capsys, "kwic", path, "--pattern", "asylum")[1].splitlines()
    assert names.split() == ["doc_id", "frame", "left", "keyword", "right"]
    assert len(line) == 60
    assert " far   asylum  near " in line
    assert line.endswith("…")


@pytest.mark.parametrize("window", ["nonsense", "-1", "²", "1.5", "1000001"])
def test_a_window_is_a_number_or_a_sentence(capsys, window):
    """Anything else is a mistake in the command, and the range is said."""
    with pytest.raises(SystemExit) as stopped:
        main(["kwic", "seeds/articles.toml", f"--window={window}"])
    assert stopped.value.code == 2
    assert "--window: expected a whole number from 0 to 1000000 or 'sentence', found" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--window=" + "9" * 5_000, "--window=" + "9" * 30, "--sort=3L --window=x"])
def test_numbers_beyond_any_use(capsys, option):
    """A number of any length is a mistake in the command, as are a million jobs."""
    for command in (["kwic", "x.txt", *option.split()], ["score", "x.txt", "--output", "o.csv", "--jobs", "1000000"]):
        with pytest.raises(SystemExit) as stopped:
            main(command)
        assert stopped.value.code == 2
        assert len(capsys.readouterr().err) < 3_000


def test_lint_looks_through_a_lexicon(tmp_path, capsys):
    """A shipped lexicon and one of one's own are looked through, with articles too; findings are printed."""
    path = tmp_path / "my.json"
    path.write_text('{"a": ["border*", "border"], "b": ["border"]}')
    code, out, _ = run(capsys, "lint", path)
    assert code == 0
    assert "border" in out

    code, out, _ = run(capsys, "lint", path, "--corpus", "seeds/articles.toml")
    assert code == 0
    assert "borders" in out
    assert "no.toml" in refused(capsys, "lint", "no.toml")


def test_whoever_reads_may_leave():
    """A reader of the output that leaves early, such as head, causes no traceback."""
    command = f"{sys.executable} -c 'import sys; from framing.run.cli import main; sys.exit(main())'"
    done = subprocess.run(
        f"{command} kwic seeds/articles.toml --window sentence | head -n 1",
        check=False,
        shell=True,
        capture_output=True,
        text=True,
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_voices(tmp_path, capsys):
    """Each article is a line with its voices; offsets point at the words in the raw text."""
    output, text = tmp_path / "voices.jsonl", "İn May she left. “We tried,” Anna Berg said."
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(text, encoding="utf-8")

    assert run(capsys, "voices", texts, "--output", output)[0] == 0
    line = json.loads(output.read_text(encoding="utf-8"))
    assert line["doc_id"] == "a"
    assert [(text[v["start"] : v["end"]].strip("“,”"), v["voice"], v["speaker"]) for v in line["voices"]] == [
        ("We tried", "direct", "Anna Berg")
    ]
    assert line["voices"][0]["speaker_type"] == "person"
    assert run(capsys, "voices", texts) == (0, output.read_text(encoding="utf-8"), "")
    error = refused(capsys, "voices", texts, "--output", tmp_path / "x.csv")
    assert error.endswith("x.csv: voices are written as .jsonl.\n")
    assert "there is no folder" in refused(capsys, "voices", texts, "--output", tmp_path / "none" / "x.jsonl")


def test_score_by_voice(articles, tmp_path, capsys):
    """By voice there are four rows an article, which add up to the row without; hits then have their voice."""
    plain, voiced, hits = (tmp_path / name for name in ("plain.csv", "voiced.csv", "hits.csv"))
    assert run(capsys, "score", articles, "--output", plain)[0] == 0
    assert run(capsys, "score", articles, "--output", voiced, "--by", "voice", "--hits", hits)[0] == 0
    table = pd.read_csv(voiced)

    assert table["voice"].tolist() == ["author", "direct", "indirect", "imputed"] * 3
    summed = table.drop(columns="voice").groupby("doc_id", sort=False).sum().reset_index()
    pd.testing.assert_frame_equal(summed, pd.read_csv(plain))
    assert pd.read_csv(hits).groupby("voice").size().sum() == 4


def test_hits_with_voice(articles, capsys):
    """On request each hit is listed with its voice and stance."""
    out = run(capsys, "hits", articles, "--voice")[1]
    assert out.splitlines()[0].endswith("stance,stance_cue,stance_cue_type,scare_quoted,voice_options")


def test_voices_are_written_whole_or_not_at_all(tmp_path, capsys):
    """Two articles with one id are refused, and what was there before stays."""
    output, source = tmp_path / "voices.jsonl", tmp_path / "articles.csv"
    output.write_text("before", encoding="utf-8")
    source.write_text("doc_id,text\na,One.\na,Two.\n", encoding="utf-8")

    assert "'a'" in refused(capsys, "voices", source, "--output", output)
    assert output.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.csv", "voices.jsonl"]


def test_levels(tmp_path, capsys):
    """The command names frames by any levels of a lexicon's names."""
    (tmp_path / "geo.json").write_text('{"AFRICA": {"NE": ["niger*"], "NG": ["nigeria*"]}}', encoding="utf-8")
    (tmp_path / "a.txt").write_text("Nigeria and Niger.", encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.txt", "geo.json", "out.csv")]
    run(capsys, "score", files[0], "--lexicon", files[1], "--levels", "1,2", "--output", files[2])
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines() == [
        '"doc_id","n_tokens","AFRICA.NE","AFRICA.NG"',
        '"a",3,2,1',
    ]
    code, _, err = run(capsys, "score", files[0], "--levels", "0", "--output", files[2])
    assert code == 2
    assert "expected a whole number from 1 to 1000" in err


def test_without_a_command_there_is_help(capsys):
    """Whoever types the name alone sees what there is."""
    assert cli.main([]) == 2
    assert "count the hits of each frame in each article" in capsys.readouterr().err


@pytest.mark.parametrize("name", cli._EXAMPLES)
def test_help_ends_in_an_example_that_works(capsys, name):
    """The example of each command is a call it understands."""
    with pytest.raises(SystemExit):
        cli.main([name, "--help"])
    example = capsys.readouterr().out.strip().rpartition("example: framing ")[2]
    assert cli._parser().parse_args(shlex.split(example)).run is not None
