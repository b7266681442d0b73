"""Which of its readings a name has in this document: by date, by neighbours, by other names.

The tables' notes on ambiguous forms are rows of `ambiguous.tsv`; this module holds the
mechanisms that the rows name (needs, home, given, surname, place, peoples, default, ...).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pledgebook.mentions import world
from pledgebook.mentions.names import NameHit, Reading, fold, hits, shorter
from pledgebook.types import Document, MentionType

PLACE_KINDS = frozenset({"capital", "palace", "ministry", "legislature", "place"})

_ORDER = (
    *("none", "country", "body", "substate", "agency", "palace", "ministry", "legislature"),
    *("capital", "place", "group", "adjective", "demonym", "outlet", "person"),
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|from|near|outside|around|through|into|towards?|leave|leaves|leaving|left|"
    r"visit|visits|visited|visiting)(?: the)? $",
    re.IGNORECASE,
)
_DATELINE_AFTER = re.compile(r"[^.\n]{0,40}?(?: [-–—] ?| ?\([A-Z][^)\n]{1,30}\)|[–—])")
_MINISTERS = r"(?:foreign|finance|defen[cs]e|interior|health|energy|trade|development) ministers"
_MEMBERS = (
    r"(?:members|(?:member )?(?:states|countries|nations|economies|governments)|partners|leaders|"
    rf"{_MINISTERS}|ministers|heads of (?:state|government))"
)
_CLUB_BEFORE = re.compile(rf"(?P<club>.+?) {_MEMBERS}")
_SOME = (
    r"(?:all|some|several|many|most|both|few|other|another|various|certain|each|every|half|"
    r"remaining|more|our|their|its|his|her|\d+|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty)\b"
)
_SOME_BEFORE = re.compile(rf"\b{_SOME} (?:of )?(?:the )?$", re.IGNORECASE)
_CLUB_AFTER = re.compile(rf"(?!{_SOME})(?:\w+ )?{_MEMBERS} of (?:the )?(?P<club>.+)")
# All states are members: what some of them do is not what the body does.
_WORLD = frozenset({"UN", "UNGA", "UNSC"})
_NEXT_WORD = re.compile(r" ([^\W\d_][\w'.-]*)")
OWNERS = frozenset({"country", "adjective", "demonym", "capital"})
"""How the name of a state is read that may own what stands behind it: "French", "Oslo's"."""
_OF = re.compile(r" of (?:the )?")
_LAST_WORD = re.compile(r"([^\s]+) $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name at `[start, end)` with the one thing that it stands for here.

    `actor` is "" for a person's name, whose office depends on the date.
    """

    start: int
    end: int
    actor: str
    via: str
    form: str
    type: MentionType = "actor"


@cache
def _capitals() -> frozenset[str]:
    return frozenset(fold(seat.phrase) for seat in world.seats() if seat.kind == "capital")


def is_seat(named: Named) -> bool:
    """Whether a name is a state's or its capital's, where the state's own institutions sit."""
    return named.via == "country" or (named.form in _capitals() and world.is_country(named.actor))


def _of_states(folded: str, names: list[Named]) -> list[Named]:
    """The names with agencies that the state beside them has.

    "Royal Air Force of Jordan"; for names that several states have also "Nigeria's Senate".
    """
    starts = {named.start: named for named in names if named.via == "country"}
    ends = {n.end: n for n in names if n.via in OWNERS}
    found = []
    gone: set[int] = set()
    for named in names:
        link = _OF.match(folded, named.end) if named.via in ("agency", "ministry") else None
        state = starts.get(link.end()) if link else None
        if state is not None and world.is_country(named.actor):
            named = replace(named, actor=state.actor, end=state.end)
            gone.add(state.start)
        owned = folded.startswith("'s ", named.start - 3) and named.form in rules()
        owner = ends.get(named.start - 3 if owned else named.start - 1)
        if owner is not None and named.form in rules() and named.via in ("agency", "legislature"):
            named = replace(named, actor=owner.actor)
        found.append(named)
    return [named for named in found if named.start not in gone or named.via != "country"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a whole document says about who is meant in it."""

    folded: str
    date: str | None
    home: str | None
    names: tuple[Named, ...]
    weight: Mapping[str, int]
    """How often each state or body is named, by whatever name."""
    official: bool = False
    """The publisher is a state or body itself: a minister without a country is its own."""

    def leading(self) -> str | None:
        """The one state that the text is about, None unless it is clear.

        Clear is: the only state named, or named three times and twice as often as the next.
        """
        ranked = sorted(
            ((count, actor) for actor, count in self.weight.items() if world.is_country(actor)),
            reverse=True,
        )
        if not ranked:
            return None
        first, second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0
        return first[1] if not second or (first[0] >= 3 and first[0] >= 2 * second) else None


@cache
def rules() -> Mapping[str, Mapping[str, str]]:
    """The rules for ambiguous forms: form to rule to value."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in world.table("ambiguous"):
        found[row["form"]][row["rule"]] = row["value"]
    return found


@cache
def role_words(kind: str) -> frozenset[str]:
    """The words of one class of `role_words.tsv`, folded as texts are."""
    return frozenset(fold(row["word"]) for row in world.table("role_words") if row["class"] == kind)


@cache
def _dated() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in world.table("dated"):
        found[row["form"]].append((row["actor"], row["start"], row["end"]))
    return {form: tuple(rows) for form, rows in found.items()}


def _needs(reading: Reading) -> str:
    rule = rules().get(reading.form, {})
    if "needs" in rule:
        return rule["needs"]
    if reading.via != "substate" or "free" in rule or "peoples" in rule:
        return ""
    # Three or four capitals stand for many things; the country that the actor belongs to
    # has to be in the text as well.
    if len(reading.form) <= 4 and reading.form.isupper():
        context = world.substates()[reading.actor].context
        return f"{context}|{reading.actor}"
    return ""


def _best(hit: NameHit) -> Reading:
    def rank(reading: Reading) -> tuple[int, int, str]:
        record = world.substates().get(reading.actor)
        return (
            _ORDER.index(reading.via),
            len(record.aliases) if record else 0,
            reading.actor,
        )

    return min(hit.readings, key=rank)


def _weights(found: list[NameHit]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for hit in found:
        reading = _best(hit)
        sure = not _needs(reading) and "home" not in rules().get(reading.form, {})
        if reading.actor and sure and len({r.actor for r in hit.readings}) == 1:
            weight[reading.actor] += 1
    return weight


def _is_mid_sentence(folded: str, at: int) -> bool:
    before = folded[max(0, at - 9) : at].rstrip(" \"'(")
    return bool(before) and before[-1] not in ".!?:;-\n"


def _looks_personal(folded: str, hit: NameHit, rule: Mapping[str, str], starts: set[int]) -> bool:
    """Whether the form is part of a person's name here ("Michael Jordan", "Georgia Meloni")."""
    if "given" in rule:
        after = _NEXT_WORD.match(folded, hit.end)
        if after and hit.end + 1 not in starts and is_bare_capital(after[1]):
            return True
    if "surname" in rule:
        before = _LAST_WORD.search(folded, max(0, hit.start - 30), hit.start)
        if before:
            word = before[1]
            if word in role_words("honorific"):
                return True
            inside = _is_mid_sentence(folded, before.start())
            if inside and before.start() not in starts and is_bare_capital(word):
                return True
    return False


def is_bare_capital(word: str) -> bool:
    """Whether a word can be part of a personal name: capitalised, no title, day or month."""
    bare = word.rstrip(".,;:'")
    if bare.endswith("'s"):
        bare = bare[:-2]
    if len(bare) < 2 or not bare[0].isupper() or bare.isupper() or word.endswith((",", ";", ":")):
        return False
    if (
        bare in role_words("calendar")
        or bare in role_words("org_head")
        or bare in role_words("state_head")
    ):
        return False
    low = bare.lower()
    kinds = ("office", "modifier", "portfolio", "institution", "force", "past", "voices", "rank")
    return not any(low in role_words(kind) for kind in kinds)


def _as_place(folded: str, hit: NameHit, via: str) -> bool:
    if via not in PLACE_KINDS:
        return False
    if _PLACE_BEFORE.search(folded, max(0, hit.start - 16), hit.start):
        return True
    after = _NEXT_WORD.match(folded, hit.end)
    if after and after[1] in role_words("place_noun"):
        return True
    opens = hit.start == 0 or folded[hit.start - 1] == "\n"
    return opens and via == "capital" and bool(_DATELINE_AFTER.match(folded, hit.end))


def _in_capitals(folded: str, hit: NameHit) -> bool:
    """Whether the whole line is in capitals, where "IS" is a verb more often than a name."""
    start = folded.rfind("\n", 0, hit.start) + 1
    stop = folded.find("\n", hit.end)
    line = folded[start : stop if stop >= 0 else len(folded)]
    return line.isupper() and len(line) > 2 * (hit.end - hit.start)


def _people(value: str, weight: Mapping[str, int]) -> str:
    """The people's id in the country that the text names most; the first where none is named."""
    options = value.split("|")
    return max(options, key=lambda actor: (weight.get(actor[:3], 0), -options.index(actor)))


def _chosen(
    hit: NameHit, reading: Reading, weight: Mapping[str, int], date: str | None
) -> tuple[str, str]:
    """The actor and via that date and text give to a reading."""
    rule = rules().get(reading.form, {})
    for name in ("peoples", "peoples_of"):
        if name in rule:
            return _people(rule[name], weight), reading.via
    if "group" in rule:
        return rule["group"], "group"
    for actor, start, end in _dated().get(reading.form, ()):
        if date and (not start or date >= start) and (not end or date <= end):
            return actor, reading.via
    if "prefer" in rule:
        return rule["prefer"], reading.via
    options = {r.actor for r in hit.readings if r.via == reading.via}
    if "default" in rule:
        options.add(rule["default"])
    if len(options) > 1:
        best = max(options, key=lambda a: (weight.get(a, 0), a == rule.get("default"), a))
        return best, reading.via
    return reading.actor, reading.via


@cache
def _clubs() -> Mapping[str, str]:
    """The bodies of states by their names and short names, lower-case, to their ids."""
    found: dict[str, str] = {}
    for body in world.bodies().values():
        if body.kind in ("IGO", "alliance", "forum") and body.id not in _WORLD:
            for form in (body.id, body.name, *body.aliases):
                found[fold(form).lower().removeprefix("the ")] = body.id
    return found


def club(phrase: str) -> str | None:
    """The body whose members a phrase names and nothing else: "the G7 partners" is "G7".

    "Quad countries", "GCC foreign ministers", "members of the Paris Club"; None for some of
    them ("three G7 members") and for "NATO allies", by whom others than the members may be meant.
    """
    words = fold(phrase).lower().removeprefix("the ")
    before = _CLUB_BEFORE.fullmatch(words)
    after = _CLUB_AFTER.fullmatch(words)
    name = before["club"] if before else after["club"] if after else ""
    return _clubs().get(name)


def _named(
    hit: NameHit, folded: str, document: Document, weight: Mapping[str, int], starts: set[int]
) -> Named | None:
    reading = _best(hit)
    rule = rules().get(reading.form, {})
    if reading.via == "none" or "never" in rule:
        return None
    if "word" in rule and _in_capitals(folded, hit):
        return None
    if re.search(r"\b(?:anti|pro|non|ex)-$", folded[max(0, hit.start - 5) : hit.start], re.I):
        return None
    if reading.via == "outlet":
        return Named(
            start=hit.start, end=hit.end, actor=f"ORG:{reading.form}", via="org", form=reading.form
        )
    if reading.via == "person":
        return Named(start=hit.start, end=hit.end, actor="", via="person", form=reading.form)
    if _looks_personal(folded, hit, rule, starts):
        return None
    needs = _needs(reading).split("|")
    if needs != [""] and document.home not in needs and not any(map(weight.get, needs)):
        return None
    actor, via = _chosen(hit, reading, weight, document.published)
    if "home" in rule and not weight.get(rule["home"]):
        actor = document.home if document.home and world.is_country(document.home) else ""
        if not actor:
            return None
    place = "place" in rule or _as_place(folded, hit, via)
    if via == "group" and _SOME_BEFORE.search(folded, max(0, hit.start - 16), hit.start):
        # "two Gulf states", "nine members of the Security Council" are not the whole group.
        return None
    if via == "group" and "group" not in rule:
        last_word = folded[hit.start : hit.end].rsplit(" ", 1)[-1].lower()
        if "described" in rule or (last_word in role_words("set") and not club(reading.form)):
            actor = f"GROUP:{document.text[hit.start : hit.end]}"
    hyphen = re.match(r"-[a-z]", folded[hit.end : hit.end + 2])
    return Named(
        start=hit.start,
        end=hit.end,
        actor=actor,
        via="place" if place else "adjective" if hyphen and via == "country" else via,
        form=reading.form,
        type="place" if place else "actor",
    )


def _unwrapped(document: Document) -> str:
    """The folded text with a space for each line end inside a block, of the same length.

    A paragraph may be wrapped within "Prime Minister"; over the edge of a block no name goes on.
    """
    folded = fold(document.text)
    pieces = []
    last = 0
    for block in document.blocks:
        if "\n" in folded[block.start : block.end]:
            pieces += [folded[last : block.start], folded[block.start : block.end]]
            pieces[-1] = pieces[-1].replace("\n", " ")
            last = block.end
    return "".join([*pieces, folded[last:]])


def scene(document: Document, home: str | None) -> Scene:
    """The table names of a document, each resolved by the document as a whole."""
    document = replace(document, home=home)
    folded = _unwrapped(document)
    found = hits(folded, 0, len(folded))
    weight = _weights(found)
    starts = {hit.start for hit in found}
    names: list[Named] = []
    for hit in found:
        named = _named(hit, folded, document, weight, starts)
        inner = [] if named or hit.readings[0].via == "none" else shorter(folded, hit)
        more = [_named(part, folded, document, weight, starts) for part in inner]
        names.extend(part for part in (named, *more) if part is not None)
    names = _of_states(folded, names)
    return Scene(
        folded=folded, date=document.published, home=home, names=tuple(names), weight=dict(weight)
    )
