"""Organisations, operations and state institutions by the form of their names.

A run of capitalised words that ends in (or begins with) a word such as Bank, Red Cross,
Ministry or Coalition is one name: "Bank of England" and "Turkish Airlines" are organisations
and not the state, "Royal Danish Navy" is the state, "Operation Harmattan Shield" a coalition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pledgebook.mentions import world
from pledgebook.mentions.context import OWNERS, PLACE_KINDS, Named, Scene, is_seat, role_words
from pledgebook.mentions.names import SMALL_WORDS
from pledgebook.mentions.spans import Spans

_CAPITAL = r"[^\W\d_a-z](?:[^\W_]|['&-](?=[^\W_])|\.(?=[^\W\d_]))*(?:(?<=\b[A-Z])\.)?"
_RUN = re.compile(
    rf"\b{_CAPITAL}(?: (?:(?:of the|of|for the|for|and|&|against|de|du) )?{_CAPITAL})*"
)
_CUTS = re.compile(r" (?:and|&) |'s ")
_WORD = re.compile(r"[^ ]+")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around|through) $")
_LONGEST = 12
# National societies are no part of the international committee.
_SOCIETIES = frozenset({"Cross", "Crescent"})
_SOCIETY = re.compile(r"'s? Red (?:Cross|Crescent)(?: Society)?\b")
# What is a body's own organ and speaks for it: "World Bank Board", "AU Commission".
_ORGANS = frozenset({"Board", "Council", "Commission", "Secretariat", "Committee", "Mission"})
_STAFF = frozenset({"Volunteers", "Services", "Board", "Secretariat"})
_ACRONYM = re.compile(r" ?\(([A-Z][A-Za-z]{1,9})\)")


@cache
def _endings() -> dict[str, str]:
    pairs = dict.fromkeys(role_words("org_head"), "org")
    pairs |= dict.fromkeys(role_words("organ_head"), "organ")
    pairs |= dict.fromkeys(role_words("state_head"), "state")
    return pairs | dict.fromkeys(role_words("coalition_head"), "coalition")


def _ending(name: str) -> tuple[str, str]:
    """The class and the head word of a name's last words, ("", "") where they are none."""
    words = name.split(" ")
    for size in (3, 2, 1):
        head = " ".join(words[-size:])
        if head in _endings():
            return _endings()[head], head
    return "", ""


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """The run without words that only its place in the sentence made capital."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(folded[start:end])]
    while words and folded[words[0][0] : words[0][1]].capitalize() in role_words("lead_in"):
        words.pop(0)
    while words and folded[words[-1][0] : words[-1][1]] in SMALL_WORDS:
        words.pop()
    return (words[0][0], words[-1][1]) if words else (start, start)


class Organisations:
    """Reads the organisations' names of one document."""

    def __init__(self, scene: Scene, text: str, tags: Sequence[tuple[int, int, str]]) -> None:
        self.folded = scene.folded
        self.scene = scene
        self.text = text
        self.tags = tags
        self.tagged: Spans[tuple[int, int, str]] = Spans((s, e, (s, e, t)) for s, e, t in tags)
        self.names_at = Spans((n.start, n.end, n) for n in scene.names)
        self.starts = {named.start: named for named in scene.names}
        self._short: dict[str, str] = {}

    def names(self) -> list[Named]:
        """The organisations in text order, without overlap; a table's own name is not here."""
        found: list[Named] = []
        for match in _RUN.finditer(self.folded):
            for start, end in self._parts(match.start(), match.end()):
                named = self._read(start, end)
                if named is not None and not self._is_table_name(start, end):
                    found.append(named)
        found = [*self._societies(), *found]
        found += self._tagged(found)
        found += self._again(found)
        return sorted(found, key=lambda named: named.start)

    def _societies(self) -> Iterator[Named]:
        """National societies named by their owner: "Norway's Red Cross"."""
        for match in _SOCIETY.finditer(self.folded):
            owner = next(
                (n for n in self.names_at.touching(match.start() - 1, match.start())), None
            )
            if owner is not None and owner.end == match.start() and owner.via in OWNERS:
                actor = f"ORG:{self._plain(owner.start, match.end())}"
                yield self._made(owner.start, match.end(), actor, "org")

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A run, cut behind complete names: "Oxfam Trust and Swedish Red Cross", "Mali's Navy"."""
        left = start
        for match in _CUTS.finditer(self.folded, start, end):
            cut = match.start()
            named = any(n.end == cut for n in self.names_at.between(left, cut))
            opener = self.folded[left:cut].capitalize() in role_words("lead_in")
            if match[0] == "'s ":
                split = named or opener
            else:
                near = self.tagged.touching(cut - 1, cut)
                tag = any(label == "ORG" and e == cut for _, e, label in near)
                split = tag or bool(
                    _ending(self.folded[left:cut])[0] and _ending(self.folded[match.end() : end])[0]
                )
            if split:
                yield _trimmed(self.folded, left, cut)
                left = match.end()
        yield _trimmed(self.folded, left, end)

    def _is_table_name(self, start: int, end: int) -> bool:
        return any(n.start <= start and end <= n.end for n in self.names_at.touching(start, end))

    def _inside(self, start: int, end: int) -> list[Named]:
        return [n for n in self.names_at.between(start, end) if n.end <= end]

    def _read(self, start: int, end: int) -> Named | None:
        name = self.folded[start:end].rstrip(".")
        end = start + len(name)
        if not name or name.count(" ") >= _LONGEST or self._is_person(start, end):
            return None
        words = name.split(" ")
        if words[0] in role_words("coalition_opener") and len(words) > 1:
            return self._made(start, end, f"COALITION:{self._plain(start, end)}", "coalition")
        kind, head = _ending(name)
        inner = self._inside(start, end)
        opens = [word in role_words("state_opener") for word in words[:3]]
        if len(words) > 1 and (opens[0] or (any(opens) and (" of " in name or " for " in name))):
            return self._institution(start, end, inner)
        if words[0] in role_words("org_opener") and len(words) > 2:
            kind, head = "org", words[0]
        if name == head and name in role_words("sole"):
            return self._institution(start, end, [])
        if name == head and kind == "organ":
            return self._organ(start, end, [])
        if not kind or name == head:
            return None
        table = [n for n in inner if n.via in ("body", "substate", "agency", *PLACE_KINDS)]
        if inner and inner[0].start == start and head in _SOCIETIES:
            return self._made(start, end, f"ORG:{self._plain(start, end)}", "org")
        over = [n for n in self.names_at.between(start, end) if n.end >= end]
        if any(n.via in ("body", "substate", "agency", *PLACE_KINDS) for n in over):
            return None
        if table and table[0].start == start and table[0].via == "body" and head in _ORGANS:
            return self._made(start, end, table[0].actor, "body")
        if table and table[0].start == start and table[0].via == "agency" and head in _STAFF:
            return self._made(start, end, table[0].actor, "agency")
        if kind == "state":
            return self._institution(start, end, inner)
        organ = self._organ(start, end, inner) if kind == "organ" else None
        if organ is not None:
            return organ
        if kind == "organ" and head not in role_words("org_head") and not inner:
            return None
        if kind == "coalition" and not self._of_state_mission(head, inner):
            return self._made(start, end, f"COALITION:{self._plain(start, end)}", "coalition")
        first = inner[0] if inner else None
        if first is not None and first.end >= end - len(head) - 1 and head in ("Party", "Front"):
            return None
        return self._made(start, end, f"ORG:{self._plain(start, end)}", "org")

    def _of_state_mission(self, head: str, inner: list[Named]) -> bool:
        return head == "Mission" and any(n.via in ("adjective", "country", "body") for n in inner)

    def _institution(self, start: int, end: int, inner: list[Named]) -> Named | None:
        """A state's institution: by the state in its name, before it or behind it."""
        state = self._owner(start, end, inner)
        state = state or (self.scene.home if self.scene.official else self.scene.leading())
        return self._made(start, end, state, "agency") if state else None

    def _organ(self, start: int, end: int, inner: list[Named]) -> Named | None:
        """What is a state's where a state has it: "Italian Space Agency", "India's Exim Bank"."""
        state = self._owner(start, end, inner)
        known = state is not None and world.is_country(state)
        return self._made(start, end, state, "agency") if state and known else None

    def _owner(self, start: int, end: int, inner: list[Named]) -> str | None:
        """Whose an institution is: by its name, by "Japan's" before it, by its capital behind."""
        states = [n for n in inner if n.via in ("country", "adjective", "demonym")]
        states = states or [n for n in inner if world.kind_of(n.actor) in ("country", "body")]
        if states:
            return states[0].actor
        owner = re.search(r"(?:'s?)? $", self.folded[max(0, start - 3) : start])
        edge = start - len(owner[0]) if owner else 0
        for named in self.names_at.touching(edge - 1, edge):
            if owner and named.end == edge and named.type == "actor":
                return named.actor
        seat = self.starts.get(end + 4) if self.folded.startswith(" in ", end) else None
        return seat.actor if seat is not None and is_seat(seat) else None

    def _is_person(self, start: int, end: int) -> bool:
        near = self.tagged.touching(start, end)
        return any(label == "PER" and s <= start and end <= e for s, e, label in near)

    def _plain(self, start: int, end: int) -> str:
        return self.text[start:end].replace("\n", " ").replace("\xa0", " ")

    def _made(self, start: int, end: int, actor: str, via: str) -> Named:
        if via == "org":
            acronym = _ACRONYM.match(self.folded, end)
            if acronym:
                self._short[acronym[1]] = actor
        return Named(start=start, end=end, actor=actor, via=via, form=self.folded[start:end])

    def _tagged(self, found: list[Named]) -> list[Named]:
        """Names that the name tags call organisations and nothing else has read."""
        taken = Spans((n.start, n.end, n) for n in (*found, *self.scene.names))
        more = []
        for start, end, label in self.tags:
            start, end = _trimmed(self.folded, start, end)
            if label != "ORG" or end - start < 3 or not self.folded[start].isupper():
                continue
            if taken.touches(start, end):
                continue
            form = self.folded[start:end]
            if form in self._short or self._is_no_name(start, end) or _ending(form)[0] == "state":
                continue
            if _PLACE_BEFORE.search(self.folded, max(0, start - 12), start) and " " not in form:
                continue
            tail = re.match(r" ([a-z]+)\b", self.folded[end : end + 20])
            if tail and tail[1].capitalize() in role_words("org_head"):
                end += tail.end()
            more.append(self._made(start, end, f"ORG:{self._plain(start, end)}", "org"))
        return more

    def _is_no_name(self, start: int, end: int) -> bool:
        """Whether a tagged stretch is a title, a rank or a bare word for an organisation."""
        form = self.folded[start:end]
        words = form.split(" ")
        low = form.lower()
        theme = " ".join(self.folded[start : end + 30].split(" ")[: len(words) + 1]).lower()
        if theme in role_words("portfolio"):
            return True
        common = ("portfolio", "modifier", "office", "honorific", "institution", "rank")
        return (
            _ending(form)[1] == form
            or words[0] in role_words("state_opener")
            or words[-1] in role_words("rank")
            or any(low in role_words(kind) or form in role_words(kind) for kind in common)
        )

    def _again(self, found: list[Named]) -> list[Named]:
        """Later short forms: an acronym given in brackets, or the first word of a firm's name."""
        for named in found:
            first = named.form.split(" ")[0]
            if named.via == "org" and " " in named.form and self._is_distinctive(first, named):
                self._short.setdefault(first, named.actor)
        if not self._short:
            return []
        forms = "|".join(re.escape(form) for form in sorted(self._short, key=len, reverse=True))
        taken = Spans((n.start, n.end, n) for n in (*found, *self.scene.names))
        more = []
        for match in re.finditer(rf"(?<![\w-])(?:{forms})(?![\w-])", self.folded):
            start, end = match.span()
            if taken.touches(start, end):
                continue
            longer = re.match(r" [^\W\d_a-z]", self.folded[end : end + 2]) or re.search(
                r"[^.!?\s] ?\b[^\W\d_a-z]\w+ $", self.folded[max(0, start - 30) : start]
            )
            if longer and not match[0].isupper():
                continue
            more.append(self._made(start, end, self._short[match[0]], "org"))
        return more

    def _is_distinctive(self, word: str, named: Named) -> bool:
        """Whether a name's first word alone means it: no state, no title, no common head."""
        if len(word) < 4 or word in role_words("lead_in") or named.start in self.starts:
            return False
        if word in _endings() or word in role_words("common_first"):
            return False
        lowered = re.search(rf"\b{re.escape(word.lower())}\b", self.folded)
        return lowered is None
