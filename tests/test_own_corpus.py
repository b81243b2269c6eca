"""The notebook on a reader's own texts: other articles and another lexicon need no change but of its parameters."""

import os
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from execute import NOTEBOOKS

import framing

LEXICON = """
name = "own"
[frames.threat]
label = "the threat"
patterns = ["threat*", "danger"]
[frames.trade]
patterns = ["trade"]
"""
SENTENCES = (
    "The minister said that the threat was real.",
    "Trade with the neighbours grew again.",
    "Nobody spoke of danger.",
    "“Trade is all we have,” Anna Berg said.",
    "It rained.",
)


def articles(n):
    """Return so many small articles: each has three of five sentences, in a paragraph each."""
    return pd.DataFrame(
        {
            "number": range(101, 101 + n),
            "body": ["\n\n".join(SENTENCES[(i * step) % 5] for step in (1, 2, 3)) for i in range(n)],
            "outlet": ["Herald" if i % 2 else "Gazette" for i in range(n)],
        }
    )


def run(folder, **parameters):
    """Run the notebook with other parameters, as its first cell says; return the texts that its cells gave."""
    (folder / "own.toml").write_text(LEXICON, "utf-8")
    chosen = {"lexicon_file": "own.toml", "results": "results", **parameters}
    options = [option for name, value in chosen.items() for option in ("-r", name, value)]
    notebook = NOTEBOOKS / "09-your-own-corpus.ipynb"
    command = [sys.executable, "-m", "papermill", notebook, "out.ipynb", "--cwd", folder, "--no-progress-bar"]
    environment = {name: value for name, value in os.environ.items() if name != "FRAMING_STUDY"}
    done = subprocess.run(
        [*command, *options], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    cells = nbformat.read(folder / "out.ipynb", as_version=4).cells
    assert not [o for cell in cells if cell.cell_type == "code" for o in cell.outputs if o.get("name") == "stderr"]
    return "\n".join(
        output.get("text", "")
        + "".join(output.get("data", {}).get(kind, "") for kind in ("text/plain", "text/markdown"))
        for cell in cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


@pytest.fixture(scope="module")
def grouped(tmp_path_factory):
    """Run it on a table of thirty articles in two groups; return its folder and texts."""
    folder = tmp_path_factory.mktemp("own")
    articles(30).to_csv(folder / "news.csv", index=False)
    return folder, run(folder, files="news.csv", text="body", doc_id="number", group="outlet")


def test_groups_are_compared_by_drawing_articles(grouped):
    """Thirty articles in two groups: fifteen whole articles are drawn of each, and frames have their labels."""
    _, told = grouped
    assert "30 articles" in told
    assert "the threat" in told
    assert "article     15" in told


def test_what_is_taken_away_is_all_there_is(grouped):
    """Scores of every article and every hit are in the folder, as the library gives them."""
    folder, _ = grouped
    corpus = framing.read_corpus(folder / "news.csv", text="body", doc_id="number")
    lexicon = framing.load_lexicon(folder / "own.toml")
    hits = framing.add_voice(framing.find_hits(corpus, lexicon), corpus)
    again = pd.read_csv(folder / "results" / "hits.csv", keep_default_na=False)
    assert again["text"].tolist() == hits["text"].tolist()
    assert again["speaker"].tolist() == hits["speaker"].tolist()
    assert len(pd.read_excel(folder / "results" / "scores.xlsx")) == 30 * 2
    assert (folder / "results" / "report.html").read_text("utf-8").count("<article") == 30
    assert (folder / "results" / "09-overview.svg").exists()


def test_nothing_of_the_study_is_touched(grouped):
    """Figures of other texts do not land among those of the study."""
    assert not (grouped[0] / "figures").exists()
    assert (grouped[0] / "results" / "manifest.json").exists()


def test_a_folder_of_a_few_texts(tmp_path):
    """Three text files, one without a hit, are compared one by one."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in zip("abc", (SENTENCES[0], SENTENCES[1], SENTENCES[4]), strict=True):
        (texts / f"{name}.txt").write_text(text, "utf-8")
    told = run(tmp_path, files="texts")
    assert "3 articles" in told
    assert "no groups named" in told
    assert "**c**: no frame was found." in told
