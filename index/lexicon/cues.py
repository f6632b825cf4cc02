"""The words that report words: verbs with their forms and what they take, nouns, and documents that speak."""

import re

from factcontext.index.lexicon.verb_forms import forms_of

# What a verb takes as the words it reports: c a clause, o an object, x a "to" phrase, d a clause that a study finds.
_FRAMES = {
    "c": """say tell add note argue claim state insist maintain contend assert reply retort quip remark observe testify
        predict conclude reiterate comment joke proclaim opine allege stipulate tweet write declare retweet clarify
        concede caution reason recount declaim boast brag hint imply confess exclaim respond complain protest speak talk
        refer point post mention object apologize plead rail inquire elaborate allude confide vent grouse fret gripe
        forecast posit surmise interject counter""",
    "co": """announce suggest deny admit acknowledge promise report confirm recall stress emphasize
        emphasise reveal disclose reject dispute question propose recommend outline
        estimate quote repeat tout trumpet dismiss rebut refute reaffirm affirm explain project lament bemoan
        recognize recognise note assert predict conclude declare concede tweet retweet anticipate expose""",
    "cox": "ask demand request vow threaten warn",
    "cx": "remind assure inform tell pledge promise",
    "ox": "urge advise implore exhort",
    "x": "decline refuse swear agree",
    "o": """criticize criticise praise accuse describe call blast slam mock denounce condemn applaud hail laud ridicule
        deride characterize characterise label brand chide scold rebuke lambaste lambast decry bash rip commend
        congratulate cite defend blame assail fault denigrate discuss liken dub deem""",
    "d": "find show indicate estimate project calculate",
}
# Prepositions and particles that lead in the words: "called for a vote", "pointed out that".
_LEADS = {
    "accuse": "of", "allude": "to", "apologize": "for", "argue": "for against", "ask": "for about", "boast": "about of",
    "brag": "about", "call": "for on", "comment": "on", "complain": "about of", "criticize": "for",
    "describe": "as", "elaborate": "on", "hint": "at", "inquire": "about", "joke": "about", "object": "to",
    "plead": "for", "point": "out", "rail": "against", "refer": "to", "remark": "on", "respond": "to",
    "say": "of about", "testify": "about to", "vow": "to", "warn": "of about against",
    "write": "of about", "report": "about on",
}  # fmt: skip
# These lead into words in quotation marks alone: “…,” he continued.
_QUOTING = """continue begin read shout chant yell laugh scream cry sing muse wonder ask counter fire respond interject
    go joke snap offer thunder whisper concur agree finish""".split()


def _all_frames() -> dict[str, frozenset[str]]:
    frames: dict[str, set[str]] = {}
    for frame, verbs in _FRAMES.items():
        for verb in verbs.split():
            frames.setdefault(verb, set()).update(frame)
    for verb, leads in _LEADS.items():
        frames[verb].update(leads.split())
    return {verb: frozenset(frame) for verb, frame in frames.items()}


FRAMES = _all_frames()
VERBS = {form: verb for verb in FRAMES for form in forms_of(verb)}  # any form -> the verb
QUOTING = {form: verb for verb in _QUOTING for form in forms_of(verb)}

_ABOUT = "about on of to regarding toward towards"
# Nouns for what somebody said, and the prepositions after which it stands; a clause with "that" may follow any of them.
NOUN_LEADS = {
    "accusation": "of", "accusations": "of", "allegation": "of", "allegations": "of", "announcement": "of",
    "argument": "", "assertion": "of", "call": "for", "calls": "for", "claim": "of", "claims": "of", "comment": _ABOUT,
    "comments": _ABOUT, "complaint": "about of", "complaints": "about of", "condemnation": "of", "contention": "",
    "criticism": "of", "criticisms": "of", "declaration": "of", "demand": "for", "demands": "for", "denial": "of",
    "denunciation": "of", "description": "of", "insistence": "", "letter": "", "message": "",
    "pledge": "of", "post": "",
    "praise": "for of on", "point": "", "case": "", "concern": "about over", "concerns": "about over", "joke": "about",
    "jokes": "about", "mention": "of", "prediction": "of", "predictions": "of", "doubts": "about", "doubt": "about",
    "promise": "of", "promises": "of", "question": "", "questions": "about", "remark": _ABOUT,
    "remarks": "about", "request": "for", "speech": "", "statement": "", "statements": "about", "suggestion": "of",
    "tweet": "", "tweets": "", "vow": "", "warning": "of about against", "warnings": "of about against",
}  # fmt: skip
# Verbs that say nothing but by such a noun: "made the claim that", "raised questions about".
_LIGHT = "make issue raise deliver give offer release repeat renew voice express send heap post".split()
LIGHT = frozenset(form for verb in _LIGHT for form in forms_of(verb))
# Things that carry somebody's words; their owner is the speaker where the text names one.
DOCUMENTS = frozenset(
    """statement tweet post letter email e-mail memo message speech article op-ed essay blog book report column note
    editorial release interview remarks comments tweets posts emails video ad lawsuit complaint filing brief ruling
    response reply text opinion order poll survey study analysis story account transcript document documents headline
    sign""".split()
)

# Forms that nearly always are something else, "the states": they alone make no sentence worth parsing (600 of 6,000
# were parsed for them alone and 20 held a report).
_SELDOM = frozenset(
    """state states point points speak speaks speaking talk talks talking post posts remark remarks reason reasons
    protest protests brand brands counter counters""".split()
)
_VERBAL = frozenset({*VERBS, "according", "clear"}) - _SELDOM
_OWNERS = frozenset("by from s his her their its".split()) | LIGHT  # without one of these a noun reports nobody's words
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")


def may_report(text: str) -> bool:
    """Whether a text holds a word that can report words; most sentences hold none and need no parsing."""
    words = _PLAIN.findall(text.lower())
    return not _VERBAL.isdisjoint(words) or not (_OWNERS.isdisjoint(words) or NOUN_LEADS.keys().isdisjoint(words))
