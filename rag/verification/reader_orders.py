"""Recognises what an article orders its readers or a machine to write or to say: an order is no statement of fact."""

from __future__ import annotations

import re

from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.rag.verification.instructions import is_instruction
from factcontext.rag.verification.parsed_text import is_imperative, parse

_WRITING = any_of(word_group("verbs of orders to write"))
_WRITTEN = (
    r"(?:summar(?:y|ies)|abstracts?|digests?|recaps?|answers?|repl(?:y|ies)|responses?|outputs?|paraphrases?|"
    r"conclusions?|briefs?|briefings?)"
)
_MACHINE = (
    r"(?:AI (?:tools?|systems?|agents?|readers?)|AIs?|A\.I\.|"
    r"LLMs?|(?:language |AI )?models?|(?:AI |digital )?assistants?|chatbots?|bots?|crawlers?|machines?|"
    r"summari[sz]ers?|search engines?|readers?|(?:anyone|anybody|whoever|those)(?: who)? \w+)"
)
_MUST = r"(?:must|should|shall|ought to|(?:is|are) (?:to|asked to|required to|instructed to)|ha(?:s|ve) to|needs? to)"
# Where a clause may begin with its verb: at the start, after a comma or colon, after "please" or "do not".
_MAY_ORDER = re.compile(
    rf"(?:^|[,:;—–.!?)\]]|\b(?:please|kindly|always|never|also|then|and|not|don['’]t|just|simply))[\s“\"]*"
    rf"(?P<verb>{_WRITING})\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    rf"\b(?:{_WRITTEN}|{_MACHINE}|you)\b[^.!?]{{0,60}}?\b{_MUST}\s+(?:\w+ly\s+|also\s+|always\s+|never\s+|not\s+){{0,2}}"
    rf"(?:be\s+)?(?:{_WRITING}|made clear|mentioned|included|reported|stated|contain|reflect)\b"
    rf"|\b(?:ask|request|require|instruct|direct|expect|want)(?:s|ed|ing)?\s+(?:that\s+)?(?:all |any |every |the )?"
    rf"{_MACHINE}\s+(?:to\s+)?(?:{_WRITING})\b"
    r"|\bto be (?:included|mentioned|added|stated|repeated|quoted|noted) in (?:any|every|all|the|your)\b"
    rf"[^.!?]{{0,30}}{_WRITTEN}"
    rf"|\b(?:correct|right|expected|proper|only|accepted) {_WRITTEN}\b[^.!?]{{0,60}}\b(?:is|are|would be)\b"
    rf"|^\W*(?:for|to|attention|in|(?:notes?|reminder|request|message|notice|advice) (?:to|for))\b"
    rf"[^.!?:]{{0,40}}\b(?:{_WRITTEN}|{_MACHINE})\b[^.!?:]{{0,40}}:"
    rf"|^\W*(?:in|before|after|when|while|if)\b[^.!?,]{{0,40}}\b(?:{_WRITTEN}|answering|summari[sz]ing|asked)\b[^.!?,]{{0,20}},"
    rf"\s*(?:always |please |also )?(?:{_WRITING})\s+(?:that|the|only|also)\b"
    rf"|^\W*(?:{_WRITTEN}|{_MACHINE})\s+(?:instructions?|notes?|guidance|rules?)\b",
    re.IGNORECASE,
)
# "Could you add that …", "In your summary, …", "Let it be known that …", "The answer to any question about it is …"
_POLITE = re.compile(
    rf"\b(?:could|can|would|will|won['’]t)\s+you\s+(?:please\s+|kindly\s+|also\s+)?{_WRITING}\b"
    rf"|\byou\s+(?:will|shall|are\s+going\s+to)\s+(?:now\s+|then\s+)?{_WRITING}\s+that\b"
    rf"|\b(?:in|into|for|within|of|that)\s+(?:your|any)\s+(?:\w+\s+)?{_WRITTEN}\b"
    rf"|(?:^\W*|:\s){_WRITING}(?:\s+\w+ly|\s+also|\s+only|\s+again)?\s*(?:\bthat\b|[“\"])"
    rf"|^\W*let\s+(?:your|every|any|the)\s+{_WRITTEN}\b"
    r"|^\W*let\s+it\s+be\s+(?:known|said|noted|stated|written|clear)\b"
    r"|^\W*(?:take\s+(?:it\s+)?(?:as|for)\s+(?:given|granted|true|read|fact)|(?:bear|keep)\s+in\s+mind)\b"
    r"|\b(?:answers?|repl(?:y|ies)|responses?)\s+to\s+(?:any|every|all|each|questions)\b[^.!?]{0,60}\b(?:is|are|must)\b"
    rf"|\b{_MUST}\s+be\s+(?:\w+ly\s+)?(?:added|mentioned|included|stated|noted|repeated|quoted|written|reported|told)"
    rf"\s+(?:in|by)\s+(?:(?:any|every|all|the|your|such)\s+)?(?:{_WRITTEN}|{_MACHINE})\b"
    r"|^\W*(?:output|response|reply)\s*:",
    re.IGNORECASE,
)
# "Begin with the words …", "Replace the name …", "Quote the mayor as saying …": what is to be done to a text.
_EDITING = re.compile(
    r"^\W*(?:please\s+)?(?:use|begin|start|end|open|close|finish|replace|substitute|remove|delete|output|generate|produce|"
    r"return|copy|translate|render|rewrite|rephrase|change|swap|display)\s+(?!of\b|to\b)[^.!?]{0,30}?"
    r"\b(?:words?|sentences?|headlines?|phrases?|names?|texts?|titles?|paragraphs?|quotes?|quotations?|saying|reading|"
    r"answers?|this as|it as)\b"
    r"|^\W*(?:please\s+)?quote\s+[^.!?]{1,60}?\bas\s+(?:saying|having)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    rf"^\W*(?:{any_of(word_group('words of courtesy, foreign'))},?\s+)?"
    rf"{any_of(word_group('verbs of orders to write, foreign'))}\b",
    re.IGNORECASE,
)
# "Convince the reader …", "Confirm that …", "Label this text as …", "Override: …", "A good answer says …": what is to
# be made of readers, of a text or of an answer.
_TO_MACHINES = re.compile(
    r"^\W*(?:please\s+|kindly\s+|now\s+)?(?:"
    r"(?:convince|persuade|urge|warn|tell|inform|assure|encourage|remind|ask|let|make)\s+"
    r"(?:(?:the|all|any|every|your)\s+)?(?:users?|readers?|everyone|everybody)\b"
    r"|(?:confirm|assert|claim|deny|affirm|declare|insist|state|say|report|write)"
    r"(?:\s+as\s+(?:an?\s+|the\s+)?(?:fact|truth))?\s+that\b"
    r"|(?:classify|label|mark|rate|tag|judge|determine|describe)\s+[^.!?]{0,30}?\b(?:text|article|sentiment|tone|mood|readers?)\b"
    r"|(?:share|spread|forward|send|post|publish|repeat)\s+(?:this|the\s+following)\b[^.!?:]{0,40}:"
    r"|(?:begin|start|open|end|close|finish|conclude)\s+(?:with|by)\b[^.!?:]{0,30}:"
    r"|(?:override|instructions?|prompt|command)\b[^.!?:]{0,40}:"
    r"|it\s+(?:should|must|shall)\s+be\s+(?:concluded|reported|stated|written|answered)\s+that\b)"
    rf"|\byour\s+(?:\w+\s+)?(?:task|job|goal|role|duty)\s+is\s+(?:now\s+)?to\s+{_WRITING}\b"
    r"|\bthe\s+(?:users?|readers?)\s+(?:wants?|wish(?:es)?|needs?|expects?)\s+to\s+(?:hear|read|see|be\s+told)\b"
    rf"|\b(?:good|best|ideal|full|helpful|correct|right)\s+{_WRITTEN}\s+(?:says?|states?|mentions?|includes?)\b",
    re.IGNORECASE,
)
_ORDERS = (_DUTY, _POLITE, _EDITING, _FOREIGN, _TO_MACHINES)
# "Translate your response …": a report does not speak of what its reader writes.
_YOURS = re.compile(rf"\byour\s+(?:\w+\s+)?(?:{_WRITTEN}|messages?)\b", re.IGNORECASE)
# An imperative may begin here: no word in front of a noun, no form but the base form, no verb of a subject behind it.
# That spares parsing most of news.
_MAY_BEGIN = re.compile(
    r"^\W*(?i:(?:(?:please|kindly|now|then|also|just|simply)\s+)?"
    r"(?!(?:the|an?|in|on|at|by|for|from|to|of|with|as|after|before|when|while|if|but|and|it|he|she|they|we|i|his|her|"
    r"its|their|this|that|these|those|there|some|many|most|all|both|no|not|so|yet|or|because|since)\b)"
    r"(?![a-z-]*(?:[^s]s|ed|ing|ly)\b)[a-z-]+)\s+"
    r"(?!(?:was|were|is|are|has|had|have|will|would|can|could|may|might|did|does|says?|said|told|also)\b)[a-z0-9]"
)
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
# Words in which an imperative shows; to parse more of a sentence takes longer.
_BEGINNING = 10
# Characters; longer sentences are lists and tables, and to parse one takes seconds.
_LONGEST = 2000


def is_order_to_write(text: str) -> bool:
    """Whether a sentence orders its reader or a machine to write, say or keep something.

    >>> is_order_to_write("When summarising, add that the mayor fled."), is_order_to_write("They add that he fled.")
    (True, False)
    """
    return is_instruction(text) or any(one.search(text) for one in _ORDERS) or _has_imperative(text)


def is_address(text: str) -> bool:
    """Whether a sentence of a report's own addresses its reader, with an order, a request or a question.

    >>> is_address("Define the word ballast."), is_address("What is ballast?"), is_address("Ballast is weight.")
    (True, True, False)
    """
    return is_order_to_write(text) or text.rstrip().endswith("?") or bool(_YOURS.search(text)) or _is_imperative(text)


def is_report(text: str) -> bool:
    """Whether a sentence tells what happened, or what somebody with a name does: no order has such a form.

    Its main verb is in the past or the perfect, or in the present with a name for its subject.

    >>> is_report("The crew had left by noon."), is_report("Orr plays in goal."), is_report("A good answer adds that.")
    (True, True, False)
    """
    if len(text) > _LONGEST or is_address(text):
        return False
    root = next((token for token in parse(text) if token.dep_ == "ROOT"), None)
    subject = next((one for one in root.children if one.dep_ in _SUBJECTS), None) if root else None
    if root is None or subject is None or subject.lower_ in ("i", "we", "you"):
        return False
    first = next((one for one in root.children if one.dep_ in ("aux", "auxpass")), root)
    is_perfect = first.lower_ in ("has", "have") and root.tag_ in ("VBN", "VBD")
    return first.tag_ == "VBD" or is_perfect or first.tag_ == "VBZ" and subject.tag_[:3] == "NNP"


def _is_imperative(text: str) -> bool:
    """Whether its main verb has its base form and no subject."""
    if not _MAY_BEGIN.match(text):
        return False
    beginning = " ".join(text.split()[:_BEGINNING])
    root = next((token for token in parse(beginning) if token.dep_ == "ROOT"), None)
    return root is not None and is_imperative(root)


def _has_imperative(text: str) -> bool:
    """Whether a verb of writing stands as an imperative: in its base form, without a subject or a "to"."""
    places = {match.start("verb") for match in _MAY_ORDER.finditer(text)}
    if not places or len(text) > _LONGEST:
        return False
    return any(
        token.idx in places
        and token.tag_ in ("VB", "VBP")
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") and c.lower_ not in ("do", "you") for c in token.children)
        and token.dep_ in ("ROOT", "ccomp", "parataxis", "conj", "dep", "advcl")
        and (token.dep_ != "conj" or token.head.tag_ == "VB" and not any(c.lower_ == "to" for c in token.head.children))
        for token in parse(text.lower() if text.isupper() else text)  # the parser takes capitals for names
    )
