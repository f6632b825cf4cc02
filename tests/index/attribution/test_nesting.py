"""Attributions within attributions: which of a sentence's are left."""

from dataclasses import replace
from typing import Literal

from factcontext.index.attribution.nesting import outermost_attributions
from factcontext.index.attribution.relation import Attribution, SourcePhrase, Span


def attribution(
    text: str, source: str, cue: str, content: str, style: Literal["verb", "according", "noun"] = "verb"
) -> Attribution:
    def span(words: str) -> Span:
        start = text.index(words)
        return start, start + len(words)

    return Attribution(span(cue), SourcePhrase(*span(source), span(source)), (span(content),), style)


def test_what_is_reported_within_a_content_is_not_reported_apart() -> None:
    text = "Feld said that Orr promised a pier"
    outer = attribution(text, "Feld", "said", "that Orr promised a pier")
    inner = attribution(text, "Orr", "promised", "a pier")
    assert outermost_attributions([outer, inner]) == [outer]


def test_of_a_report_that_another_passes_on_the_inner_one_stays() -> None:
    text = "The pier has fallen into the sea, said Orr, according to the Echo"
    inner = attribution(text, "Orr", "said", "The pier has fallen into the sea")
    outer = attribution(text, "the Echo", "according to", "The pier has fallen into the sea, said Orr", "according")
    assert outermost_attributions([inner, outer]) == [inner]


def test_a_quotation_with_its_speaker_stays_whoever_passes_it_on() -> None:
    text = "“No,” Orr said at the fair, according to the Echo"
    inner = replace(attribution(text, "Orr", "said", "“No,”"), quoted=True)
    outer = attribution(text, "the Echo", "according to", "“No,” Orr said at the fair", "according")
    assert outermost_attributions([inner, outer]) == [inner]


def test_a_small_report_in_what_another_passes_on_goes() -> None:
    text = "Orr, who said no, has left the town for good, according to the Echo"
    inner = attribution(text, "Orr", "said", "no")
    outer = attribution(text, "the Echo", "according to", "Orr, who said no, has left the town for good", "according")
    assert outermost_attributions([inner, outer]) == [outer]


def test_of_two_that_lie_in_each_others_content_each_keeps_its_own_side() -> None:
    text = "It rained, Feld said, while it snowed, Orr noted"
    one = attribution(text, "Feld", "said", text)
    other = attribution(text, "Orr", "noted", text)
    kept = outermost_attributions([one, other])
    assert [[text[slice(*span)] for span in a.contents] for a in kept] == [
        ["It rained, Feld said, while it snowed, "],
        [", while it snowed, Orr noted"],
    ]


def test_attributions_side_by_side_both_stay() -> None:
    text = "Feld said it rained and Orr said it snowed"
    one = attribution(text, "Feld", "said", "it rained")
    other = attribution(text, "Orr", "said it s", "it snowed")
    assert outermost_attributions([one, other]) == [one, other]


def test_what_a_noun_gives_to_another_is_not_the_verbs() -> None:
    text = "Feld answered Orr's complaint that the pier was gone"
    verb = attribution(text, "Feld", "answered", "that the pier was gone")
    noun = attribution(text, "Orr", "complaint", "that the pier was gone", "noun")
    assert outermost_attributions([verb, noun]) == [noun]


def test_a_verb_reports_no_further_than_to_the_next_of_its_source() -> None:
    text = "Orr declined to discuss the pier but said that it is shut"
    first = replace(attribution(text, "Orr", "declined", "to discuss the pier but said that it is shut"), quoted=True)
    second = replace(attribution(text, "Orr", "said", "that it is shut"), quoted=True)
    kept = outermost_attributions([first, second], text)
    assert [text[slice(*one.contents[0])] for one in kept] == ["to discuss the pier", "that it is shut"]
