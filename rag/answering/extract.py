"""Builds an answer of quotes from ranked evidence: attributed, cited, no more than a reader wants."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factcontext.index.lexicon.announcing import announces
from factcontext.index.lexicon.countries import country_in, country_named
from factcontext.index.lexicon.roles import PRONOUNS
from factcontext.index.records import Statement
from factcontext.index.speakers.names import is_same_speaker, title_case
from factcontext.index.text.dates import date_in_words
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.records import AnswerSentence, Citation, Evidence, Lead, Question
from factcontext.rag.statements import is_said_by

# Readers want one to three quotes; a further one is shown only when it is nearly as good as the best. One of the quotes
# answered 0.752 of the natural development questions, with 0.75 and 0.85 it is 0.733, for 0.2 quotes fewer an answer.
MOST = 3
NEARLY = 0.68
# A third quote has to be better: most further ones are beside the point.
THIRD = 0.78
# Somebody's words are shown rather than what is told of them where they are as good but for this: the right sentence
# of the development questions is then first as often as by the scores alone.
AS_GOOD = 0.95
# The same where their words are asked for ("say", "promise"): to no question of the development sets does it matter
# which of 0.8 and 0.95 it is, but that she resigned is no answer to "What did she say about resigning?".
AS_GOOD_WORDS = 0.8
# How a position changed is told by more quotes, and by lesser ones: each is one point in time.
MOST_IN_TIME = 5
LESSER = 0.5
RELATIVE = "w"  # "who" and its like are of the name before them


def extract(
    evidence: Sequence[Evidence], asked: Question | str | None = None
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """The best evidence as sentences with one citation each, best first; in order of time where a change is asked for.

    Where a speaker is asked about, one sentence that is merely told of them is enough, and only where it is plainly
    better. Nothing comes back where all evidence is of the one whose words are known already ("who else").
    """
    question = asked if isinstance(asked, Question) else Question("", "", "said" if asked else "fact", asked, "")
    return quote_all(_choose(_heard(_fresh(evidence, question), question), question), question)


def quote_all(
    chosen: Sequence[Evidence], question: Question
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Chosen evidence as sentences with one citation each, in order."""
    citations = tuple(one.cited(n) for n, one in enumerate(chosen, 1))
    newest = _newest(chosen) if question.act == "change" else None
    pairs = [(one, _lead(one, question, newest)) for one in chosen]
    sentences = (AnswerSentence(_dated(*pair), (n,), lead=pair[1]) for n, pair in enumerate(pairs, 1))
    return tuple(sentences), citations


# ---- which quotes


def _fresh(evidence: Iterable[Evidence], question: Question) -> list[Evidence]:
    """What is not of the one whose words are known already."""
    return [one for one in evidence if not (question.besides and is_said_by(question.besides, one.statement))]


def _heard(evidence: Sequence[Evidence], question: Question) -> Sequence[Evidence]:
    """Words of the one who is asked about; what is told of them only first, and only where it is plainly better."""
    heard = [one for one in evidence if one.statement] if question.speaker else list(evidence)
    as_good = AS_GOOD_WORDS if question.wants_words else AS_GOOD
    if heard and heard[0].score >= as_good * evidence[0].score:
        return heard
    announced = next((one for one in heard if _announces(evidence[0], one)), None)
    if announced is None:
        return [*evidence[:1], *heard]
    first = replace(announced, score=evidence[0].score)
    return [first, evidence[0], *(one for one in heard if one is not announced)]


def _announces(told: Evidence, words: Evidence) -> bool:
    """Whether a quotation stands right behind the sentence that announces it: "She met reporters. “It is gone.”"."""
    if told.article.path != words.article.path or words.start < told.end or not announces(told.quote):
        return False
    quoted = words.statement is not None and words.statement.kind != "indirect"
    return quoted and not told.article.text[told.end : words.start].strip()


def _choose(evidence: Sequence[Evidence], question: Question) -> list[Evidence]:
    if question.act == "change":
        chosen = _unlike(_good(evidence, LESSER))[:MOST_IN_TIME]
        return sorted(chosen, key=lambda one: one.article.published or "")
    good = sorted(_good(evidence, NEARLY), key=lambda one: not _does(one, question))
    if question.kind == "who" and good and good[0].statement:  # narration beside it names nobody who said it
        good = [one for one in good if one.statement]
    chosen = _unlike([*_each(evidence, question), *good])[: max(MOST, 1 + len(question.others))]
    return chosen if question.others else [*chosen[:2], *_good([*evidence[:1], *chosen[2:]], THIRD)[1:]]


def _each(evidence: Sequence[Evidence], question: Question) -> list[Evidence]:
    """The first words of each where several are asked about: theirs come in turn."""
    first: dict[str, Evidence] = {}
    for one in evidence[: 1 + len(question.others)]:
        if one.statement:
            first.setdefault(one.statement.speaker, one)
    return list(first.values()) if question.others else []


def _good(evidence: Sequence[Evidence], share: float) -> list[Evidence]:
    """The best, and what is as good but for a share."""
    return [one for n, one in enumerate(evidence) if n == 0 or one.score >= share * evidence[0].score]


def _does(evidence: Evidence, question: Question) -> bool:
    """Whether the words do what is asked for, by the verb that reports them: "denied" where a denial is."""
    if question.act is None or evidence.statement is None:
        return False
    verbs = (QUESTION_VERBS.get(word.strip(",")) for word in evidence.statement.cue.lower().split())
    return any(verb.act == question.act for verb in verbs if verb)


def _unlike(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Each quote once, also where others say nearly the same."""
    kept: list[Evidence] = []
    for one in evidence:
        if not any(_alike(one.quote, other.quote) for other in kept):
            kept.append(one)
    return kept


def _alike(a: str, b: str) -> bool:
    """Whether two quotes say nearly the same in the same words: four of five words shared."""
    first, second = set(stems(a)), set(stems(b))
    return a == b or len(first & second) > 0.8 * min(len(first), len(second))


# ---- how they are shown


def _newest(chosen: Sequence[Evidence]) -> str | None:
    """The last date, where there are several."""
    dates = {one.article.published for one in chosen if one.article.published}
    return max(dates) if len(dates) > 1 else None


def _lead(evidence: Evidence, question: Question, newest: str | None) -> Lead:
    """What has to be said before a quote: its report where the question is about time, who speaks where it is open."""
    statement, published = evidence.statement, evidence.article.published
    behalf = _behalf(statement, question) if statement else None
    return Lead(
        is_dated=question.act in ("when", "change"),
        is_last=published is not None and published == newest,
        behalf=behalf,
        is_named=statement is not None and (behalf is not None or not _names(evidence.quote, statement)),
    )


def _dated(evidence: Evidence, lead: Lead) -> str:
    """The sentence, after the date and outlet of its report where the question is about time."""
    sentence = _sentence(evidence, lead)
    if not lead.is_dated:
        return sentence
    published, publisher = evidence.article.published, evidence.article.publisher
    when = f"on {date_in_words(published)}" if published else "on an unknown date"
    return f"Reported {'last, ' if lead.is_last else ''}{when}{f' by {publisher}' if publisher else ''}: {sentence}"


def _sentence(evidence: Evidence, lead: Lead) -> str:
    """The article's own sentence; before it who speaks, where the sentence itself does not name them."""
    if evidence.statement is None or not lead.is_named:
        return evidence.quote
    return f"{f'For {lead.behalf}, ' if lead.behalf else ''}{name(evidence.statement)}: {evidence.quote}"


def _behalf(statement: Statement, question: Question) -> str | None:
    """For whom somebody speaks, where the question asks a country, or the body that the article gives."""
    for asked in (question.speaker, *question.others):
        if not asked or is_same_speaker(asked, statement.speaker):
            continue
        if _speaks_for(asked, statement, sole=not question.others):
            return title_case(asked)
    return None


def _speaks_for(asked: str, statement: Statement, sole: bool) -> bool:
    """Whether body or office are of the asked country; where they name none, only the one who is asked can be meant."""
    if statement.body and is_same_speaker(asked, statement.body):
        return True
    country = country_named(asked)
    named = country_in(statement.body or "") or country_in(statement.office or "")
    return country is not None and (named[0] == country if named else sole)


def _names(quote: str, statement: Statement) -> bool:
    """Whether a reader of the quote alone learns who speaks; "she" may be somebody else than the one who is named."""
    if PRONOUNS.get(statement.speaker_as_written.lower(), RELATIVE) != RELATIVE:
        return False
    return statement.speaker in quote and (not statement.office or statement.office in quote)


def name(statement: Statement) -> str:
    """The speaker as the answer names them: name, office, and doubt where there is any."""
    office = f", {statement.office}" if statement.office and statement.office not in statement.speaker else ""
    return f"{statement.speaker}{office}{' (likely)' if statement.certainty == 'likely' else ''}"
