"""The words that report words: verbs with their forms and what they take, nouns, and documents that speak."""

import re

# What a verb takes as the words it reports: c a clause, o an object, x a "to" phrase, a preposition by its name.
_FRAMES = {
    "c": """say tell add note argue claim state insist maintain contend assert reply retort quip remark observe
        testify predict conclude reiterate comment joke lament proclaim opine allege stipulate
        tweet write declare retweet emphasise clarify concede caution reason recount declaim
        boast brag hint imply confess exclaim""",
    "co": """post announce suggest deny admit acknowledge promise report confirm recall mention stress emphasize reveal
        disclose reject dispute question propose recommend pledge signal underscore underline outline estimate
        quote repeat tout trumpet dismiss rebut refute reaffirm affirm relay lament bemoan recognize recognise explain project""",
    "cox": "ask demand request vow pledge promise threaten warn",
    "ox": "urge advise implore exhort",
    "x": "decline refuse swear agree",
    "o": """criticize criticise praise accuse describe call blast slam mock denounce condemn applaud hail
        laud ridicule deride characterize characterise label brand chide scold rebuke lambaste decry bash rip
        commend congratulate cite lambast lament defend mock denigrate recognize
        recognise discuss describe compare liken dub deem tout""",
    "cx": "remind assure inform tell",
}
_PREPOSITIONS = {
    "call": "for on", "ask": "for about", "warn": "of about against", "complain": "about of", "speak": "of about",
    "accuse": "of", "apologize": "for", "refer": "to", "respond": "to", "point": "to out", "talk": "about of",
    "brag": "about", "boast": "about of", "joke": "about", "comment": "on", "testify": "about to", "argue": "for against",
    "object": "to", "plead": "for", "push": "for", "rail": "against", "lash": "out at", "vow": "to", "elaborate": "on",
    "inquire": "about", "press": "for", "criticize": "for", "press ": "on", "remark": "on", "write": "of about",
    "hint": "at", "allude": "to", "protest": "", "describe": "as", "say": "of about",
}  # fmt: skip
_MORE = """respond complain protest speak talk refer point object apologize plead rail inquire elaborate allude""".split()

_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "deny": "denies denied denying", "reply": "replies replied replying", "testify": "testifies testified testifying",
    "decry": "decries decried decrying", "clarify": "clarifies clarified clarifying",
    "imply": "implies implied implying", "go": "goes went going gone", "swear": "swears swore swearing sworn",
    "admit": "admits admitted admitting", "quip": "quips quipped quipping", "slam": "slams slammed slamming",
    "brag": "brags bragged bragging", "beg": "begs begged begging", "refer": "refers referred referring",
    "rebut": "rebuts rebutted rebutting", "rip": "rips ripped ripping", "speak": "speaks spoke speaking spoken",
    "label": "labels labeled labelled labeling labelling", "find": "finds found finding", "show": "shows showed shown showing",
    "read": "reads read reading", "confess": "confesses confessed confessing", "begin": "begins began beginning",
    "sing": "sings sang singing", "hold": "holds held holding", "think": "thinks thought thinking",
}  # fmt: skip

# Documents and studies speak with these when a clause follows: "the poll found that".
_FINDINGS = "find show indicate estimate project calculate".split()
# These lead into words in quotation marks alone: “…,” he continued.
_QUOTING = """continue begin read shout chant yell laugh scream cry sing muse wonder ask counter fire respond
    interject go joke snap offer thunder whisper concur agree finish""".split()


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return [verb, plural, stem + "ed", stem + "ing"]


def _table(verbs: list[str]) -> dict[str, str]:
    return {form: verb for verb in verbs for form in _forms(verb)}


FRAMES: dict[str, frozenset[str]] = {}
for _frame, _verbs in _FRAMES.items():
    for _verb in _verbs.split():
        FRAMES[_verb] = FRAMES.get(_verb, frozenset()) | frozenset(_frame)
for _verb in [*_MORE]:
    FRAMES.setdefault(_verb, frozenset("c"))
for _verb, _words in _PREPOSITIONS.items():
    if _verb in FRAMES:
        FRAMES[_verb] |= frozenset(_words.split())
for _verb in _FINDINGS:
    FRAMES.setdefault(_verb, frozenset("d"))

VERBS = _table([*FRAMES])
QUOTING = _table([*_QUOTING])
_ABOUT = "about on of to regarding toward towards".split()
NOUN_PREPOSITIONS = {
    "criticism": ["of"], "criticisms": ["of"], "remarks": _ABOUT, "comments": _ABOUT, "statements": _ABOUT, "remark": _ABOUT,
    "comment": _ABOUT, "call": ["for"], "calls": ["for"], "demand": ["for"], "demands": ["for"], "request": ["for"],
    "denial": ["of"], "warning": ["of", "about", "against"], "warnings": ["of", "about", "against"], "pledge": ["of"],
    "promise": ["of"], "accusation": ["of"], "accusations": ["of"], "allegations": ["of"], "claims": ["of"],
    "claim": ["of"], "complaints": ["about", "of"], "condemnation": ["of"], "praise": ["for", "of"], "denunciation": ["of"],
    "description": ["of"], "questions": ["about"], "announcement": ["of"],
}  # fmt: skip
SPEECH_NOUNS = frozenset(
    """statement claim call allegation promise vow warning remark remarks comment comments criticism denial assertion
    suggestion accusation pledge tweet tweets announcement argument request demand insistence contention declaration
    complaint question message post letter speech statements claims calls promises allegations""".split()
) | NOUN_PREPOSITIONS.keys()
# Things that carry somebody's words; their owner is the speaker where the text names one.
DOCUMENTS = frozenset(
    """statement tweet post letter email e-mail memo message speech article op-ed essay blog book report column note
    editorial release interview remarks comments tweets posts emails video ad lawsuit complaint filing brief ruling
    opinion order poll survey study analysis story account transcript document documents headline sign""".split()
)

_WORDS = frozenset({*VERBS, *SPEECH_NOUNS, "according", "clear"})
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")


def may_report(text: str) -> bool:
    """Whether a text holds a word that can report words; most sentences hold none and need no parsing."""
    return not _WORDS.isdisjoint(_PLAIN.findall(text.lower()))
