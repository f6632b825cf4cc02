"""Puts what is meant in the place of pronouns: "what did she say about that?", "what was his reaction?"."""

import re

from factcontext.index.lexicon.countries import country_named
from factcontext.index.lexicon.person_names import sex_of_first_name
from factcontext.rag.query.last_question import NAMED, FollowUp, subject_of
from factcontext.rag.query.parse import parse_question
from factcontext.rag.query.wording import ABOUT, AUXILIARIES, NOUN, QUESTION_VERBS, THINGS
from factcontext.rag.records import Question, Voices

_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_AUX = rf"(?:{'|'.join(sorted(AUXILIARIES))})(?:\s+not|n[’']t)?"

# "Is it as bad as that?" judges what was told: "it" is nobody's name there.
_JUDGED = r"(?<=\bit)\s+(?:as|so|that|too|all|really|any|worth|still)\b"


def pronouns_replaced(follow_up: FollowUp) -> str | None:
    """ "What did she say about that?", "what was his reaction?" """
    text = _person_named(follow_up.bare, follow_up)
    text = _thing_named(text, follow_up)
    text = _with_topic(text, follow_up)
    if text == follow_up.bare:
        return None
    return f"{text[:1].upper()}{text[1:]}?"


def _person_named(text: str, follow_up: FollowUp) -> str:
    """The name in the place of "he", "she", "they" or "it" who speaks, and of "his", "her", "their"."""
    subject = re.search(rf"\b{_AUX}\s+(?P<word>he|she|they|it)\b(?!{_JUDGED})", text, re.IGNORECASE)
    subject = subject or re.search(r"^(?P<word>he|she|they)\b", text, re.IGNORECASE)
    owner = re.search(rf"\b(?P<word>his|her|their|its)\s+(?:{NOUN})\b", text, re.IGNORECASE)
    match = subject or owner
    person = match and _pronoun_meaning(match["word"].lower(), follow_up)
    if not match or not person or not subject and parse_question(text, follow_up.names).speaker:
        return _object_named(text, follow_up)
    name = person if subject else f"{person}’s" if "’" in text else f"{person}'s"
    said = f"{text[: match.start('word')]}{name}{text[match.end('word') :]}"
    doubtful = match["word"].lower() == "it" and parse_question(said, follow_up.names).kind == "fact"
    return text if doubtful else said


def _object_named(text: str, follow_up: FollowUp) -> str:
    """The name in the place of "him" or "her" that somebody else is asked about."""
    match = re.search(r"\b(?:about|of|on|to|against) (?P<word>him|her)$", text, re.IGNORECASE)
    person = match and _pronoun_meaning(match["word"].lower(), follow_up)
    if not match or not person or person.lower() in text.lower():
        return text
    return f"{text[: match.start('word')]}{person}"


def _pronoun_meaning(pronoun: str, follow_up: FollowUp) -> str | None:
    """Who is meant: the one who was asked about, who spoke in the answer, or the only one named."""
    last = follow_up.last
    topical = NAMED.findall(f"x {last.topic}")
    if last.speaker and _is_other_sex(pronoun, last.speaker, follow_up):
        near = [name for name in (*topical, follow_up.heard) if name and not _is_other_sex(pronoun, name, follow_up)]
        return near[0] if near else None
    if last.speaker:
        is_country = country_named(last.speaker) is not None
        if pronoun in ("he", "she", "him", "his", "her") and is_country:
            return topical[0] if len(topical) == 1 else follow_up.heard or last.speaker
        return " and ".join((last.speaker, *last.others)) if pronoun in ("they", "their", "them") else last.speaker
    return follow_up.heard or (topical[0] if len(topical) == 1 else None)


def _is_other_sex(pronoun: str, name: str, follow_up: FollowUp) -> bool:
    """Whether somebody is known to be a woman where "he" is asked about, or a man where it is "she"."""
    names = follow_up.names
    sex = names.sex(name) if isinstance(names, Voices) else sex_of_first_name(name)
    return sex in ("m", "f") and _SEX.get(pronoun, sex) != sex


def _thing_named(text: str, follow_up: FollowUp) -> str:
    """The topic in the place of "it", "that" or "this" at the end."""
    last = follow_up.last
    words = text.split()
    if len(words) < 3 or words[-1].lower() not in THINGS | {"them"} or not (last.topic or last.speaker):
        return text
    if last.guessed:  # what somebody did is told by a clause, "keeps the gates shut"
        return text
    before = words[-2].lower()
    if re.fullmatch(rf"{ABOUT}|of|to|for|with|against", before, re.IGNORECASE) or before in QUESTION_VERBS:
        return " ".join([*words[:-1], subject_of(last)])
    return text


def _leans(text: str, found: Question, follow_up: FollowUp) -> bool:
    """Whether a question without a topic is about the one before: "And what did Lavrov say?" is, without "and" not."""
    if text != follow_up.bare:  # "what did she say?"
        return True
    opens = not follow_up.text.strip().startswith(follow_up.bare)  # with "and", "but", "so"
    return found.speaker != follow_up.last.speaker and (opens or found.act is not None)


def _with_topic(text: str, follow_up: FollowUp) -> str:
    """The topic where there is none: "how did Lavrov respond?" """
    last = follow_up.last
    found = parse_question(text, follow_up.names)
    topic = subject_of(last)
    if topic and topic == found.speaker and last.speaker:  # who was spoken of now speaks
        topic = last.speaker
    if found.kind == "said" and not found.topic and topic and _leans(text, found, follow_up):
        return f"{text} {'to' if found.act == 'react' else 'about'} {topic}"
    if topic and found.kind == "fact" and re.search(r"\b(?:report|write|publish|cover)$", text):
        return f"{text} about {topic}"
    return text
