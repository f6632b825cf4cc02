"""The shapes of questions as patterns: where the speaker stands and where the topic; a space is any white space."""

import re

from factcontext.rag.query.wording import ABOUT, LINK, NOUN


def pattern(text: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern in which a space stands for any white space."""
    return re.compile(text.replace(" ", r"\s+"), flags)


EXACT = re.NOFLAG  # capitals tell names
# Eighty characters hold any name with its office; a bound keeps long texts quick.
_ANY = r"(?P<speaker>\S.{0,80}?)"
_CAPITALS = r"(?P<speaker>(?:[A-Z][\w.’'-]* (?:(?:of|de|van|von|al|bin|the) )*){0,4}[A-Z][\w.-]*)"
_IS = "(?:is|was|are|were|has been)"
_HAS = "(?:has|have|had|did|does)"
_TOPIC = rf"(?: (?:{LINK}) (?P<topic>.+))?"

POSSESSIVE = pattern(
    rf"(?:what|how|where|why) (?:else )?(?:{_IS}|does|did|do) {_ANY}[’']s? "
    rf"(?P<noun>{NOUN}|goals?|aims?|plans?|proposals?|hopes?|concerns?)\b(?P<topic>.*)"
)
NOUN_OF = pattern(
    rf"(?:(?:what|how|where) {_IS} )?(?:(?:the|any|all|some|every) )*(?:of the )?"
    rf"(?P<noun>{NOUN}) (?:made |given |issued )?(?P<by>of|by|from) {_ANY}{_TOPIC}"
)
_POSITION = "(?:(?:position|view|stance|opinion|statement|comment|reaction|response|quote|remark|attitude)s?)"
NAME_NOUN = pattern(
    rf"(?:(?:what|how) {_IS} )?(?:(?:any|all|the|official|current|stated|public) )*"
    rf"(?P<speaker>\S.{{0,60}}?)(?:[’']s?|(?= {_POSITION})) (?P<noun>{NOUN}){_TOPIC}"
)
ANYWHERE = pattern(rf"\b{_CAPITALS}[’']s? (?P<noun>{NOUN})\b(?P<topic>.*)", EXACT)

GIVEN = pattern(
    rf"what (?:kind of |sort of |other )?(?P<noun>{NOUN}|reasons?|advice|concerns?|goals?|proposals?|demands?) "
    rf"(?:did|do|does|has|have|had) {_ANY} (?:give|given|make|made|take|taken|offer|offered|raise|raised|have|issue|"
    rf"issued|voice|voiced|hold|held|share|shared|express|expressed|put forward){_TOPIC}"
)
QUOTED_AS = pattern(
    rf"(?:(?:what|how|when|where) )?{_IS} {_ANY} (?:been )?(?:quoted|cited|heard)(?: as)?(?: saying| telling)?"
    r"(?P<topic>(?: .+)?)"
)
COMPARED = pattern(
    rf"(?:(?:what|how) (?:is|are) )?(?:the )?(?:differences? between|compare|contrast) {_ANY}(?:[’']s? {NOUN})?{_TOPIC}"
)
ACCORDING = pattern(r"(?P<topic>.+?),?\s+according to (?P<speaker>.+)")
ACCORDING_FIRST = pattern(r"according to (?P<speaker>[^,]+?), (?P<topic>.+)")
FAVOUR = pattern(
    rf"(?:(?:why )?(?:is|was|are|were)) {_ANY} (?:not )?(?:in favou?r of|for or against|against|opposed to|"
    r"supportive of|critical of|willing to|ready to|happy (?:with|about)|open to) (?P<topic>.+)"
)
ON = pattern(r"(?P<speaker>\S.{0,60}?) (?:on|about|re|regarding) (?P<topic>.+)")
COLON = pattern(r"(?P<speaker>\S.{0,60}?): (?P<topic>.+)")
FIRST_TOPIC = pattern(
    rf"(?:{ABOUT}|as for|when it comes to|after|before|during|in|at|when) (?P<topic>[^,:]+)[,:] "
    r"(?P<rest>(?:what|how|where|why|did|does|has|who|is|was)\b.+)"
)
COORDINATED = pattern(r"(?P<topic>.+?),? and (?P<rest>(?:what|how|why) (?:did|does|do|has|have|is|was) .+)")

CHANGE = pattern(r"\b(?:chang(?:e|es|ed|ing)|evolv(?:e|es|ed)|shift(?:s|ed)?|revers(?:e|es|ed)|flip-flop(?:ped)?)\b")
CHANGED_NOUN = pattern(
    rf"(?:(?:what|how) )?(?:(?:{_HAS} )?chang(?:e|ed|es) in |{_HAS} ){_ANY}[’']s? (?P<noun>{NOUN})\b(?P<topic>.*)"
)
CHANGED_MIND = pattern(
    rf"(?:how |when |why )?{_HAS} {_ANY} (?:(?:ever|since|not) )*(?:chang(?:e|ed)|shift(?:ed)?|revers(?:e|ed)) "
    rf"(?:his|her|its|their|the) (?:mind|tune|course|{NOUN})\b(?P<topic>.*)"
)
CHANGED_TAIL = pattern(rf"(?:\s+|^)(?:{CHANGE.pattern}(?: over time)?|over time)\s*$")

WHO = pattern(
    r"(?:who(?: else)?|which (?!of)\w+(?: \w+){0,2}?|what (?:[\w.]+ )?(?:politician|official|senator|minister|"
    r"country|countries|expert|leader|person|people|group|body|entity|party|candidate|organi[sz]ation|agency|outlet|"
    r"newspaper|paper)s?)(?: all| exactly)? (?P<rest>\S.*)"
)
QUOTED = pattern(
    rf"who (?:else )?{_IS} (?:quoted|cited|reported|on record|heard)(?: as (?:saying|having said))?(?P<topic>.*)"
)
WHO_IS = pattern(
    rf"who (?:else )?{_IS} (?:in favou?r of|for or against|against|opposed to|supportive of|critical of) (?P<topic>.+)"
)
NOUN_ALONE = pattern(
    rf"(?:what {_IS} )?(?:(?:the|any|all|some) )*(?P<noun>reactions?|responses|comments|statements|quotes|remarks) "
    rf"(?:to|{ABOUT}) (?P<topic>.+)"
)
WHOSE = pattern(rf"whose (?:{NOUN}) {_IS} (?P<topic>.+)")
SAID_OF = pattern(
    r"what (?:is|was|has been|had been|else was|all was) (?:being )?(?:said|reported|claimed|written) "
    rf"(?:{ABOUT}|of) (?P<topic>.+)"
)
PASSIVE = pattern(r"(?P<head>.*?)\s*(?:is|was|were|are|been) (?P<body>.+?) by (?P<speaker>.+)")
REPORTED = pattern(
    r"^(?:if|whether|that|what|why|how|when|where|(?:anything|everything|things|something|all)(?: that)?) "
)

# ---- around the question itself

# Short forms are written out where a question begins; further on they may be somebody's words.
CONTRACTIONS = [
    (pattern(rf"\b{short}\b"), long)
    for short, long in (
        (r"(?:wat|waht|wht)", "what"),
        (r"(what|who|how|where|when|why)[’']?s(?= [a-z])", r"\1 is"),
        (r"(what|who|how|where|when|why)[’']d", r"\1 did"),
        (r"(what|who|how|where|when|why)[’']re", r"\1 are"),
        (r"(did|does|do|has|have|had|is|was|are|were|would|could|should)n[’']?t", r"\1 not"),
    )
]
BEGINNING = pattern(r"^\W*(?:\S+(?: |$)){1,4}")
# Other ways to say "say" and "think of".
PHRASES = [
    (pattern(rf"\b{phrase}\b"), plain)
    for phrase, plain in (
        (r"(?:have|has|had|having) (?:got )?to say", "say"),
        (r"make of", "think of"),
        (r"abt", "about"),
        (r"(said|says|say) what", r"\1"),
        (r"go(?:es)? on (?:the )?record", "speak"),
    )
]
POLITE = pattern(
    r"^(?:(?:and|but|so|ok|okay|please|now|then|well|hi|hello|hey|also)\b[\s,:;-]*)+"
    r"|^(?:(?:can|could|would|will) you |do you (?:happen to )?|i(?: would|[’']d)? (?:want|like|need) to |let me |"
    r"i am wondering |i wonder |any idea )(?:please )?(?:tell me |know |find out |find me |find |show me |see |give me "
    r"|explain |look up |list |search for )?"
    r"|^(?:tell me|show me|find me|find|give me|list|(?:searching|search|looking|look) for|look up|remind me|explain|"
    r"summari[sz]e|i need|need) (?:of |about |an? )?"
    r"|^(?:are|is|were|was) there (?:any(?:thing)?|an?|some) |^do (?:we|you) have (?:any|an?) "
    r"|^(?:it (?:is|was) said )|^(?:is|was) it (?:true|right|correct) (?:that |if )?"
)
ENDING = pattern(
    r"(?:[\s,]+(?:please|thanks|thank you|exactly|again|in the articles|in these articles|in the news))+$"
)
AND_WHEN = pattern(
    r",? and (?P<word>when|why|where|how|what else)"
    r"(?: (?:did|does) (?:he|she|they|it) (?:say|do) (?:it|that|so|this))?$"
)

PREPOSED = pattern(r"^(?:in|on|at|to|for|by) (?=what |which |whom )")  # "in what way did …"

AFTER_NAME = pattern(r"(?<=\w)[’']s?$|, (?:the|an?|who|former) .*| (?:at (?:any|some) point|in any way|at all)$")

# ---- the topic

LINKED = pattern(rf" (?:{ABOUT}|for) ")
TOPIC_OR_END = pattern(rf"\s+(?:{ABOUT}|that)\b|$")

_FILLER = "(?:anything|something|nothing|much|more|else|exactly|publicly|officially|recently|lately|today|again|then)"
BEFORE_TOPIC = pattern(rf"^(?:(?:{LINK}|{_FILLER}(?= (?:{LINK}|{_FILLER})\b)) )+(?=\S)")
BEFORE_WHO_TOPIC = pattern(rf"^(?:(?:{ABOUT}|that|of|as saying) )+")
AFTER_TOPIC = pattern(r" (?:to do|of|about|for|with|on)$")
NO_TOPIC = pattern(rf"{LINK}|anything|something|nothing|much|more|else|so")
_TO = "to(?= (?:the|an?|his|her|their) |(?-i: [A-Z]))"  # not "to do about"
PLACE = pattern(
    rf"^(?P<place>(?:in|at|{_TO}|on|during|before|after) [^,]{{2,50}}?),?\s+{ABOUT} (?P<topic>.+)"
)
QUESTION_WORDS = pattern(
    r"^(?:what|how|which|why|when|where|who|whether) (?:(?:is|was|are|were|did|does|do|will) )?"
    rf"(?:(?:the |a )?{NOUN} {LINK} )?"
)
AFTERWARDS = pattern(r"\s+(?:suggest|imply|mean|say|show|indicate|reveal)s?(?: about)?(?:\s+|$)", EXACT)
LISTENER_BETWEEN = pattern(rf"(?:\S+ ){{1,5}}?(?={ABOUT} |that )(?P<topic>.+)")
# A question about somebody who does something, and what it asks for: "what excuse did Kerry give".
SUBJECT = re.compile(
    r"(?:(?:what|which|why|how|when|where)\b(?P<asks>(?:\s+\w+){0,3}?)\s+)?"
    r"(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could)\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
