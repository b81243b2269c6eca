"""The report in a browser: what a reviewer without Python sees, presses and hears."""

import io

import pandas as pd
import pytest

from framing import Corpus, FramingWarning, Lexicon, add_voice, find_hits, load_lexicon, load_seeds, read_corpus, report

expect = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright").expect

TEXTS = {
    "a": "A new game has begun.\n\n“The border is closed,” Anna Berg said. Bob Hill denied that the game was over.",
    "b": "The border is open. Nothing else is.",
    "c": "No word of it here.",
}
CORPUS = read_corpus(
    pd.DataFrame({"doc_id": list(TEXTS), "text": TEXTS.values(), "name": ["First", "Second", "Third"]})
)
LEXICON = Lexicon.from_dict({"game": ["game*"], "border": ["border*"]})
HITS = add_voice(
    find_hits(CORPUS, LEXICON), CORPUS
)  # a: game, border (Anna Berg), game (Bob Hill denies it); b: border


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Three articles with four hits, as the address of a page."""
    return report(HITS, CORPUS, LEXICON).save(tmp_path_factory.mktemp("report") / "small.html").as_uri()


@pytest.fixture(scope="session")
def seeds(tmp_path_factory):
    """Two articles of the study, with boilerplate and every kind of voice, as the address of a page."""
    corpus, lexicon = Corpus(load_seeds().documents[1:3]), load_lexicon()
    made = report(add_voice(find_hits(corpus, lexicon), corpus), corpus, lexicon)
    return made.save(tmp_path_factory.mktemp("report") / "seeds.html").as_uri()


def shown(page):
    """What is said of what is shown, and the articles that are there to read."""
    articles = page.locator("article:visible h3").all_text_contents()
    return page.locator("[role=status]").text_content(), articles


def marked(page):
    """The words that are marked in the texts."""
    marks = page.locator("mark:visible:not(.off)").all()
    return [mark.evaluate("mark => mark.firstChild.textContent") for mark in marks]


def test_filters_by_what_is_ticked(page, small):
    """Without a frame its marks, and articles that have no others, are gone; counts say how many are left."""
    page.goto(small)
    assert shown(page) == ("4 hits in 3 articles", ["First", "Second", "Third"])
    page.get_by_label("game (G)").uncheck()

    assert shown(page) == ("2 of 4 hits in 2 of 3 articles", ["First", "Second"])
    assert marked(page) == ["border", "border"]
    assert page.locator(".strip a:visible").count() == 2
    assert page.locator("article:visible .count").all_text_contents() == ["1 of 3 hits", "1 hit"]
    assert page.locator("label:has(input[value=author]) .some").text_content() == "1"
    assert page.locator("label:has(input[value=game]) .some").text_content() == "2"  # so many would come back
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text("4 hits in 3 articles")


@pytest.mark.parametrize(
    ("label", "text", "words"), [("Speaker holds", "anna", ["border"]), ("Article holds", "second", ["border"])]
)
def test_filters_by_what_is_typed(page, small, label, text, words):
    """A few letters of a speaker or of an article are enough, in any case."""
    page.goto(small)
    page.get_by_label(label).fill(text)

    assert marked(page) == words
    assert shown(page)[0] == "1 of 4 hits in 1 of 3 articles"


def test_filters_together(page, small):
    """A hit is shown if it passes every filter: stance and voice beside the frame."""
    page.goto(small)
    page.get_by_role("checkbox", name="endorses").uncheck()
    page.get_by_role("checkbox", name="direct", exact=False).first.uncheck()

    assert shown(page) == ("1 of 4 hits in 1 of 3 articles", ["First"])
    assert page.locator("mark:visible:not(.off)").get_attribute("id") == "h2"


def test_a_mark_leads_to_its_sentence(page, small):
    """A click on a mark of the figure goes to the hit, lights its sentence, and undoes what would hide it."""
    page.goto(small)
    page.locator('.strip a[href="#h2"]').click()
    expect(page.locator("#h2")).to_be_focused()
    sentence = page.locator(".s:has(#h2)")

    assert sentence.text_content().startswith("Bob Hill denied that the game")
    assert sentence.evaluate("s => getComputedStyle(s).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_label("Article holds").fill("second")
    page.locator("#answer").get_by_role("link", name="First").click()
    expect(page.locator("#a0")).to_be_focused()
    assert shown(page) == ("4 hits in 3 articles", ["First", "Second", "Third"])


def test_by_keyboard(page, small):
    """Tab reaches each row and each text once; arrows go on in it, Enter follows, Escape closes what is told."""
    page.goto(small)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "The answer"  # a link to skip what is above
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.dataset.h || document.activeElement.dataset.v || ''"))
        if page.evaluate("document.activeElement.matches('.strip a')"):
            break
    assert stops[-1] == "0"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#h1"
    page.keyboard.press("Enter")
    expect(page.locator("#h1")).to_be_focused()
    tip = page.get_by_role("tooltip")
    assert "Anna Berg" in tip.text_content()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "h2"
    assert "negates" in tip.text_content()
    page.keyboard.press("Shift+ArrowLeft")
    assert page.evaluate("document.activeElement.tagName") == "U"
    assert "indirect" in tip.text_content()


def test_what_is_pointed_at_is_told(page, small):
    """A mark tells its frame, voice and stance; words of others without a hit tell whose they are."""
    page.goto(small)
    page.locator("#h1").hover()
    assert "Anna Berg" in page.get_by_role("tooltip").text_content()
    page.locator("u", has_text="is closed").first.hover(position={"x": 5, "y": 5})
    assert page.get_by_role("tooltip").locator("dd").first.text_content() == "direct (speech)"


def test_two_articles_side_by_side(page, small):
    """Two chosen articles stand beside each other, below each other on a narrow screen, and go back to their places."""
    page.goto(small)
    page.get_by_label("Left").select_option("Third")
    page.get_by_label("Right").select_option("First")
    left, right = (page.locator(f"#pair article:has-text('{name}')").bounding_box() for name in ("Third", "First"))
    assert shown(page) == ("Third beside First", ["Third", "First"])
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]

    page.set_viewport_size({"width": 390, "height": 844})
    left, right = (page.locator(f"#pair article:has-text('{name}')").bounding_box() for name in ("Third", "First"))
    assert left["y"] + left["height"] <= right["y"]
    page.get_by_role("button", name="Back to all articles").click()
    assert shown(page) == ("4 hits in 3 articles", ["First", "Second", "Third"])


def test_the_table_can_be_recounted(page, small):
    """The download is the hit table, every column and value of it."""
    page.goto(small)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the hits (CSV)").click()
    written = waiting.value.path().read_text("utf-8")
    expected = HITS.to_csv(index=False, lineterminator="\n")

    assert waiting.value.suggested_filename == "report-hits.csv"
    pd.testing.assert_frame_equal(
        pd.read_csv(io.StringIO(written)), pd.read_csv(io.StringIO(expected)), check_dtype=False
    )


def test_on_paper_everything_stands(page, small):
    """Filters, folds and pairs are for the screen; what is printed is all of it, without the filters themselves."""
    page.goto(small)
    page.get_by_label("Article holds").fill("second")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article:visible h3").all_text_contents() == ["First", "Second", "Third"]
    assert marked(page) == ["game", "border", "game", "border"]
    assert page.locator("form").is_hidden()
    assert "sha256" in page.locator("#data").text_content()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert shown(page) == ("1 of 4 hits in 1 of 3 articles", ["Second"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_shuts_nobody_out(page, seeds, scheme, width):
    """axe finds nothing in any colours at any width, filtered, told of or side by side; nothing scrolls sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})

    def check():
        found = axe.run(page).response["violations"]
        assert [(fault["id"], fault["impact"], fault["nodes"][0]["html"]) for fault in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(seeds)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    # axe looks at what lies where, also where the browser has not drawn yet.
    page.evaluate("for (const each of document.querySelectorAll('article')) each.style.contentVisibility = 'visible'")
    check()
    page.locator("mark[id]").first.focus()
    page.get_by_role("checkbox", name="endorses").uncheck()
    check()
    page.get_by_label("Left").select_option(index=1)
    page.get_by_label("Right").select_option(index=2)
    check()


def test_without_script(browser, small):
    """Tables, figure and texts stand without JavaScript; what would do nothing is not there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(small)
    assert page.locator(".strip a").count() == 4
    assert page.locator("article").count() == 3
    assert page.locator("form").is_hidden()
    context.close()


def test_what_texts_hold_is_text(page, tmp_path):
    """Markup in texts, ids, names, titles, speakers and labels is shown and does nothing."""
    evil = "</script><script>document.title='bad'</script><img src=x onerror=\"document.title='bad'\">"
    table = pd.DataFrame({"doc_id": [f"a{evil}"], "text": [f"{evil}\n\nA game, {evil} said."], "name": [evil]})
    with pytest.warns(FramingWarning, match="tags"):
        corpus = read_corpus(table)
    lexicon = Lexicon.from_dict({evil: ["game*", "bad"]}, name=evil)
    hits = add_voice(find_hits(corpus, lexicon), corpus).assign(speaker=evil, stance_cue=evil)
    page.goto(report(hits, corpus, lexicon, title=evil).save(tmp_path / "evil.html").as_uri())
    page.locator("mark[id]").first.focus()

    assert page.title() == page.locator("h1").text_content() == evil
    assert evil in page.get_by_role("tooltip").text_content()
    assert page.locator("article h3").text_content() == evil
    assert page.locator(".text p").first.text_content().startswith("</script>")
    assert page.locator("img").count() == 0
