"""
The command ``framing``: score, hits, kwic, voices, report, lint, code, agree.

A mistake in the input is one line on standard error and exit code 1; a mistake in the command is exit code 2.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from shutil import get_terminal_size

from framing.errors import FramingError
from framing.run.inputs import add_columns, add_input, how_of, whole_number
from framing.run.terminal import harmless, put, ready

_COUNTING = ("categories", "nested_scope", "semantics", "by", "language", "mend")  # options of the same name
_EXAMPLES = {
    "score": "articles.csv --lexicon my-lexicon.toml --output scores.xlsx",
    "hits": "my-texts --voice --output hits.csv",
    "kwic": 'articles.csv --pattern "asylum*" --sort 1R',
    "voices": "my-texts --output voices.jsonl",
    "report": "my-texts --lexicon my-lexicon.toml --output report.html",
    "lint": "my-lexicon.toml --corpus articles.csv",
    "code": "articles.csv --sample 200 --output sheet.csv",
    "agree": "anna.csv ben.csv",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    note = ready()
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is None:
        parser.print_help(sys.stderr)  # standard output is for results
        return 2
    warnings.showwarning = lambda message, *_: _say(f"note: {message}")
    try:
        _keep_inputs(options)
        if note and (getattr(options, "output", None) is None or options.run is _agree):
            _say(f"note: {note}")
        code = options.run(options)
        sys.stdout.flush()
    except FramingError as error:
        _say(str(error))
    except MemoryError:
        print("framing: out of memory. Give fewer --jobs.", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has left
    except OSError as error:  # a full disk, a name too long
        _say(f"{error.filename or 'the output'}: {error.strerror or error}.")
    except KeyboardInterrupt:
        goes_on = "; --resume goes on from here" if hasattr(options, "resume") else ""
        print(f"framing: stopped. The output is as it was{goes_on}.", file=sys.stderr)
        return 130
    else:
        return code
    return 1


def _say(text: str) -> None:
    """One line on standard error; names and values in it are other people's."""
    print(f"framing: {harmless(text)}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description="Frames in news articles: hits, scores, evidence.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(metavar="COMMAND")

    score = commands.add_parser("score", help="count the hits of each frame in each article")
    add_input(score)
    score.add_argument("--output", required=True, metavar="FILE", help="scores, .parquet, .csv or .xlsx")
    score.add_argument("--hits", metavar="FILE", help="write the hit table too, .parquet, .csv or .xlsx")
    score.add_argument("--by", type=_by, choices=["voice"], help="count the words of each voice apart (slow)")
    score.add_argument("--categories", action="store_true", help="count the categories of each frame too")
    _add_jobs(score, "threads; by voice processes")
    score.add_argument(
        "--on-error",
        choices=["stop", "skip"],
        default="stop",
        help="at a row that cannot be used: stop, or skip it and list it in OUTPUT.skipped.csv (default: stop)",
    )
    score.add_argument("--resume", action="store_true", help="go on where a killed run stopped")
    score.set_defaults(run=_score)

    hits = commands.add_parser("hits", help="list every hit with its place")
    add_input(hits)
    hits.add_argument("--voice", action="store_true", help="add whose words each hit stands in, and its stance (slow)")
    _add_jobs(hits, "processes, with --voice")
    hits.add_argument("--rejected", action="store_true", help="list what contexts and exclusions rejected instead")
    hits.add_argument("--output", metavar="FILE", help=".parquet, .csv or .xlsx (default: CSV on standard output)")
    hits.set_defaults(run=_hits)

    kwic = commands.add_parser("kwic", help="show every hit in context")
    add_input(kwic)
    kwic.add_argument(
        "--pattern", action="append", metavar="WORDS", help="look for this, with * and ?, instead (may be given again)"
    )
    kwic.add_argument(
        "--window", type=_window, default=8, metavar="N", help="words on either side, or 'sentence' (default: 8)"
    )
    kwic.add_argument("--sort", metavar="PLACE", help="by the word there: 3L, 2L, 1L, 1R, 2R, 3R (default: as found)")
    kwic.add_argument("--near", metavar="WORD", help="only lines with this word, with * and ?, in the window")
    kwic.add_argument("--frame", action="append", metavar="NAME", help="only this frame (may be given again)")
    kwic.add_argument("--rejected", action="store_true", help="show what contexts and exclusions rejected instead")
    kwic.add_argument("--output", metavar="FILE", help=".parquet, .csv or .xlsx (default: lines on standard output)")
    kwic.set_defaults(run=_kwic)

    voices = commands.add_parser("voices", help="say whose words the articles hold: quoted, reported, imputed")
    voices.add_argument("input", nargs="+", metavar="INPUT", help="as for score")
    voices.add_argument("--output", metavar="FILE", help=".jsonl, one article a line (default: standard output)")
    _add_jobs(voices, "processes")
    add_columns(voices)
    voices.set_defaults(run=_voices)

    report = commands.add_parser(
        "report", help="write one page with numbers, figure and texts, to be read in a browser"
    )
    add_input(report)
    report.add_argument("--output", required=True, metavar="FILE", help="the page, .html")
    report.add_argument("--title", metavar="TEXT", help="of the page")
    _add_jobs(report, "processes")
    report.set_defaults(run=_report, metadata=True)

    lint = commands.add_parser("lint", help="look for faults and weak places in a lexicon")
    lint.add_argument("lexicon", metavar="LEXICON", help="a lexicon file, or the name of a shipped one")
    lint.add_argument("--corpus", metavar="PATH", help="articles, to see what each pattern finds")
    add_columns(lint)
    lint.set_defaults(run=_lint)

    code = commands.add_parser("code", help="write a blind coding sheet, to be filled in in a spreadsheet")
    add_input(code)
    code.add_argument("--output", required=True, metavar="FILE", help="the sheet, .csv or .xlsx")
    code.add_argument(
        "--sample", type=whole_number(1, 1_000_000_000), default=100, metavar="N", help="rows, at most (default: 100)"
    )
    code.add_argument(
        "--unit", choices=["sentence", "hit"], default="sentence", help="what is coded (default: sentence)"
    )
    code.add_argument(
        "--seed",
        type=whole_number(0, 2**63 - 1),
        default=0,
        metavar="N",
        help="the same one draws the same rows (default: 0)",
    )
    code.set_defaults(run=_code)

    agree = commands.add_parser("agree", help="say how far coders agree: Krippendorff's alpha of filled-in sheets")
    agree.add_argument("input", nargs="+", metavar="SHEET", help="filled in, named after its coder, .csv or .xlsx")
    agree.add_argument(
        "--metric", choices=["nominal", "ordinal", "interval", "ratio"], default="nominal", help="(default: nominal)"
    )
    agree.add_argument("--corpus", metavar="PATH", help="the articles, to see whether they are still the same")
    agree.add_argument("--lexicon", metavar="NAME_OR_FILE", help="a lexicon as one more coder; needs --corpus")
    agree.add_argument(
        "--seed", type=whole_number(0, 2**63 - 1), default=0, metavar="N", help="of the intervals (default: 0)"
    )
    agree.add_argument("--output", metavar="FILE", help=".parquet, .csv or .xlsx (default: lines on standard output)")
    add_columns(agree)
    agree.set_defaults(run=_agree)
    for name, command in commands.choices.items():
        command.epilog = f"example: framing {name} {_EXAMPLES[name]}"
    return parser


class _Version(argparse.Action):
    """Looked up only when it is asked for, so that every other command starts as fast."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"framing {sys.modules['framing'].__version__}")
        parser.exit()


def _add_jobs(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--jobs", type=whole_number(1, 1_024), metavar="N", help=f"{what} (default: one a core)")


def _by(text: str) -> str:
    if text == "speaker":
        raise argparse.ArgumentTypeError('expected voice. By speaker works from Python: frame_scores(by="speaker").')
    return text


def _window(text: str) -> int | str:
    return text if text == "sentence" else whole_number(0, 1_000_000, "or 'sentence'")(text)


def _keep_inputs(options: argparse.Namespace) -> None:
    """Refuse an output that is one of the files that are read, before any work is done."""
    from framing.run.output import check_apart

    named = {f"--{name}": getattr(options, name, None) for name in ("output", "hits")}
    outputs = {option: file for option, file in named.items() if file}
    if outputs:
        check_apart(outputs, _reads(options))


def _reads(options: argparse.Namespace) -> list[str]:
    """Every file and folder that a command reads."""
    others = [getattr(options, name, None) for name in ("lexicon", "corpus")]
    return [*options.input, *(path for path in others if path and os.path.exists(path))]  # noqa: PTH110 (as expand)


def _score(options: argparse.Namespace) -> int:
    from framing.lexicon.loading import load_lexicon
    from framing.run.batch import score_files
    from framing.run.counters import Options
    from framing.run.progress import Progress

    began = time.monotonic()
    with Progress() as progress:
        done = score_files(
            options.input,
            load_lexicon(options.lexicon, levels=options.levels),
            options.output,
            hits=options.hits,
            options=Options(
                text=options.text_column,
                doc_id=options.id_column,
                **{name: getattr(options, name) for name in _COUNTING},
                how=how_of(options),
            ),
            jobs=options.jobs,
            on_error=options.on_error,
            resume=options.resume,
            reads=_reads(options),
            progress=progress.update,
        )
    skipped = f", {len(done.skipped)} rows skipped (see {options.output}.skipped.csv)" if done.skipped else ""
    seconds = time.monotonic() - began
    print(
        f"{done.documents} documents, {done.tokens} tokens, {done.hits} hits, {seconds:.1f} seconds{skipped}",
        file=sys.stderr,
    )
    return 0


def _documents(options: argparse.Namespace, inputs: Sequence[str]):
    """The articles of the inputs, one after the other."""
    from framing.text.reading import read_documents

    metadata = getattr(options, "metadata", False)
    return read_documents(
        inputs, text=options.text_column, doc_id=options.id_column, metadata=metadata, how=how_of(options)
    )


def _corpus(options: argparse.Namespace, inputs: Sequence[str]):
    """All articles of the inputs at once, for commands that show them."""
    from framing.text.reading import as_corpus

    return as_corpus(_documents(options, inputs), language=options.language, mend=options.mend)


def _find(options: argparse.Namespace):
    from framing.hits.concordance import pattern_lexicon
    from framing.hits.rejected import rejected
    from framing.hits.table import find_hits
    from framing.lexicon.loading import load_lexicon

    patterns = getattr(options, "pattern", None)
    others = [name for name in ("lexicon", "levels", "frame", "rejected") if getattr(options, name, None)]
    if patterns and others:
        raise FramingError(f"--pattern looks for words, not for frames: leave out --{others[0]}.")
    lexicon = pattern_lexicon(patterns) if patterns else load_lexicon(options.lexicon, levels=options.levels)
    corpus = _corpus(options, options.input)
    if getattr(options, "frame", None):
        lexicon = lexicon.select(options.frame)
    if getattr(options, "rejected", False):
        return rejected(corpus, lexicon, semantics=options.semantics), corpus
    return find_hits(corpus, lexicon, nested_scope=options.nested_scope, semantics=options.semantics), corpus


def _hits(options: argparse.Namespace) -> int:
    table, corpus = _find(options)
    if options.voice:
        from framing.run.voicing import voiced_hits

        table = voiced_hits(table, corpus, options.jobs)
    return _put(table, options.output, lambda: table.to_csv(index=False, lineterminator="\n"))


def _kwic(options: argparse.Namespace) -> int:
    from framing.hits.concordance import kwic

    table, corpus = _find(options)
    lines = kwic(table, corpus, window=options.window, sort=options.sort, near=options.near)

    def text() -> str:
        if sys.stdout.isatty():  # as wide as the terminal; on a pipe nothing is cut
            from framing.display.plain import plain

            shown = lines[["doc_id", "frame", "left", "keyword", "right"]]
            return plain(shown, width=get_terminal_size().columns) + "\n"
        left, keyword = lines["left"].str.len().max(), lines["keyword"].str.len().max()
        return "".join(
            f"{row.doc_id}\t{row.frame}\t{row.left:>{int(left)}} | {row.keyword:^{int(keyword)}} | {row.right}\n"
            for row in lines.itertuples()
        )

    return _put(lines, options.output, text)


def _put(table, output: str | None, text: Callable[[], str]) -> int:
    """Write a table to a file, or its text to standard output."""
    if output is None:
        put(text())
        return 0
    from framing.run.output import save_table

    save_table(table, output)
    print(f"{len(table)} hits", file=sys.stderr)
    return 0


def _voices(options: argparse.Namespace) -> int:
    from framing.run.voicing import voice_lines, write_voices
    from framing.voice.known_language import refuse_language

    refuse_language(options.language)
    documents = _documents(options, options.input)
    if options.output is None:
        for line in voice_lines(documents, options.jobs):
            put(line)
        return 0
    print(f"{write_voices(documents, options.output, options.jobs)} documents", file=sys.stderr)
    return 0


def _report(options: argparse.Namespace) -> int:
    from pathlib import Path

    from framing.display.report import check_page
    from framing.lexicon.loading import load_lexicon
    from framing.run.reporting import write_report

    check_page(Path(options.output))
    hits, corpus = _find(options)
    how = {name: getattr(options, name) for name in ("text_column", "id_column", "nested_scope", "semantics")}
    said = {name: getattr(options, name) for name in ("title_column", "encoding", "delimiter")}
    how |= {name: value for name, value in said.items() if value is not None}
    lexicon = load_lexicon(options.lexicon, levels=options.levels)
    made = write_report(
        options.output, hits, corpus, lexicon, inputs=options.input, options=how, title=options.title, jobs=options.jobs
    )
    print(f"{made.documents} documents, {made.hits} hits", file=sys.stderr)
    return 0


def _lint(options: argparse.Namespace) -> int:
    from framing.hits.lint import lint_file, report

    corpus = _corpus(options, [options.corpus]) if options.corpus else None
    print(report(lint_file(options.lexicon, corpus, language=options.language)))
    return 0


def _code(options: argparse.Namespace) -> int:
    from framing.lexicon.loading import load_lexicon
    from framing.run.coding import write_sheet

    hits, corpus = _find(options)
    frames = load_lexicon(options.lexicon, levels=options.levels).frame_names
    made = write_sheet(
        options.output, corpus, hits, frames, unit=options.unit, sample=options.sample, seed=options.seed
    )
    print(f"{made} rows. Write 1 where a frame is evoked and 0 where it is not.", file=sys.stderr)
    return 0


def _agree(options: argparse.Namespace) -> int:
    from framing.lexicon.loading import load_lexicon
    from framing.run.coding import agree
    from framing.text.sources import expand

    if options.lexicon and not options.corpus:
        raise FramingError("--lexicon needs the articles: give --corpus too.")
    text = agree(
        [path for given in options.input for path in expand(given)],
        corpus=_corpus(options, [options.corpus]) if options.corpus else None,
        lexicon=load_lexicon(options.lexicon) if options.lexicon else None,
        metric=options.metric,
        seed=options.seed,
        output=options.output,
    )
    print(text, end="")
    return 0
