"""Source cards: the quote in its surroundings, named, and never lent to what does not answer."""

from dataclasses import replace

from factcontext.index.records import Article, Hit, Metadata, Passage, Sentence, Value
from factcontext.index.text.sentences import split
from factcontext.rag.records import Citation, NoAnswer, Question
from factcontext.ui import texts
from factcontext.ui.address import read_address
from factcontext.ui.sources import (
    LISTED_CHARS,
    Card,
    UnusedPassage,
    around,
    found_list,
    near,
    offered_cards,
    shortened,
    source_card,
    source_cards,
)
from tests.drawn import find, query_of, words

TEXT = "The gates leak.\n\n“We cannot mend them,” Ines Calder said. She will try. Ships wait."
QUOTE = "“We cannot mend them,” Ines Calder said."
START = TEXT.index(QUOTE)
END = START + len(QUOTE)
METADATA = Metadata(
    title=Value("Harbour to close", "document"),
    publisher=Value("The Selda Echo", "sidecar"),
    published=Value("2031-05-02", "dateline"),
)
ARTICLE = Article("harbour.txt", "0" * 64, TEXT, METADATA)
OTHER = Article("copy.txt", "1" * 64, TEXT)


def card(certainty: str = "certain", article: Article = ARTICLE) -> Card:
    citation = Citation(1, article, START, END, QUOTE, "Ines Calder", "harbour master", certainty, ("copy.txt",))  # type: ignore[arg-type]
    before, after = around(TEXT, START, END, split(TEXT))
    return Card(citation, before, after, (OTHER,))


def test_one_sentence_before_and_one_after() -> None:
    assert around(TEXT, START, END, split(TEXT)) == ("The gates leak.\n\n", " She will try.")


def test_a_quote_inside_a_sentence_is_shown_in_the_whole_of_it() -> None:
    start = TEXT.index("We cannot")
    before, after = around(TEXT, start, start + 9, split(TEXT))
    assert before.endswith("“")
    assert after.startswith(" mend them,” Ines Calder said.")


def test_surroundings_at_the_ends_of_a_text() -> None:
    assert around("One.", 0, 4, [Sentence(0, 4, 0)]) == ("", "")
    assert around("One.", 0, 4, []) == ("", "")


def test_a_line_of_the_words_around_a_quote_is_shown_and_the_rest_on_asking() -> None:
    far = "The gates of the old harbour have leaked for many years. " * 4
    assert near("One.\n\nTwo. ", " Three.\n\nFour.") == ("Two. ", " Three.")
    before, after = near(far, far)
    assert before.startswith("… ") and far.endswith(before[2:]) and after.endswith(" …") and far.startswith(after[:-2])
    assert not find(source_card([replace(card(), before="", after="")], "turn-1"), tag="strong")
    [wider] = find(source_card([replace(card(), before=far)], "turn-1"), tag="strong")
    assert words(wider) == QUOTE


def test_several_quotes_of_an_article_share_a_card() -> None:
    first, other = card(), card(article=OTHER)
    second = replace(first, citation=replace(first.citation, n=3))
    other = replace(other, citation=replace(other.citation, n=2))
    shown = source_cards([first, other, second], "turn-1")
    assert shown is not None
    cited = [
        [part["attributes"]["id"] for part in find(one, class_="fc-cited")] for one in find(shown, class_="fc-card")
    ]
    assert cited == [["turn-1-source-1", "turn-1-source-3"], ["turn-1-source-2"]]


def test_the_card_marks_the_quote_to_the_letter_and_nothing_else() -> None:
    [mark] = find(source_card([card()], "turn-1"), tag="mark")
    assert words(mark) == QUOTE


def test_the_card_is_a_region_named_by_number_outlet_and_headline() -> None:
    [region] = find(source_card([card()], "turn-1"), role="region")
    assert region["attributes"]["aria-label"] == "Source 1: The Selda Echo, Harbour to close"


def test_an_article_without_outlet_is_named_by_its_file() -> None:
    [region] = find(source_card([card(article=OTHER)], "turn-1"), role="region")
    assert region["attributes"]["aria-label"] == "Source 1: copy.txt, copy.txt"


def test_the_card_says_who_spoke_and_how_sure_that_is() -> None:
    assert "said by Ines Calder, harbour master" in words(source_card([card()], "turn-1"))
    assert "likely said by Ines Calder" in words(source_card([card("likely")], "turn-1"))


def test_the_card_of_an_op_ed_says_who_wrote_it() -> None:
    shown = card()
    written = replace(shown, citation=replace(shown.citation, kind="written"))
    assert "written by Ines Calder, harbour master" in words(source_card([written], "turn-1"))


def test_the_card_says_when_and_how_the_date_is_known() -> None:
    assert "2 May 2031, by its dateline" in words(source_card([card()], "turn-1"))


def test_copies_are_counted_apart() -> None:
    shown = source_card([card()], "turn-1")
    assert "The same report in 1 other outlet" in words(shown)


def test_what_is_copied_holds_quote_and_source() -> None:
    [copy] = [one for one in find(source_card([card()], "turn-1"), tag="button") if "copy" in one["does"]]
    assert QUOTE in copy["does"]["copy"]
    assert "The Selda Echo, “Harbour to close”, 2 May 2031, harbour.txt" in copy["does"]["copy"]


def test_the_card_opens_the_article_at_the_quote() -> None:
    [opens] = [one for one in find(source_card([card()], "turn-1"), tag="a") if words(one) == texts.OPEN_ARTICLE]
    address = read_address(query_of(opens))
    assert address is not None and TEXT[address.start : address.end] == QUOTE


def abstention(speaker: str | None, own: int = 0) -> NoAnswer:
    question = Question("", "", "said" if speaker else "fact", speaker, "the gates")
    return NoAnswer(question, "not_answered", own=(card().citation,) * own)


def test_what_is_offered_is_no_source() -> None:
    shown = offered_cards(abstention(speaker=None), [card()])
    assert shown is not None and texts.OFFERED in words(shown)
    assert QUOTE in words(shown)
    assert not find(shown, class_="fc-number") and not find(shown, role="region")


def test_what_is_offered_is_marked_and_can_be_copied_as_sources_are() -> None:
    shown = offered_cards(abstention(speaker=None), [card()])
    assert shown is not None
    assert [words(one) for one in find(shown, tag="mark")] == [QUOTE]
    assert [one for one in find(shown, tag="button") if QUOTE in one["does"].get("copy", "")]
    assert "Source" not in str(shown)


def test_what_is_offered_tells_the_asked_ones_words_from_others() -> None:
    answer = abstention("calder", own=1)
    shown = offered_cards(answer, [card(), card()])
    assert shown is not None
    assert [words(title) for title in find(shown, class_="fc-list-title")] == [*texts.offered(answer)]
    classes = [part["attributes"].get("class") for part in shown["children"]]
    assert classes == [None, "fc-list-title", "fc-card fc-quiet", "fc-list-title", "fc-card fc-quiet"]
    assert "What Calder did say, the nearest first" in words(shown)


def test_a_list_without_quotes_has_no_title() -> None:
    answer = abstention("Calder", own=0)
    shown = offered_cards(answer, [card()])
    assert [words(title) for title in find(shown, class_="fc-list-title")] == [texts.offered(answer)[1]]


def test_found_passages_are_folded_with_their_strength_in_words() -> None:
    found = [UnusedPassage(Hit(Passage(ARTICLE.path, 0, 15), score, TEXT[:15]), ARTICLE) for score in (9.0, 0.0)]
    shown = found_list(found)
    assert shown is not None and shown["tag"] == "details" and "open" not in shown["attributes"]
    assert "strong match" in words(shown) and "weak match" in words(shown)


def test_a_long_passage_is_shown_by_its_beginning() -> None:
    text = shortened("word " * 200)
    assert len(text) <= LISTED_CHARS + 2 and text.endswith("word …")
