"""Tells what a model says to its reader (prefaces, headings, offers) apart from the answer."""

import re

# One marker as models write it; rag/verification/markers.py reads them.
MARKER = r"(?:\[[^\[\]\n]{0,24}\]|【[^】\n]{0,24}】)"
_EVIDENCE = (
    r"(?:(?:the|these|those|your|my) )?"
    r"(?:(?:provided|given|available|following|above|supplied|retrieved|numbered|news) ){0,2}"
    r"(?:extract|excerpt|evidence|article|source|passage|document|text|context|information|material|snippet)s?"
    r"(?: (?:provided|given|above|below|supplied|you (?:gave|provided|shared)))?"
)
# "Based on the extracts, the mayor said …": what follows is the answer.
_LEAD = re.compile(
    r"^(?:(?:based|relying|going|drawing) (?:up)?on|according to|from|as per|per|in|as (?:stated|reported) in) "
    rf"{_EVIDENCE}(?: alone| only)?, (?=\w|[“\"])",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|alright|great|good question|great question|"
    r"happy to help|no problem|got it|understood|hello|hi(?: there)?)\s*[!.,—-]*$|"
    r"(?:(?:sure|certainly|of course|absolutely|okay|ok|alright|well|great)[,!.]? )?"
    r"(?:here(?:['’]s| is| are)|below (?:is|are)|i (?:will|can|have|found)|i['’](?:ll|ve|d|m)|let me|allow me|"
    r"(?:to|in) (?:answer|answering|response to) (?:to )?your question|as an? (?:ai|language model|assistant))\b)",
    re.IGNORECASE,
)
_IF_YOU = r"if you(?:['’]d| would| want| need| have| like)\b[^.]{0,80}\b"
_CLOSING = re.compile(
    r"^(?:(?:please |just |and )*(?:let me know|feel free|do not hesitate|don['’]t hesitate)|"
    r"(?:please )?note that (?:this|the) (?:answer|summary|response)|"
    r"(?:i )?hope (?:this|that|it) (?:helps|answers|is helpful|was helpful|clarifies)|"
    r"(?:(?:i['’]m|i am) )?(?:happy|glad|here) to (?:help|assist|provide|answer|clarify|elaborate)|"
    r"(?:would|do) you (?:like|want|need) (?:me|to|any|more|further)|is there anything (?:else|more)|"
    rf"(?:can|may|could|shall|should) i (?:help|assist|provide|do|be)|what else (?:can|would)|"
    rf"{_IF_YOU}(?:let me know|ask|feel free|happy|glad|can (?:provide|help)|here to)|"
    r"for (?:more|further) (?:information|details?|context)\b[^.]{0,40}\b(?:see|consult|refer|let me|read)|"
    r"(?:this|the) (?:answer|summary|response) (?:is|was|uses|draws|relies)\b|"
    r"thank(?:s| you) for|have a (?:nice|great|good)|\(?word count\b)",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^(?:(?:final |short )?answer|response|summary|in short|conclusion)\s*:\s*(?=\S)", re.IGNORECASE)
# "Sources: [1], [2]", "Answer:": a label, and no word behind it.
_LABEL = re.compile(
    rf"^(?:sources?|references?|citations?|footnotes?|notes?|extracts?|answer|final answer|response|summary|in short|"
    rf"conclusion|key points?)\s*:?\s*(?:{MARKER}|[\s,;.&]|and\b)*$",
    re.IGNORECASE,
)
_HAS_MARKER = re.compile(MARKER)


def is_chatter(sentence: str) -> bool:
    """Whether a sentence is said to the reader and tells nothing: "Here is the answer:", "Let me know if …".

    One with a marker or a quotation is part of the answer, whatever it begins with.
    """
    if _LABEL.match(sentence):
        return True
    if _HAS_MARKER.search(sentence) or "“" in sentence or '"' in sentence:
        return False
    return sentence.endswith(":") or bool(_OPENING.match(sentence) or _CLOSING.match(sentence))


def without_lead(sentence: str) -> str:
    """The sentence without "Answer:" or "Based on the extracts," before it."""
    rest = _LEAD.sub("", _HEADED.sub("", sentence))
    return rest if rest == sentence else rest[:1].upper() + rest[1:]
