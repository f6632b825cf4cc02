"""The words that name a source -> the speaker: a person's full name with office, a body, or whom a pronoun means."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from factcontext.index.attribution.cast import Cast, Mention, pronoun_kind
from factcontext.index.lexicon.countries import country_in, country_named
from factcontext.index.lexicon.cues import VERBS
from factcontext.index.lexicon.person_names import bare, is_role, take_apart
from factcontext.index.lexicon.roles import ABBREVIATED, BODIES, GOVERNMENT, OFFICE_WORDS
from factcontext.index.records import Certainty, Sentence
from factcontext.index.text.quotes import Quote

Span = tuple[int, int]
_REACH = 40  # characters before a name in which its titles and the word before them stand
_BEFORE_OBJECTS = frozenset(
    "of to by from for against about on at over than like with along met thanked joined".split()
)
_SUBORDINATING = frozenset("when after as while before if although though since because until once".split())
_SUBJECTS = {"m": re.compile(r"\b[Hh]e\b"), "f": re.compile(r"\b[Ss]he\b")}
_SENTENCES_BACK = 8  # how far a pronoun may look for its name; beyond, a reader has lost the thread too


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as a statement shows it."""

    name: str
    written: str
    certainty: Certainty
    office: str | None = None
    body: str | None = None
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a source phrase stands: the whole, its head noun, and the description beside it."""

    whole: Span
    head: Span
    apposition: Span | None = None
    plural: bool = False
    said: tuple[Span, ...] = ()  # the words reported: whoever they name is not the "he" that speaks


@dataclass(slots=True)
class SpeakerFinder:
    """Finds the speakers of one article in the order of its text; each one found helps with the pronouns after it."""

    cast: Cast
    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]
    _spoke: list[tuple[int, str]] = field(default_factory=list)  # (offset, name) of persons found as speakers
    _persons: set[str] = field(default_factory=set)  # names that speak somewhere in the article
    _groups: list[tuple[int, str, str]] = field(default_factory=list)  # (sentence, p or n, name) of other speakers

    def meet(self, phrase: Phrase) -> None:
        """Take note of a speaker before the pronouns are resolved: who speaks anywhere may be meant by "he"."""
        written = self.cast.text[slice(*phrase.whole)]
        if not pronoun_kind(" ".join(written.split())):
            speaker = self._of_phrase(written, phrase.whole, phrase.head, phrase.apposition)
            if speaker.is_person and not phrase.plural:
                self._persons.add(speaker.name)

    def find(self, phrase: Phrase, sentence: int) -> Speaker | None:
        """The speaker that a source phrase names; None for a pronoun that cannot be resolved."""
        text, at = self.cast.text, phrase.whole[0]
        written = " ".join(text[slice(*phrase.whole)].split())
        kind = pronoun_kind(written)
        if kind:
            return self._of_pronoun(written, kind, phrase, sentence)
        speaker = self._of_phrase(written, phrase.whole, phrase.head, phrase.apposition)
        if speaker.is_person and not phrase.plural:
            self._spoke.append((at, speaker.name))
        else:
            self._groups.append((sentence, "p" if phrase.plural else "n", speaker.name))
        return speaker

    # ---- nouns

    def _of_phrase(self, written: str, whole: Span, head: Span, apposition: Span | None) -> Speaker:
        text = self.cast.text
        joined = re.split(r",?\s+and\s+", written)
        end = head[1] if text[head[0]].isupper() else max(whole[1], head[1])
        named = take_apart(text, whole[0], end)
        if len(joined) > 1:
            return self._of_several(written, joined, whole[0])
        beside = take_apart(text, *apposition, first=True) if apposition else None
        if named is None and beside is not None and text[head[0]].islower():
            name = self.cast.fullest(beside.name, beside.start)
            return self._person(
                name, " ".join(text[whole[0] : apposition[1] if apposition else whole[1]].split()), written, whole[0]
            )
        if named is None:
            return self._of_description(written, whole, head)
        name = self.cast.fullest(named.name, named.start)
        office = named.office
        if office is None and apposition and any(is_role(w) for w in text[slice(*apposition)].split()):
            office = re.sub(r"^(?:the|a|an)\s+", "", text[slice(*apposition)])
        if name in self.cast.full or office or named.name in self.cast.gender:
            return self._person(name, written, office, whole[0])
        alone = text[slice(*whole)] == named.name and not (" " in named.name or self._is_no_person(named.name))
        return Speaker(named.name if named.office is None else written, written, "certain", is_person=alone)

    def _is_no_person(self, name: str) -> bool:
        return name.isupper() or country_named(name) is not None or bare(name.split()[-1]) in BODIES | OFFICE_WORDS

    def _person(self, name: str, written: str, office: str | None, at: int) -> Speaker:
        office = _clean_office(office) or self.cast.offices.get(name)
        sure = self.cast.is_person(name) or not (written.lower().startswith("the ") or self._is_no_person(name))
        return Speaker(name, written, "certain", office, self._body(office, at), is_person=sure)

    def _of_several(self, written: str, parts: list[str], at: int) -> Speaker:
        last = take_apart(parts[-1], 0, len(parts[-1]))
        if last and last.office and all(is_role(part.split()[-1]) for part in parts[:-1] if part):
            name = self.cast.fullest(last.name, at)  # "Contender and former surgeon Max Lund": one man
            return self._person(name, written, written[: written.rindex(last.name)].strip(), at)
        names = []
        for part in parts:
            named = take_apart(part, 0, len(part))
            names.append(self.cast.fullest(named.name, at) if named else part)
        return Speaker(" and ".join(names), written, "certain")

    def _of_description(self, written: str, whole: Span, head: Span) -> Speaker:
        """Of "the Florida senator": the person whose office says so, if there is one such."""
        text = self.cast.text
        plain = re.sub(r"^(?:the|a|an)\s+", "", written, flags=re.IGNORECASE)
        noun = text[head[0] : head[1]]
        if is_role(noun) and re.match(r"(?:the|our)\s", written, re.IGNORECASE):
            name = self._by_office(plain, whole[0])
            if name:
                return Speaker(name, written, "likely", self.cast.offices.get(name), self._body(plain, whole[0]), True)
        shown = plain if plain[:1].isupper() and plain != written else written
        return Speaker(re.sub(r"[’']s?$", "", shown), written, "certain", None, self._body(plain, whole[0]))

    def _by_office(self, words: str, at: int) -> str | None:
        wanted = _office_words(words)
        if not wanted:
            return None
        names = [n for n, o in self.cast.offices.items() if wanted <= _office_words(o) and self.cast.full[n][0] < at]
        if len(names) == 1 and not any(w in ("former", "ex") for w in self.cast.offices[names[0]].lower().split()):
            return names[0]
        return None

    # ---- pronouns

    def _of_pronoun(self, written: str, kind: str, phrase: Phrase, sentence: int) -> Speaker | None:
        if kind in "pn":
            return self._of_group(written, kind, sentence)
        name = self._antecedent(kind, phrase, sentence) if kind in "mf" else None
        if name is None:
            return None
        at = phrase.whole[0]
        self._spoke.append((at, name))
        office = self.cast.offices.get(name)
        return Speaker(name, written, "likely", office, self._body(office, at), is_person=True)

    def _of_group(self, written: str, kind: str, sentence: int) -> Speaker | None:
        """Of "they" and "it": the last body or group that spoke, if that was just before."""
        if not self._groups or written.lower() not in ("they", "it"):
            return None
        number, its_kind, name = self._groups[-1]
        if its_kind != kind or sentence - number > 2:
            return None
        self._groups.append((sentence, kind, name))
        return Speaker(name, written, "likely", None, self._body(name, 0))

    def _antecedent(self, kind: str, phrase: Phrase, sentence: int) -> str | None:
        for number in range(sentence, max(-1, sentence - _SENTENCES_BACK - 1), -1):
            here = self.sentences[number]
            end = phrase.whole[0] if number == sentence else here.end
            name = self._subject_of(here.start, end, kind, phrase.said)
            if name:
                return name
        return None

    def _subject_of(self, start: int, end: int, kind: str, said: tuple[Span, ...]) -> str | None:
        """The person a stretch of text is about: its last speaker, else the first one it names outside quotations."""
        other = "f" if kind == "m" else "m"
        first = bisect_left(self._spoke, (start, ""))
        for at, name in reversed(self._spoke[first : bisect_left(self._spoke, (end, ""))]):
            if self.cast.sex(name) != other and not self.cast.text.endswith("by ", 0, at):  # "asked by Orr, Lund said"
                return name
        meant = [m for m in self._mentions(start, end) if self.cast.sex(m.name) != other and self._may_be_meant(m)]
        meant = [m for m in meant if not any(a <= m.start < b for a, b in said)]
        free = [m for m in meant if not self._is_object(m)]
        acting = [m for m in free if self.cast.text[m.end : m.end + 1] not in ("’", "'")]  # not "Lund's speech"
        likely = acting or free
        pronoun = self._pronoun_in(start, likely[0].start if likely else end, kind)
        if not meant or pronoun:  # "He told Orr so": about whoever that "he" is, further up
            return None
        return (likely or meant)[0].name

    def _is_object(self, mention: Mention) -> bool:
        """Whether the word before a name and its titles makes it an object: "with Lund", "told Senator Lund"."""
        words = self.cast.text[max(0, mention.start - _REACH) : mention.start].lower().split()
        titled = False
        while words and (is_role(words[-1]) or words[-1] in OFFICE_WORDS or (titled and words[-1] == "of")):
            words.pop()
            titled = True
        return bool(words) and (words[-1] in _BEFORE_OBJECTS or words[-1] in VERBS)

    def _pronoun_in(self, start: int, end: int, kind: str) -> bool:
        """Whether "he" or "she" is a subject there, outside quotations and not as in "When he left, Lund …"."""
        for found in _SUBJECTS[kind].finditer(self.cast.text, start, end):
            words = self.cast.text[start : found.start()].split()[-1:]
            if not (words and words[0].lower() in _SUBORDINATING) and not self._in_quote(found.start()):
                return True
        return False

    def _may_be_meant(self, mention: Mention) -> bool:
        return (mention.name in self._persons or self.cast.is_person(mention.name)) and not self._in_quote(
            mention.start
        )

    def _mentions(self, start: int, end: int) -> Sequence[Mention]:
        mentions = self.cast.mentions
        first = bisect_left(mentions, start, key=lambda m: m.start)
        return mentions[first : bisect_left(mentions, end, key=lambda m: m.start)]

    def _in_quote(self, at: int) -> bool:
        i = bisect_right(self.quotes, at, key=lambda q: q.start)
        return i > 0 and self.quotes[i - 1].end > at

    # ---- the body spoken for

    def _body(self, office: str | None, at: int) -> str | None:
        """The country that an office or a body speaks for: named in it, or said of the same office just before."""
        if office is None or not _of_government(office):
            return None
        found = country_in(office)
        if found:
            return found[0]
        return self._body_of_office(office, at) or self._body_of_sentence(at)

    def _body_of_office(self, office: str, at: int) -> str | None:
        """A "France's foreign minister" earlier in the text tells whose "Foreign Minister" is meant."""
        words = re.compile(r"\s+".join(re.escape(w) for w in office.split()[-2:]) + r"\b", re.IGNORECASE)
        for mention in words.finditer(self.cast.text, 0, at):
            owner = _OWNER.search(self.cast.text, max(0, mention.start() - _OWNER_REACH), mention.start())
            if owner and (country := country_named(owner.group(1)) or country_named(owner.group(1).split()[-1])):
                return country
        return None

    def _body_of_sentence(self, at: int) -> str | None:
        """The one government named before in the sentence: "Russia's government reacted, with its spokeswoman …"."""
        i = max(0, bisect_right(self.sentences, at, key=lambda s: s.start) - 1)
        here = _GOVERNMENT_OF.search(self.cast.text, self.sentences[i].start, at) if self.sentences else None
        if here is None:
            return None
        # A possessive names a country even where the table has none of that name: "Velmora's government".
        return country_named(here["owner"]) or (here["owner"] if here["of"] else None)


_OWNER = re.compile(r"([A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*)*)(?:[’']s?)?\s+\Z")
_OWNER_REACH = 40  # characters before an office in which its country's name fits
_GOVERNMENT_OF = re.compile(
    r"\b(?P<owner>[A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*)?)(?P<of>[’']s)? "
    r"(?:government|ministry|administration|parliament|army|military)\b"
)


def _of_government(office: str) -> bool:
    return any(bare(w) in GOVERNMENT or bare(w) in ("foreign", "prime") for w in office.split())


def _clean_office(office: str | None) -> str | None:
    if office is None:
        return None
    office = office.strip(" ,“”\"'")
    return (
        office if any(is_role(w) for w in office.split()) and bare(office) not in ("mr", "mrs", "ms", "miss") else None
    )


def _office_words(words: str) -> frozenset[str]:
    plain = (bare(w) for w in words.split())
    return frozenset(ABBREVIATED.get(w, w) for w in plain if w not in ("the", "of", "a", "u.s", "for", "current"))
