"""Makes attributions of a transcript's turns: one for each paragraph, its words the speaker's own."""

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.label_names import transcript_people
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import ResolvedAttribution
from factcontext.index.attribution.transcripts import transcript_turns


def turn_attributions(quoted: QuotedText, title: str, cast: Cast) -> list[ResolvedAttribution]:
    """What each speaker of a transcript says; none where the article is no transcript."""
    turns = transcript_turns(quoted.text, title)
    if not turns:
        return []
    people = transcript_people(title, cast, [turn.label for turn in turns])
    found = []
    for turn in turns:
        if source := people.source_of(turn.label):
            cue = (turn.label.name[1], turn.label.words_start)
            found += [
                ResolvedAttribution(quoted.sentence_at(span[0]), source, cue, (span,), kind="direct")
                for span in turn.contents
            ]
    return found
