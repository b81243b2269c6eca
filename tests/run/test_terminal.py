"""Whatever standard output is: another encoding, closed, full, or a terminal."""

import subprocess
import sys

import pytest

CODE = "import sys; from framing.run.cli import main; sys.exit(main(sys.argv[1:]))"
TEXT = "a border \x1b[2J naïve"


def shell(tmp_path, command, redirect="", **environment):
    """Run the command in a shell; standard output may be sent anywhere."""
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    line = f'"$1" -c "$2" {command} {redirect}'
    settings = {"PYTHONPATH": ":".join(filter(None, sys.path)), "PATH": "/usr/bin:/bin", **environment}
    return subprocess.run(
        ["/bin/sh", "-c", line, "sh", sys.executable, CODE],
        cwd=tmp_path,
        env=settings,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["kwic x.txt --pattern border", "voices x.txt"])
def test_a_stream_that_is_not_utf8(tmp_path, command):
    """Signs that the stream lacks are replaced, and one line says so."""
    made = shell(tmp_path, command, PYTHONIOENCODING="ascii")
    assert made.returncode == 0
    assert made.stdout.isascii()
    assert made.stderr.count(b"standard output is ascii, not UTF-8") == len(made.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("redirect", "said"), [(">&-", b"standard output is closed"), (">/dev/full", b"No space left")]
)
def test_nowhere_to_write(tmp_path, redirect, said):
    """A closed or full output is one line."""
    made = shell(tmp_path, "kwic x.txt --pattern border", redirect)
    assert made.returncode != 0
    assert said in made.stderr
    assert b"Traceback" not in made.stderr


def test_nobody_to_tell(tmp_path):
    """With standard error closed the output is whole."""
    assert shell(tmp_path, "score x.txt --output scores.csv", "2>&-").returncode == 0
    assert (tmp_path / "scores.csv").read_text().startswith('"doc_id","n_tokens"')


def test_a_terminal_obeys_no_article(monkeypatch, capsys):
    """On a terminal the signs that it would obey are shown as one that it does not; in a pipe the text is as it is."""
    from framing.run.terminal import put

    put(TEXT)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    put(TEXT)
    assert capsys.readouterr().out == TEXT + TEXT.replace("\x1b", "\ufffd")
