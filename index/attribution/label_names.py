"""Resolves the labels of a transcript: “MS. ORR” to the Vera Orr whom title, text or another label names in full."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.labels import Label, in_title_case
from factcontext.index.attribution.relation import ResolvedSource
from factcontext.index.lexicon.person_names import AGE_BEHIND, Named, bare, first_names, is_role, person_in
from factcontext.index.lexicon.roles import COURTESY
from factcontext.index.lexicon.word_groups import word_group

QUESTIONER = "Questioner"
_ENDING = word_group("small words of headlines") - {"of", "for"} | word_group("words that end a name in headlines")
_SMALL_WORD = re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(_ENDING))})(?=\s|$)|,", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,3}")
_IN_BRACKETS = re.compile(r"[(\[](?P<aside>[^()\[\]\n]{1,99})[)\]]")
_ANNOUNCED = re.compile(
    r"^(?:OPENING |PREPARED )?(?:STATEMENT|TESTIMONY|REMARKS) (?:OF|BY) (?:THE )?"
    r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{3,60})(?=,|\n|$)",
    re.MULTILINE,
)
_INTERVIEWED_BY = re.compile(
    r"\b(?:(?:[Hh]e|[Ss]he|[Tt]hey) (?:spoke|talked|talks|speaks|sat down) (?:to|with)"
    r"|(?:[Ii]nterview(?:ed)?|[Qq]uestions) by)"
    r" (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){0,2} ?[A-ZÀ-Þ][\w’'-]+)"
)
_FORMS_OF_ADDRESS = frozenset("hon honourable honorable rt sir madam lord lady baroness baron sri shri smt".split())


@dataclass(frozen=True, slots=True)
class TranscriptPeople:
    """Whom a transcript's title, text and labels name in full, to resolve its labels by."""

    titled: tuple[Named, ...]  # in the title: with offices, a surname alone at times
    full: tuple[str, ...]  # full names, those of the title first
    cast: Cast
    introduced: tuple[str, ...]  # full names before the first label
    answering: str | None = None  # whose the lines "A:" are
    asking: str | None = None  # whose the lines "Q:" of an interview are, where its introduction tells
    holders: Mapping[str, str] = field(default_factory=dict)  # an office as a label has it -> who holds it

    def source_of(self, label: Label) -> ResolvedSource | None:
        """Who speaks after a label; None where that is open."""
        written = label.written
        if label.form == "question":
            if self.asking and written.upper().startswith("Q"):
                return self._person(self.asking, written, None, "likely")
            return ResolvedSource(QUESTIONER, written, "certain")
        if label.form == "answer":
            return self._person(self.answering, written, None, "likely") if self.answering else None
        spelt = in_title_case(written)
        if holder := self.holders.get(spelt):
            return self._person(self.fullest_of(holder), written, spelt.removeprefix("The "), "certain")
        if _INITIALS.fullmatch(written) and (name := self._by_initials(written)):
            return self._person(name, written, label.office, "likely")
        named = person_in(spelt, 0, len(spelt))
        if named is None or is_role(named.name) or _is_all_role(spelt):
            return self._of_role(spelt, written)
        office = label.office or _office(named.office)
        return self._person(self._fullest(named, office), written, office, "certain")

    def _person(self, name: str, written: str, office: str | None, certainty: str) -> ResolvedSource:
        known = next((one.office for one in self.titled if one.name == name and one.office), None)
        known = known or self.cast.offices.get(name)
        office = (
            known if known and (office or "") in known else office
        )  # "Minister" where the title has "Trade Minister"
        return ResolvedSource(name, written, "certain" if certainty == "certain" else "likely", office, is_person=True)

    def _of_role(self, spelt: str, written: str) -> ResolvedSource:
        """Of "THE PRESIDENT": the one person whom the title names by that office, else the office itself."""
        wanted = {bare(word) for word in spelt.split()} - {"the", "mr", "madam", "mrs", "ms"}
        offices = [(one.name, one.office or "") for one in self.titled] or list(self.cast.offices.items())
        names = {name for name, office in offices if wanted and wanted == {bare(word) for word in office.split()}}
        if len(names) == 1:
            name = self.fullest_of(names.pop())
            return self._person(name, written, None, "likely")
        own = " ".join(word for word in spelt.split() if bare(word) not in _FORMS_OF_ADDRESS.union(COURTESY)) or spelt
        shown = own if not _is_all_role(spelt) else own.capitalize()
        return ResolvedSource(shown, written, "certain")

    def _fullest(self, named: Named, office: str | None) -> str:
        """The one full name that a label's name stands for; itself where title and text name none, or two."""
        words = [bare(word) for word in named.name.split()]
        alike = [name for name in self.full if _may_be(words, name)]
        sex = next((COURTESY.get(bare(word), "") for word in (office or named.office or "").split()[:1]), "")
        fitting = [name for name in alike if not sex or self.cast.sex(name) in ("", sex)]
        return fitting[0] if fitting and all(_may_be_one(fitting[0], name) for name in fitting) else named.name

    def fullest_of(self, name: str) -> str:
        return self._fullest(Named(name, None, 0, len(name)), None)

    def _by_initials(self, written: str) -> str | None:
        letters = [c for c in written if c.isalpha()]
        names = {name for name in self.full if [word[0] for word in name.split()] == letters}
        return names.pop() if len(names) == 1 else None


def transcript_people(title: str, cast: Cast, labels: Sequence[Label]) -> TranscriptPeople:
    """Everybody whom a transcript names in full."""
    titled = (*_named_in(title, cast.text.removeprefix(title)), *_announced(cast.text))
    first = labels[0].start if labels else 0
    labelled = [in_title_case(one.written) for one in labels if one.form == "name"]
    in_labels = [named.name for name in labelled if (named := person_in(name, 0, len(name)))]
    in_text = [name for name in cast.full if not name.isupper()]
    full = [name for name in (*(one.name for one in titled), *in_labels, *in_text) if " " in name]
    introduced = [name for name in in_text if cast.full[name][0] < first and _is_introduced(name, cast)]
    asking = _interviewer(cast.text[:first])
    people = TranscriptPeople(
        tuple(one for one in titled if one.name != asking),
        tuple(dict.fromkeys(full)),
        cast,
        tuple(name for name in introduced if name != asking),
        asking=asking,
    )
    return replace(people, answering=_answering(people, in_labels), holders=dict(_holders(labels, cast.text)))


def _is_introduced(name: str, cast: Cast) -> bool:
    """Whether an introduction shows a name to be a person's, by an age behind it, too: "Vera Orr, 61,"."""
    return cast.is_person(name) or AGE_BEHIND.match(cast.text, cast.full[name][0] + len(name)) is not None


def _interviewer(introduction: str) -> str | None:
    """Who asks the questions of an interview, as its introduction tells: "He spoke to Vera Orr."."""
    found = _INTERVIEWED_BY.search(introduction)
    return found["name"] if found and " " in found["name"] else None  # not an outlet


def _announced(text: str) -> Iterator[Named]:
    """Whom the headings of a hearing name in capitals: "STATEMENT OF HON. VERA ORR, A REPRESENTATIVE IN CONGRESS"."""
    for found in _ANNOUNCED.finditer(text):
        spelt = in_title_case(found["name"])
        named = person_in(spelt, 0, len(spelt))
        if named and " " in named.name and named.end == len(spelt):
            is_address = all(bare(word) in _FORMS_OF_ADDRESS for word in (named.office or "").split())
            yield replace(named, office=None if is_address else named.office)


def _holders(labels: Sequence[Label], text: str) -> Iterator[tuple[str, str]]:
    """Who holds an office, where a label adds it in brackets: "The Minister for Trade (Mr. V. Orr)"."""
    for one in labels:
        spelt = in_title_case(one.written)
        for found in _IN_BRACKETS.finditer(text, *one.name) if any(map(is_role, spelt.split())) else ():
            aside = in_title_case(found["aside"])
            named = person_in(aside, 0, len(aside))
            if named and (_is_addressed(named) or " " in named.name and named.name.split()[0] in first_names()):
                yield spelt, named.name


def _is_addressed(named: Named) -> bool:
    """Whether a form of address shows a name to be a person's: "Mr. V. Orr", "Hon. Vera Orr"."""
    return named.office is not None and bare(named.office.split()[0]) in _FORMS_OF_ADDRESS.union(COURTESY)


def _answering(people: TranscriptPeople, in_labels: Iterable[str]) -> str | None:
    """Whose answers are labelled "A:": of the one whom the title names, else the introduction, else another label."""
    titled = [one.name for one in people.titled if " " in one.name]
    known = [name for name in titled if people.cast.is_person(name) or name in people.introduced]
    for names in (known, titled, people.introduced, list(dict.fromkeys(in_labels))):
        if len(names) == 1:
            return people.fullest_of(names[0])
    return None


def _named_in(title: str, text: str) -> Iterator[Named]:
    """The persons whom a title names; in capitals all through, its small words tell where a name ends."""
    for run in _SMALL_WORD.split(title):
        parts = (run, run.rpartition(" of ")[0])  # "Deputy Chief of Staff Vera Orr", "President Vera Orr of Selda"
        for named in filter(None, (person_in(part, 0, len(part)) for part in parts)):
            named = replace(named, office=_own_office(named.office))
            is_whole = " " in named.name or named.office and any(map(is_role, named.office.split()))
            if is_whole and _is_named_again(named.name, text):
                yield named


def _own_office(office: str | None) -> str | None:
    """Of "Press Conference of Chancellor" the office: what stands behind the occasion; "‘tired’:" is none."""
    if office and office[-1] in ":’”\"'":
        return None
    occasion, _, own = (office or "").partition(" of ")
    is_parted = own and not any(map(is_role, occasion.split())) and any(map(is_role, own.split()))
    return own if is_parted else office


def _is_named_again(name: str, text: str) -> bool:
    """Whether a text writes the last word of a name as one: "ORR:", "Mr Orr"."""
    last = re.escape(name.split()[-1])
    return re.search(rf"\b(?:{last}|{last.upper()})\b", text) is not None


def _is_all_role(spelt: str) -> bool:
    """Whether a label names nobody: "The Prime Minister", "Senior Administration Official", "Moderator"."""
    last = bare(spelt.split()[-1])
    return is_role(last) and last.title() not in first_names()


def _office(words: str | None) -> str | None:
    """The office in what stands before a name; none where it is but a form of address."""
    kept = [
        word for word in (words or "").split() if bare(word) not in COURTESY and bare(word) not in _FORMS_OF_ADDRESS
    ]
    return " ".join(kept) if any(map(is_role, kept)) else None


def _may_be(words: Sequence[str], full: str) -> bool:
    """Whether the words of a label may be of a full name: a surname, or initials or a first name with it."""
    own = [bare(word) for word in full.split()]
    *first, last = words
    if len(own) < len(words) or own[-1] != last and own[-len(words) :] != list(words):
        return False
    return (
        not first
        or own[-len(words) :] == list(words)
        or own[0][0] == first[0][0]
        and (len(first[0]) == 1 or own[0] == first[0])
    )


def _may_be_one(one: str, other: str) -> bool:
    """Whether two full names that share a surname are one: "Vera Orr", "Vera M. Orr"."""
    return bare(one.split()[0]) == bare(other.split()[0])
