"""The command as a test runs it."""

from framing.run.cli import main


def run(capsys, *arguments):
    """Run the command; its exit code, and what it wrote to standard output and error."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = stop.code
    written = capsys.readouterr()
    return code, written.out, written.err


def refused(capsys, *arguments):
    """The one line that a run which cannot be done says."""
    code, out, err = run(capsys, *arguments)
    assert (code, out, err.count("\n")) == (1, "", 1), err
    assert err.startswith("framing: ")
    return err
