"""Yoshikoder: categories in categories of XML."""


def test_yoshikoder(entries, read):
    """No category is nested into a later one, entries beside categories stay, and no score becomes a pattern."""
    lexicon = read("disputes.ykd")

    assert lexicon.name == "Disputes"
    assert entries(lexicon) == [
        ["Conflict", "", "quarrel*"],
        ["Conflict", "Armed", "clash*"],
        ["Conflict", "Armed", "civil war"],
        ["Conflict", "Verbal", "war of words"],
        ["Talks", "", "agree*"],
    ]
    assert lexicon.notes == (
        "disputes.ykd:5: 1 entry carries a weight (2); counts ignore it, frame_scores(..., weights=True) uses it",
    )
    assert lexicon["Conflict"].patterns[0].weight == 2


def test_yoshikoder_with_many_siblings(load, entries):
    """Each of many sibling categories holds its own entries and no others."""
    nodes = "".join(f'<cnode name="c{n}"><pnode name="word{n}"/></cnode>' for n in range(20))
    lexicon = load("x.ykd", f'<dictionary><cnode name="all">{nodes}</cnode></dictionary>')

    assert entries(lexicon) == [[f"c{n}", "", f"word{n}"] for n in range(20)]


def test_yoshikoder_without_a_root(load):
    """Several outermost categories, or a single one without categories in it, are frames themselves."""
    two = '<cnode name="a"><pnode name="x"/></cnode><cnode name="b"><pnode name="y"/></cnode>'

    assert load("x.ykd", f"<dictionary>{two}</dictionary>").frame_names == ("a", "b")
    assert load("x.ykd", '<dictionary><cnode name="a"><pnode name="x"/></cnode></dictionary>').frame_names == ("a",)


def test_xml_says_its_encoding(load, entries):
    """A declared encoding is followed without a note."""
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    body = '<dictionary><cnode name="a"><pnode name="café"/></cnode></dictionary>'

    assert entries(load("x.ykd", (head + body).encode("latin-1"))) == [["a", "", "café"]]
