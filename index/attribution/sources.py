"""Resolves a source phrase: a person's full name with office, a body, or the antecedent of a pronoun."""

import re
from dataclasses import dataclass, replace

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.coreference import Coreference, is_unnamed_person
from factcontext.index.attribution.dependent_names import depends_on, is_place_beside, is_seat_in, is_spokesperson
from factcontext.index.attribution.described_bodies import DescribedBodies
from factcontext.index.attribution.epithets import person_described
from factcontext.index.attribution.misread_sources import resident, without_day
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import ResolvedSource, Span
from factcontext.index.attribution.represented import represented_body
from factcontext.index.attribution.source_names import (
    compound_around,
    firm_around,
    firm_behind_description,
    holder_behind_seat,
    holder_of_joined_office,
    holder_of_listed_fields,
    joined_by_and,
    name_behind_office,
    name_given,
    officer_behind_firm,
)
from factcontext.index.attribution.told_descriptions import body_told_as
from factcontext.index.lexicon.countries import country_named, demonyms
from factcontext.index.lexicon.person_names import Named, bare, is_role, is_trade, person_in
from factcontext.index.lexicon.roles import ABBREVIATED, BODIES, OFFICE_WORDS, pronoun_kind
from factcontext.index.lexicon.word_groups import word_group

_ARTICLE = re.compile(r"\A(?:the|a|an)\s+")
_ANY_ARTICLE = re.compile(_ARTICLE.pattern, re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|our|his|her|their)\s", re.IGNORECASE)
_OWNED = re.compile(r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur)\s|\w+[’']s?\s")
_OWNERS = frozenset(("his", "her"))
# What is told of whoever holds an office is no part of it: "director, who cautioned against it".
_RELATIVE = re.compile(r", (?:who|whose|which|where)\b")
_POSSESSIVE = re.compile(r"[’']s?$")
# Forms of address that tell no office.
_NO_OFFICE = frozenset("mr mrs ms miss mx hon honourable honorable".split())
_STORY = word_group("those whom a story is about")
_SENT = word_group("nouns of what is sent")
_HOME_REACH = 40  # characters before a name in which "from" and the word before it stand
_DEGREES = frozenset(("dr", "prof"))


@dataclass(frozen=True, slots=True)
class SourceMention:
    """Where a source phrase stands in the article: the whole, its head noun, and the description beside it."""

    whole: Span
    head: Span
    apposition: Span | None = None
    plural: bool = False
    contents: tuple[Span, ...] = ()  # the words reported: whoever they name is not the "he" that speaks
    is_common: bool = False  # whether the head is a common noun: "Supporters of Lund"
    goes_on: bool = False  # whether the cue says that whoever spoke last goes on: "she added"


class SourceResolver:
    """Resolves the sources of one article in the order of its text; each one helps with the pronouns after it."""

    def __init__(self, cast: Cast, quoted: QuotedText) -> None:
        self._cast, self._quoted, self._text = cast, quoted, quoted.text
        self._coreference = Coreference(cast, quoted)
        self._bodies = DescribedBodies()

    def note(self, mention: SourceMention) -> None:
        """Take note of a source before the pronouns are resolved: who speaks anywhere may be meant by "he"."""
        if not pronoun_kind(self._words(mention.whole)):
            source = self._of_noun(mention)
            if source.is_person and not mention.plural:
                self._coreference.persons.add(source.name)

    def resolve(self, mention: SourceMention, sentence: int) -> ResolvedSource | None:
        """The source that a phrase names; None for a pronoun that cannot be resolved."""
        if kind := pronoun_kind(written := self._words(mention.whole)):
            return self._of_pronoun(written, kind, mention, sentence)
        if name := resident(self._text, mention.whole):
            mention = SourceMention(name, name, contents=mention.contents)
        source = self._of_noun(mention)
        source = replace(source, name=without_day(source.name))
        if self._is_home(mention, source) or not source.name:
            return None
        if source.name[:1].isdigit():  # "39 delegates", "1.25 bln": counted, or misread
            source = replace(source, certainty="likely")
        self._bodies.note(source, self._cast)
        if source.is_person and not mention.plural:
            self._coreference.person_spoke(mention.whole[0], source.name)
        elif not mention.plural and is_unnamed_person(source.written, self._words(mention.head)):
            self._coreference.unnamed_spoke(mention.whole[0], source.name, self._words(mention.head))
        else:
            if not mention.plural and self._is_described_person(mention):
                self._coreference.described_spoke(sentence, source.name, self._words(mention.head))
            self._coreference.group_spoke(sentence, "p" if mention.plural else "n", source.name)
        return source

    def _is_home(self, mention: SourceMention, source: ResolvedSource) -> bool:
        """Whether the parser took where people are from for who speaks: "two members from Sollen, Orr and Lund,"."""
        before = self._text[max(0, mention.whole[0] - _HOME_REACH) : mention.whole[0]].split()
        is_from = before[-1:] == ["from"] and self._text.startswith(",", mention.head[1]) and not mention.is_common
        is_from = is_from and (before[-2:-1] or [""])[0] not in _SENT  # "got an email from Orr, saying"
        return is_from and source.name not in self._cast.full and not self._cast.is_person(source.name)

    def _is_described_person(self, mention: SourceMention) -> bool:
        """Whether a common noun means a person: an office, or whoever "who" follows."""
        noun, behind = self._words(mention.head), self._text[mention.head[1] : mention.head[1] + 5]
        return noun[:1].islower() and (is_role(noun) or is_trade(noun) or behind == " who ")

    def _words(self, span: Span) -> str:
        return " ".join(self._text[slice(*span)].split())

    # ---- pronouns

    def _of_pronoun(self, written: str, kind: str, mention: SourceMention, sentence: int) -> ResolvedSource | None:
        at = mention.whole[0]
        if kind in "pn":
            return self._of_group(written, kind, sentence)
        if kind not in "mf":
            return None
        last = self._coreference.last_speaker(kind, at, sentence) if mention.goes_on else None
        name = last or self._coreference.person_antecedent(kind, at, sentence, mention.contents)
        name = name or self._coreference.described_antecedent(kind, sentence)
        if name is None or written.lower() in _OWNERS and self._coreference.is_unnamed(name):
            return None  # an aide said that "her claim" was right: hers for whom the aide works
        self._coreference.person_spoke(at, name)
        if not self._cast.sex(name):
            self._cast.gender[name] = kind  # then the next "he" is not the "she" of this one
        office = self._cast.offices.get(name)
        return ResolvedSource(name, written, "likely", office, self._body(office, at), is_person=True)

    def _of_group(self, written: str, kind: str, sentence: int) -> ResolvedSource | None:
        name = self._coreference.group_antecedent(written, kind, sentence)
        if name is None:
            return None
        self._coreference.group_spoke(sentence, kind, name)
        return ResolvedSource(name, written, "likely", None, self._body(name, 0))

    # ---- noun phrases

    def _of_noun(self, mention: SourceMention) -> ResolvedSource:
        whole, head = mention.whole, mention.head
        if self._text[head[0]].islower():
            whole = compound_around(self._text, whole, head)
        if firm := firm_around(self._text, whole, head):
            if officer := officer_behind_firm(self._text, firm):
                return self._of_holder(officer, (firm[0], officer.end), self._words((firm[0], officer.end)))
            return ResolvedSource(self._words(firm), self._words(firm), "certain")
        written = self._words(whole)
        if listed := holder_of_listed_fields(self._text, whole[0], self._cast):
            return self._person(listed.name, written, listed.office, whole[0])
        if named := name_behind_office(self._text, whole) or holder_behind_seat(self._text, whole):
            return self._of_holder(named, whole, written)
        is_proper = self._text[head[0]].isupper() and not self._is_common(mention)
        named = person_in(self._text, whole[0], head[1] if is_proper else max(whole[1], head[1]))
        if named and not is_proper and depends_on(self._text, whole[0], head, named):
            return self._introduced(mention, whole) or self._of_dependent(named, written, whole[0], head)
        if len(parts := joined_by_and(written)) > 1:
            if self._has_name_right_behind(mention) and (holder := self._introduced(mention, whole)):
                return holder
            return self._of_several(written, parts, whole[0])
        if named and not _is_one_of_a_people(named, written):
            found = self._of_name(named, written, mention)
            return replace(found, certainty="likely") if self._cast.may_be_another(named.name, named.start) else found
        return self._introduced(mention, whole) or self._of_description(written, whole[0])

    def _is_common(self, mention: SourceMention) -> bool:
        """Whether a common noun leads a phrase, and no surname that the parser takes for one: "Waters of Ohio"."""
        return mention.is_common and bare(self._text[slice(*mention.head)]) not in self._cast.surnames

    def _has_name_right_behind(self, mention: SourceMention) -> bool:
        """Whether an office with an "and" leads up to a name: "Wells and Rural Credit Board chief Vera Lund"."""
        between = self._text[mention.whole[1] : mention.apposition[0]] if mention.apposition else ""
        is_last = not mention.plural and mention.head[1] == mention.whole[1]
        return is_last and between.isspace() and is_role(self._text[slice(*mention.head)])

    def _introduced(self, mention: SourceMention, whole: Span) -> ResolvedSource | None:
        """The person or the body that an apposition names: "the harbour minister, Vera Lund,"."""
        noun, apposition = self._text[slice(*mention.head)], mention.apposition
        if noun[:1].islower() and (given := name_given(self._text, mention.head[1])):
            named = person_in(self._text, *given)
            written = self._words((whole[0], given[1]))
            if named and named.start == given[0] and self._cast.is_person(named.name):
                return self._person(self._cast.fullest(named.name, given[0]), written, None, whole[0])
            return ResolvedSource(self._words(given), written, "certain")
        beside = person_in(self._text, *apposition, first=True) if apposition else None
        if beside and (
            is_place_beside(self._text, beside) or apposition and is_seat_in(self._text, apposition, beside)
        ):
            return None
        if beside and apposition and self._is_dependent(whole, mention.head, apposition, beside):
            return None
        if apposition and beside and (is_role(noun) or noun[:1].islower()):
            return self._of_holder(beside, (whole[0], apposition[1]), self._words(whole))
        firm = firm_behind_description(self._text, whole, mention.head) if _OWNED.match(self._words(whole)) else None
        if firm and (not is_role(noun) or bare(self._words(firm).split()[-1]) in BODIES):
            return ResolvedSource(self._words(firm), self._words(whole), "certain")
        return None

    def _is_dependent(self, whole: Span, head: Span, apposition: Span, beside: Named) -> bool:
        """Whether an apposition is of a noun inside the phrase: "the father of the goalkeeper Vera Lund"."""
        is_parted = self._text[: apposition[0]].rstrip()[-1:] in ",–—-("
        return not is_parted and depends_on(self._text, whole[0], head, beside)

    def _of_dependent(self, named: Named, written: str, at: int, head: Span) -> ResolvedSource:
        """Of "a lawyer for Vera Lund" the lawyer; who speaks for a person or a body names them, too."""
        described = self._of_description(written, at)
        if not is_spokesperson(self._text[slice(*head)]):
            return described
        name = self._cast.fullest(named.name, named.start)
        return replace(described, certainty="likely", body=described.body or name)

    def _of_holder(self, named: Named, phrase: Span, written: str) -> ResolvedSource:
        """Who is named behind an office: "the harbour minister, Vera Lund,"."""
        name = self._cast.fullest(named.name, named.start)
        return self._person(name, written, self._words((phrase[0], named.start)), phrase[0])

    def _of_name(self, named: Named, written: str, mention: SourceMention) -> ResolvedSource:
        name, at = self._cast.fullest(named.name, named.start), mention.whole[0]
        office = named.office or self._office_beside(mention.apposition)
        if name in self._cast.full or office or named.name in self._cast.gender:
            return self._person(name, written, office, at)
        is_bare = self._text[slice(*mention.whole)] == named.name
        alone = is_bare and not (" " in named.name or _is_no_person(named.name))
        return ResolvedSource(named.name if named.office is None else written, written, "certain", is_person=alone)

    def _office_beside(self, apposition: Span | None) -> str | None:
        """The apposition beside a name where it says what somebody is."""
        words = self._text[slice(*apposition)] if apposition else ""
        return _ARTICLE.sub("", words) if any(map(is_role, words.split())) else None

    def _person(self, name: str, written: str, office: str | None, at: int) -> ResolvedSource:
        office = _clean_office(office) or self._cast.offices.get(name)
        sure = self._cast.is_person(name) or not (written.lower().startswith("the ") or _is_no_person(name))
        return ResolvedSource(name, written, "certain", office, self._body(office, at), is_person=sure)

    def _of_several(self, written: str, parts: list[str], at: int) -> ResolvedSource:
        if named := holder_of_joined_office(written, self._cast):
            name = self._cast.fullest(named.name, at)
            return self._person(name, written, written[: written.rindex(named.name)].strip(), at)
        names = []
        for part in parts:
            named = person_in(part, 0, len(part))
            names.append(self._cast.fullest(named.name, at) if named else part)
        return ResolvedSource(" and ".join(names), written, "certain")

    def _of_description(self, written: str, at: int) -> ResolvedSource:
        """Of "the Florida senator": the person whom the article leaves to be meant, if there is one such."""
        plain = _ANY_ARTICLE.sub("", written)
        body = self._body(plain, at)
        if _DEFINITE.match(written) and (name := person_described(plain, at, self._cast, self._quoted)):
            return ResolvedSource(name, written, "likely", self._cast.offices.get(name), body, is_person=True)
        told = (
            self._bodies.described(plain) or body_told_as(plain, at, self._cast) if _DEFINITE.match(written) else None
        )
        if told:
            return ResolvedSource(told, written, "likely", None, body)
        if bare(plain) in demonyms():  # "the German", who is nobody's name
            return ResolvedSource(written, written, "likely", None, body)
        shown = plain if plain[:1].isupper() and plain != written else written
        return ResolvedSource(_POSSESSIVE.sub("", shown), written, "certain", None, body)

    def _body(self, office: str | None, at: int) -> str | None:
        return represented_body(self._quoted, office, at)


def _is_one_of_a_people(named: Named, written: str) -> bool:
    """Whether a phrase tells somebody's country alone: "the Norwegian", "the Frenchwoman"."""
    is_alone = _clean_office(named.office) is None and (bare(named.name) in demonyms() or bare(named.name) in _STORY)
    return is_alone and _ANY_ARTICLE.match(written) is not None


def _is_no_person(name: str) -> bool:
    return name.isupper() or country_named(name) is not None or bare(name.split()[-1]) in BODIES | OFFICE_WORDS


def _clean_office(office: str | None) -> str | None:
    """An office without marks, article and forms of address around it; None where it is but a form of address."""
    words = _RELATIVE.split(_ANY_ARTICLE.sub("", (office or "").strip(" ,“”\"'")))[0].split()
    while words and (bare(words[-1]) in _NO_OFFICE or words[-1] in ("the", "The")):
        words.pop()
    if len(words) > 1 and bare(words[-1]) in ABBREVIATED and is_role(words[-2]) and bare(words[-2]) not in ABBREVIATED:
        words.pop()  # "Committee Chairman Rep."
    if any(map(is_role, words[:-1])) and bare(words[-1]) in _DEGREES:
        words.pop()  # "Vice President for Research Dr."
    return " ".join(words).strip(" ,") if any(map(is_role, words)) else None
