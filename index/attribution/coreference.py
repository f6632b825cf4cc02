"""Resolves pronouns as sources: the person that “he” or “she” refers to, the body or group that “it” or “they” does."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from factcontext.index.attribution.cast import Cast, Mention
from factcontext.index.attribution.epithets import person_described
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.countries import country_named, demonyms
from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.person_names import is_role, is_trade
from factcontext.index.lexicon.roles import OFFICE_WORDS, sex_of_noun
from factcontext.index.lexicon.word_groups import any_of, word_group

_REACH = 40  # characters before a name in which its titles and the word before them stand
_BEFORE_OBJECTS = word_group("words before an object")
_SUBORDINATING = word_group("subordinating words")
_SUBJECTS = {"m": re.compile(r"\b[Hh]e\b"), "f": re.compile(r"\b[Ss]he\b")}
_HEARD_BY = re.compile(
    r"[Ss]?[Hh]e (?:(?:has|had|also|later|then|once) )*(?:told|tells|assured|reminded|asked|warned) "
)
# How a sentence begins that names somebody beside the one who speaks in it: "In an interview with Lund, he said".
_OPENING = re.compile(r"(?:Alongside|At|Before|Beside|During|Following|In|On|Speaking|With)\b")
_PERSONS = word_group("words for a person")
_ASKING = word_group("those who ask")
_ASKING_WHOM = re.compile(rf"\b{any_of(word_group('participles of asking'))}(?: (?:the|[A-Z][\w.]*|[a-z]+)){{0,2}} \Z")
_QUESTION = re.compile(r"\b(?:whether|if|why|how|what|when|where|who)\b")
_INDEFINITE = re.compile(r"(?:an?|one|another|his|her|their|my)\s", re.IGNORECASE)
_UNNAMED = re.compile(r"(?P<person>(?:An?|One|Another) (?:[a-z][\w-]* ){0,2}?(?P<noun>[a-z]+))\b(?!,? [A-Z])")
# "A man who gave his name only as Zoltan", "a woman who asked to be called Mira".
_GIVES_NAME = re.compile(
    r",? (?:who )?(?:gave|giving|would give|goes|going|asked|asking|identified|introduced|calls?|calling)\b"
    r"[^.,;“”\"\n]{0,40}?\b(?:as|by|called|himself|herself|name,) (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2})"
)
_DESCRIBED = re.compile(r"The (?:[\w-]+ ){0,3}?(?P<noun>[a-z]+) (?:also |later |then |once )?[a-z]{2,}(?:ed|s|t|d) ")
_TOLD_AS = re.compile(r", an? (?P<words>(?:[\w-]+ ?){1,6})")
_AGED = re.compile(r"(?:(?:And|But|Now|Yet) t|T)he (?P<age>\d{1,3}-year-old) [a-z]")
_LONGEST_DESCRIPTION = 4  # words: "the outgoing world champion"
_SENTENCES_BACK = 8  # how far a pronoun may look for its name; beyond, a reader has lost the thread too
_SENTENCES_TO_GO_ON = 4  # how far back somebody spoke whom "she added" lets go on
_GROUP_SENTENCES_BACK = 2  # the same for "they" and "it", which soon stand for something else


@dataclass(slots=True)
class Coreference:
    """The sources of one article as they are met in the order of the text; each helps with the pronouns after it."""

    cast: Cast
    quoted: QuotedText
    persons: set[str] = field(default_factory=set)  # names that speak somewhere in the article
    _spoke: list[tuple[int, str]] = field(default_factory=list)  # (offset, name) of persons met as sources
    _unnamed: dict[str, str] = field(default_factory=dict)  # persons without a name who spoke, with m, f or nothing
    _described: tuple[int, str, str] = (-2, "", "")  # (sentence, description, sex) of the last who spoke so
    _groups: list[tuple[int, str, str]] = field(default_factory=list)  # (sentence, p or n, name) of other sources

    def person_spoke(self, at: int, name: str) -> None:
        """Take note of a person as a source."""
        self._spoke.append((at, name))

    def unnamed_spoke(self, at: int, described: str, noun: str) -> None:
        """Take note of somebody as a source whom the article does not name: "a woman who lives opposite"."""
        self._unnamed[described] = sex_of_noun(noun)
        self._spoke.append((at, described))

    def described_spoke(self, sentence: int, described: str, noun: str) -> None:
        """Take note of somebody as a source who is told by an office or a deed: "the head of the port"."""
        self._described = (sentence, described, sex_of_noun(noun))

    def described_antecedent(self, kind: str, sentence: int) -> str | None:
        """Whom a pronoun means that fits nobody named: whoever was described as speaking just before."""
        number, described, sex = self._described
        return described if sentence - number <= 1 and sex in ("", kind) else None

    def is_unnamed(self, name: str) -> bool:
        """Whether a source is somebody whom the article does not name."""
        return name in self._unnamed

    def group_spoke(self, sentence: int, kind: str, name: str) -> None:
        """Take note of a group ("p") or a thing or body ("n") as a source."""
        self._groups.append((sentence, kind, name))

    def group_antecedent(self, written: str, kind: str, sentence: int) -> str | None:
        """Whom "they" or "it" means: the last body or group that spoke, if that was just before."""
        if not self._groups or written.lower() not in ("they", "it"):
            return None
        number, its_kind, name = self._groups[-1]
        return name if its_kind == kind and sentence - number <= _GROUP_SENTENCES_BACK else None

    def last_speaker(self, kind: str, at: int, sentence: int) -> str | None:
        """Who spoke last before a place, and may be meant by "he" ("m") or "she" ("f")."""
        last = self._groups[-1][0] + 1 if self._groups else 0  # "… , said the director. He added": no earlier speaker
        first = self.quoted.sentences[max(last, sentence - _SENTENCES_TO_GO_ON)]
        return self._last_speaker(first.start, at, kind) if last <= sentence else None

    def person_antecedent(self, kind: str, at: int, sentence: int, contents: Sequence[Span]) -> str | None:
        """Whom "he" ("m") or "she" ("f") at a place means; whoever the reported words name, or hears them, is not."""
        others = {mention.name for mention in self._quoted_in(contents)} | self._hearers(at)
        for number in range(sentence, max(-1, sentence - _SENTENCES_BACK - 1), -1):
            here = self.quoted.sentences[number]
            end = at if number == sentence else here.end
            if name := self._person_of(here.start, end, kind, contents, others, is_own=number == sentence):
                return name
            if number < sentence and (named := self._unknown_subject(here.start, end, kind)):
                return named.name if self._is_told_as_person(named) else None
        return None

    def _quoted_in(self, contents: Sequence[Span]) -> Iterator[Mention]:
        """Whom a quotation names; of a few quoted words in a report the name may be the speaker's own."""
        for start, end in contents:
            if self.quoted.is_quoted(start):
                yield from self._mentions(start, end)

    def _hearers(self, at: int) -> set[str]:
        """Whom a pronoun's own verb has listen: "he told Senator Lund"."""
        heard = _HEARD_BY.match(self.quoted.text, at)
        near = self._mentions(heard.end(), heard.end() + _REACH) if heard else ()
        return {m.name for m in near[:1] if self._is_behind(heard.end(), m)} if heard else set()

    def _is_behind(self, at: int, mention: Mention) -> bool:
        """Whether nothing but titles stands between a place and a name."""
        return all(_tells_who(word) for word in self.quoted.text[at : mention.start].lower().split())

    def _unknown_subject(self, start: int, end: int, kind: str) -> Mention | None:
        """The name that a sentence begins with, of one who is not known as a person but seems to be one: "Lund leaves
        today, where he will be met", "Xel Lund, a rich dentist,"."""
        first = next(iter(self._mentions(start, end)), None)
        if first is None or first.start != start or self.cast.is_person(first.name) or country_named(first.name):
            return None
        if not self._fits(first.name, kind):
            return None
        if self._is_told_as_person(first):
            return first
        text = self.quoted.text
        is_bare = " " not in first.name  # a name that stands inside a sentence too is no mere first word of this one
        is_name = is_bare and re.search(rf"[a-z,] {re.escape(first.name)}\b", text) is not None
        acts = is_name and text[first.end : first.end + 1] == " " and text[first.end + 1 : first.end + 2].islower()
        return first if acts and _SUBJECTS[kind].search(text, first.end, end) else None

    def _is_told_as_person(self, mention: Mention) -> bool:
        """Whether it is told behind a name of two words what the person is: "Xel Lund, a rich dentist"."""
        told = _TOLD_AS.match(self.quoted.text, mention.end) if " " in mention.name else None
        return told is not None and any(map(is_trade, told["words"].split()))

    def _person_of(
        self, start: int, end: int, kind: str, contents: Sequence[Span], others: Collection[str], *, is_own: bool
    ) -> str | None:
        """The person a stretch of text is about, who is none of some others: its last speaker, else the first one it
        names outside quotations. `is_own` where the pronoun's own sentence begins with it."""
        meant = [m for m in self._mentions(start, end) if self._may_be_meant(m, kind) and m.name not in others]
        meant = [m for m in meant if not any(a <= m.start < b for a, b in contents)]
        free = [m for m in meant if not self._is_object(m)]
        acting = [m for m in free if self.quoted.text[m.end : m.end + 1] not in ("’", "'")]  # not "Lund's speech"
        main = self._of_main_clause(start, acting)
        if name := self._last_speaker(main[0].start if main else start, end, kind, others):
            return name
        if (name := self._aged_subject(start, end, kind)) and name not in others:
            return name
        likely = main or acting or free
        if is_own and not free and _OPENING.match(self.quoted.text, start, end):
            return None  # "At a fair held by Lund, he": about somebody else, further up
        if not is_own and self._begins_with_description(start, likely[0].start if likely else end):
            return None  # "The champion spoke of Lund"
        if not free and (unnamed := self._unnamed_subject(start, end, kind)):
            return unnamed
        if not free and meant and self._is_told_of_another(start, meant[0].start, kind):
            return None  # "The champion lost to Lund": about the champion, further up
        if len(meant) == 1 and not free and self._is_asked(meant[0], end):
            return meant[0].name
        if not meant or self._has_subject_pronoun(start, likely[0].start if likely else end, kind):
            return None  # "He told Orr so": about whoever that "he" is, further up
        return (likely or meant)[0].name

    def _begins_with_description(self, start: int, end: int) -> bool:
        """Whether a text before a name begins with a description of somebody, who acts in it: "The champion spoke"."""
        found = _DESCRIBED.match(self.quoted.text, start, end)
        return found is not None and (is_role(found["noun"]) or is_trade(found["noun"]))

    def _of_main_clause(self, start: int, acting: Sequence[Mention]) -> Sequence[Mention]:
        """Of those who act those that the main clause behind a subordinate one begins with: "When Orr spoke, Lund"."""
        begins = self.quoted.text[start : acting[0].start].lower().split() if acting else []
        if not begins or begins[0] not in _SUBORDINATING:
            return ()
        return [m for m in acting[1:] if self._follows_comma(m)]

    def _follows_comma(self, mention: Mention) -> bool:
        words = self._words_before(mention)
        return bool(words) and words[-1].endswith(",")

    def _words_before(self, mention: Mention) -> list[str]:
        """The words before a name and its titles, in small letters."""
        words = self.quoted.text[max(0, mention.start - _REACH) : mention.start].lower().split()
        titled = False
        while words and (_tells_who(words[-1]) or (titled and words[-1] in ("of", "the"))):
            words.pop()
            titled = True
        return words

    def _last_speaker(self, start: int, end: int, kind: str, others: Collection[str] = ()) -> str | None:
        first = bisect_left(self._spoke, (start, ""))
        for at, name in reversed(self._spoke[first : bisect_left(self._spoke, (end, ""))]):
            # "Asked by Orr, Lund said": who asked is not whom the next "he" means.
            if self._fits(name, kind) and name not in others and not self.quoted.text.endswith("by ", 0, at):
                return name
        return None

    def _fits(self, name: str, kind: str) -> bool:
        sex = self._unnamed[name] if name in self._unnamed else self.cast.sex(name)
        return sex != ("f" if kind == "m" else "m")

    def _aged_subject(self, start: int, end: int, kind: str) -> str | None:
        """The person whose age a sentence begins with: "But the 41-year-old is refusing"."""
        found = _AGED.match(self.quoted.text, start, end)
        if found is None or self.quoted.is_quoted(start):
            return None
        name = person_described(found["age"], start, self.cast, self.quoted)
        return name if name and self._fits(name, kind) else None

    def _unnamed_subject(self, start: int, end: int, kind: str) -> str | None:
        """The person without a name whom a sentence begins with: "A man who had seen it wept."."""
        found = _UNNAMED.match(self.quoted.text, start, end)
        if found is None or found["noun"] not in _PERSONS:
            return None
        if sex_of_noun(found["noun"]) not in ("", kind) or self.quoted.is_quoted(start):
            return None
        named = _GIVES_NAME.match(self.quoted.text, found.end(), end)
        return named["name"] if named else found["person"]

    def _is_told_of_another(self, start: int, end: int, kind: str) -> bool:
        """Whether a description stands for the one whom the sentence is about: "The champion lost to"."""
        if self._has_subject_pronoun(start, end, "f" if kind == "m" else "m"):
            return False  # "She is backed by the miller Lund."
        words = self.quoted.text[start:end].split()
        while words and _tells_who(words[-1].lower()):
            words.pop()  # the titles of the name
        return any(
            word.lower() == "the" and any(map(is_role, words[i + 1 : i + 1 + _LONGEST_DESCRIPTION]))
            for i, word in enumerate(words)
        )

    def _may_be_meant(self, mention: Mention, kind: str) -> bool:
        is_person = mention.name in self.persons or self.cast.is_person(mention.name)
        return is_person and self._fits(mention.name, kind) and not self.quoted.is_quoted(mention.start)

    def _is_object(self, mention: Mention) -> bool:
        """Whether the word before a name and its titles makes it an object: "with Lund", "told Senator Lund"."""
        words = self._words_before(mention)
        return bool(words) and (words[-1] in _BEFORE_OBJECTS or words[-1] in CUE_VERBS)

    def _is_asked(self, mention: Mention, end: int) -> bool:
        """Whether somebody of the other sex puts a question to the one named: "She asked Lund whether he could"."""
        text = self.quoted.text
        asked = _ASKING_WHOM.search(text, max(0, mention.start - _REACH), mention.start)
        return asked is not None and _QUESTION.search(text, mention.end, end) is not None

    def _has_subject_pronoun(self, start: int, end: int, kind: str) -> bool:
        """Whether "he" or "she" is a subject there, outside quotations and not as in "When he left, Lund …"."""
        for found in _SUBJECTS[kind].finditer(self.quoted.text, start, end):
            words = self.quoted.text[start : found.start()].split()[-1:]
            if not (words and words[0].lower() in _SUBORDINATING) and not self.quoted.is_quoted(found.start()):
                return True
        return False

    def _mentions(self, start: int, end: int) -> Sequence[Mention]:
        mentions = self.cast.mentions
        first = bisect_left(mentions, start, key=lambda m: m.start)
        return mentions[first : bisect_left(mentions, end, key=lambda m: m.start)]


def _tells_who(word: str) -> bool:
    """Whether a word in lower case belongs to the name after it: a title, a people, a club or country that owns."""
    return is_role(word) or word in OFFICE_WORDS or word in demonyms() or word.endswith(("'s", "’s"))


def is_unnamed_person(written: str, noun: str) -> bool:
    """Whether a phrase stands for one whom the article does not name: not "the senator", who mostly is named."""
    plain = noun.lower()
    if plain in _PERSONS:
        return True
    return (is_role(plain) or is_trade(plain)) and plain not in _ASKING and _INDEFINITE.match(written) is not None
