"""Columns of titles: headlines above the texts."""

import pandas as pd
import pytest

from framing import CorpusError, read_corpus, score

TABLE = pd.DataFrame(
    {"doc_id": ["a", "b", "c"], "text": ["It shut.", "Gates. Shut.", "x"], "head": ["Gate", "Gates.", None]}
)


@pytest.mark.parametrize("suffix", ["", ".csv", ".jsonl", ".parquet", ".xlsx"])
def test_titles_are_headlines(tmp_path, suffix):
    """A title is a paragraph above its text and counts, once where the text begins with it, from every table."""
    source = tmp_path / f"x{suffix}"
    match suffix:
        case "":
            source = TABLE
        case ".csv":
            TABLE.to_csv(source, index=False)
        case ".jsonl":
            TABLE.to_json(source, orient="records", lines=True)
        case ".parquet":
            TABLE.to_parquet(source)
        case ".xlsx":
            TABLE.to_excel(source, index=False)
    corpus = read_corpus(source, title="head")
    assert [document.text for document in corpus] == ["Gate\n\nIt shut.", "Gates. Shut.", "x"]
    assert [[(start, end) for start, end, _ in document.headline] for document in corpus] == [[(0, 4)], [(0, 6)], []]
    assert score(source, "security", title="head")["n_tokens"].tolist() == corpus.n_tokens.tolist() == [3, 2, 1]
    with pytest.raises(CorpusError, match="unknown column 'hed'; did you mean 'head'"):
        read_corpus(source, title="hed")
