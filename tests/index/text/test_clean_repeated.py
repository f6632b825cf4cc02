"""Lines that a folder's articles share: furniture goes, what matters and copies of a story stay."""

from factcontext.index.text.clean import clean
from factcontext.index.text.repeats import repeated_lines


def shared(articles):
    return repeated_lines(lambda: articles)


def story(number):
    return [
        f"Headline of story {number}",
        f"On day {number} the council of town {number} met for {number} hours and voted on bridge number {number}.",
        f"Its speaker, who had been away for {number} weeks, was greeted with applause from all {number} benches.",
        f"Nothing else happened in the course of that long meeting, which ended at {number} minutes past midnight.",
        f"The next one will be held in {number} days, at the same place and with the same {number} people in the room.",
    ]


def texts(*, first=(), middle=(), last=(), count=8):
    return ["\n\n".join([*first, *story(n)[:3], *middle, *story(n)[3:], *last]) for n in range(count)]


def test_a_line_at_the_edge_of_many_stories_is_furniture():
    folder = texts(first=["ARDEN POST ONLINE"], last=["The Arden Post is read in forty towns"])
    repeated = shared(folder)
    assert repeated == {"arden post online", "the arden post is read in forty towns"}
    assert clean(folder[0], repeated) == "\n\n".join(story(0))


def test_a_line_of_a_few_stories_is_none():
    assert shared(texts(last=["The Arden Post is read in forty towns"], count=4)) == frozenset()


def test_sentences_within_the_stories_stay():
    assert shared(texts(middle=["The mayor was not there."])) == frozenset()


def test_bylines_agencies_and_words_of_people_stay():
    lines = [
        "By Jane Roe",
        "VELLSTADT (AP) —",
        "The Associated Press contributed to this report.",
        "The mayor declined to comment.",
    ]
    assert shared(texts(first=lines[:2], last=lines[2:])) == frozenset()


def test_copies_of_one_story_do_not_erase_each_other():
    assert shared(["\n\n".join(story(1))] * 50) == frozenset()


def test_copies_under_different_names_do_not_erase_each_other():
    copies = ["\n\n".join([f"Outlet {n}", *story(1), f"Box {n}"]) for n in range(20)]
    assert shared(copies) == frozenset()


def test_an_empty_folder_has_none():
    assert shared([]) == frozenset() == shared(["", " "])
