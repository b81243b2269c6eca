"""Three small articles and the five of the seeds, each with a lexicon and its hits, for the tests of this folder."""

import pandas as pd

from framing import Lexicon, find_hits, load_lexicon, load_seeds, read_corpus

LEXICON = Lexicon.from_dict({"game": ["game*"], "border": ["border*"], "never": ["xyzzy"]})
CORPUS = read_corpus(
    pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": [
                "A game of games. Nothing here now.\n\nThe border is old.\n\nA game. The end.",
                "No word of it. Then one more sentence.\n\nBorders. And the end of the game at last.",
                "A border.\n\nA longer paragraph without a word of it. And so on.",
            ],
            "outlet": ["X", None, "X"],
        }
    )
)
HITS = find_hits(CORPUS, LEXICON)
SEEDS = load_seeds()
SEED_LEXICON = load_lexicon()
SEED_HITS = find_hits(SEEDS, SEED_LEXICON)
