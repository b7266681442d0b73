"""Personal names in running text, and whom the tables know by them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from pledgebook.mentions import world
from pledgebook.mentions.context import Named, is_bare_capital, role_words, rules
from pledgebook.mentions.names import fold
from pledgebook.mentions.phrases import Phrase, normal_title, office_kinds
from pledgebook.mentions.spans import Spans
from pledgebook.mentions.world import Office

_CAPITAL = r"(?:(?:al|el|ad|as|ash|an|at|ar|d|l|O|D)['-])?[^\W\d_a-z][^\W\d_]*(?:['-][^\W\d_]+)*"
_PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ten|ter|la|le|el|al|bin|bint|ibn|ben|"
    r"abu|af|av|zu)"
)
_NAME = re.compile(
    rf"(?:{_CAPITAL}|[A-Z]\.)(?: (?:{_PARTICLE} ){{0,2}}(?:{_CAPITAL}|[A-Z]\.(?= )))*"
)
_GENERATIONS = frozenset({"Jr", "Sr", "II", "III", "IV"})
_WORDS = re.compile(r"[^ ]+")
_PARTICLES = frozenset(_PARTICLE[3:-1].split("|"))
# A minister named in full may stay in the table's last known office for so long after the day
# on which the table was checked; a bare title is never filled from beyond that day.
_GRACE_YEARS = 2


def honorifics() -> frozenset[str]:
    """Forms of address that may stand before a name."""
    return role_words("honorific")


def name_at(folded: str, start: int, starts: Mapping[int, Named]) -> int:
    """The end of the personal name that starts here, `start` where none does.

    "Anne Tvinnereim said" at 0 gives 16. A name stops before days, months, titles and names
    of the tables ("Prime Minister Tony Abbott Monday").
    """
    match = _NAME.match(folded, start)
    if match is None:
        return start
    end = start
    for word in _WORDS.finditer(folded, start, match.end()):
        named = starts.get(word.start())
        if named is not None and named.via != "person" and not is_personal(named.form):
            break
        bare = word[0]
        owner = bare.endswith("'s")
        if owner:
            bare = bare[:-2]
        if bare in _PARTICLES:
            continue
        initial = len(bare) == 2 and bare[1] == "."
        if len(bare) < 2:
            break
        small = bare[0].islower() and ("-" in bare or "'" in bare)
        if not initial and not (is_bare_capital(bare) or bare.isupper() or small):
            break
        end = word.start() + len(bare)
        if owner:
            break
    return end


def is_personal(form: str) -> bool:
    """Whether a name of the tables is a given name or surname as well ("Chad", "Jordan")."""
    rule = rules().get(form, {})
    return "given" in rule or "surname" in rule


def name_before(folded: str, end: int, starts: Mapping[int, Named]) -> int:
    """The start of the personal name that ends here, `end` where none does.

    A name has two words or more: a single capital word before a comma is seldom a person.
    """
    left = max(0, end - 60)
    for match in re.finditer(r"(?:(?<=^)|(?<=[\s(\"“—–-]))(?=[^\W\d_])", folded[left:end]):
        start = left + match.start()
        if name_at(folded, start, starts) == end and " " in folded[start:end]:
            return start
    return end


def surname_of(name: str) -> str:
    """The last word of a name that is no mark of generation: "Joseph Berg Jr." is "Berg"."""
    words = [word for word in fold(name).split(" ") if word.rstrip(".") not in _GENERATIONS]
    return words[-1] if words else name


def surname_keys(name: str, actor: str | None) -> frozenset[str]:
    """The short forms by which a text may take a person up again, folded and case-folded.

    "Anne Tvinnereim" is "tvinnereim"; "Ursula von der Leyen" is "von der leyen" and "leyen";
    where the family name comes first, or may, that one too ("Seo Ha-rin" is "seo").
    """
    words = [word for word in fold(name).split(" ") if word.rstrip(".") not in _GENERATIONS]
    words = words or [name]
    keys = {words[-1].casefold()}
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
        keys.add(" ".join(words[at:]).casefold())
    if len(words) > 1 and (
        actor in role_words("family_first")
        or re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[-1]) is not None
    ):
        keys.add(words[0].casefold())
    return frozenset(key for key in keys if len(key) > 1 and key not in _PARTICLES)


def _full_key(name: str) -> str:
    """A full name however its Arabic article is written: "Al-Sabah", "al Sabah"."""
    return re.sub(r"\bal-", "al ", fold(name).casefold())


@cache
def _by_name() -> Mapping[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for office in world.offices():
        for key in {_full_key(form) for form in (office.person, *office.aliases)}:
            found[key].append(office)
    return {form: tuple(terms) for form, terms in found.items()}


@cache
def _by_surname() -> Mapping[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for office in world.offices():
        for form in (*office.surnames, *office.aliases):
            found[fold(form).casefold()].append(office)
    return {form: tuple(terms) for form, terms in found.items()}


def _in_office(term: Office, date: str | None) -> bool:
    """Whether a person named in full may be meant as the holder of this term on the date."""
    if not world.touched(term, date):
        return False
    if date is None or term.end:
        return True
    return int(date[:4]) <= int(term.as_of[:4]) + _GRACE_YEARS


def office_holder(
    name: str, date: str | None, actor: str | None = None
) -> tuple[str, str | None] | None:
    """The table's person of this full name and the actor that he or she acts for on the date.

    None where no table has the name; the actor is None for a person out of office or of
    several actors at once.
    """
    terms = _by_name().get(_full_key(name), ())
    if not terms:
        return None
    people = {term.person for term in terms}
    now = [term for term in terms if _in_office(term, date)]
    if actor is not None:
        now = [term for term in now if term.actor == actor] or now
    # A term known to the year may have ended when the next, known to the day, began.
    now = [term for term in now if world.held(term, date)] or now
    actors = {term.actor for term in now}
    person = now[0].person if now else terms[0].person
    if len(people) > 1 and not now:
        return None
    return person, next(iter(actors)) if len(actors) == 1 else None


def titled(surname: str, role: str, actor: str | None, date: str | None) -> tuple[str, str] | None:
    """The person and actor that a title and a surname mean on a date, None unless one is certain.

    `titled("Abbott", "Prime Minister", None, "2014-09-14")` is ("Tony Abbott", "AUS").
    """
    kinds = office_kinds(role, actor)
    found = {
        (term.person, term.actor)
        for term in _by_surname().get(fold(surname).casefold(), ())
        if term.kind in kinds and (actor is None or term.actor == actor) and _in_office(term, date)
    }
    return next(iter(found)) if len(found) == 1 else None


def minister(surname: str, actor: str | None, date: str | None) -> tuple[str, str] | None:
    """The one office-holder of an actor with this surname on a date: "Minister Berg"."""
    found = {
        (term.person, term.actor)
        for term in _by_surname().get(fold(surname).casefold(), ())
        if term.actor == actor and _in_office(term, date)
    }
    return next(iter(found)) if len(found) == 1 else None


def leader(surname: str, date: str | None, named: Iterable[str]) -> tuple[str, str] | None:
    """The head of state or government or foreign minister of this surname, if only one.

    Holds only for a holder whom the table knows on that very date, of a state or body that
    the text names itself, or whose surname no other office-holder has: a bare surname is weak
    evidence.
    """
    kinds = ("head_of_state", "head_of_government", "foreign", "body_head")
    states = set(named)
    terms = _by_surname().get(fold(surname).casefold(), ())
    found = {
        (term.person, term.actor)
        for term in terms
        if term.kind in kinds and date and world.held(term, date)
    }
    if len(found) != 1:
        return None
    person, actor = next(iter(found))
    unique = len({term.person for term in terms}) == 1
    return (person, actor) if actor in states or unique else None


def monarch(given: str, date: str | None, named: Iterable[str]) -> tuple[str, str] | None:
    """The ruling monarch whom a title and a given name mean: "Sheikh Tamim", "King Salman".

    Of a state that the text names itself; None where several or none of them fit.
    """
    states = set(named)
    found = {
        (term.person, term.actor)
        for term in _by_given().get(fold(given).casefold(), ())
        if term.actor in states and date and world.held(term, date)
    }
    return next(iter(found)) if len(found) == 1 else None


@cache
def _by_given() -> Mapping[str, tuple[Office, ...]]:
    """Heads of state who go by their given names: they have no family name but their house's."""
    found: dict[str, list[Office]] = defaultdict(list)
    for office in world.offices():
        names = office.surnames
        of_house = all(f"Al {name.removeprefix('Al ')}" in names for name in names)
        if office.kind == "head_of_state" and of_house:
            found[fold(office.person).casefold().split(" ")[0]].append(office)
    return {form: tuple(terms) for form, terms in found.items()}


def body_head(actor: str, role: str, date: str | None) -> str | None:
    """The head of a body by a title ("secretary-general"), None unless one person is certain."""
    wanted = normal_title(role).replace("-", " ")
    held = {
        term.person: term.title.lower().replace("-", " ")
        for term in world.terms(actor, "body_head")
        if world.held(term, date)
    }
    exact = [person for person, title in held.items() if title.startswith(wanted)]
    if len(exact) == 1:
        return exact[0]
    general = wanted in {"chief", "head"} and len(held) == 1
    return next(iter(held)) if general else None


def holder_of(phrase: Phrase, date: str | None) -> str | None:
    """Who held the office of a title phrase on the date, None unless one person is certain."""
    if phrase.actor is None or phrase.past or phrase.plural:
        return None
    for kind in office_kinds(phrase.role, phrase.actor):
        if kind == "body_head":
            return body_head(phrase.actor, phrase.role, date)
        return world.holder(phrase.actor, kind, date)
    return None


def tagged(spans: Spans[tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether the name tags call this stretch, or part of it, a person."""
    return any(label == "PER" for _, _, label in spans.touching(start, end))
