"""The persons of one document: who is introduced, for whom they act, where they come up again.

A text introduces somebody once ("Norwegian development minister Anne Tvinnereim", "Jonas
Berg, Sweden's aid minister") and then says "Tvinnereim" or "the minister". The register keeps
what the introduction said, so that names which no table knows are resolved as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pledgebook.mentions.belonging import Belonging, is_state_title
from pledgebook.mentions.context import Scene, role_words
from pledgebook.mentions.names import fold
from pledgebook.mentions.people import (
    body_head,
    holder_of,
    honorifics,
    is_personal,
    leader,
    minister,
    monarch,
    name_at,
    name_before,
    office_holder,
    surname_of,
    tagged,
    titled,
)
from pledgebook.mentions.phrases import Phrase, normal_title, office_kinds, only_actor
from pledgebook.mentions.register import Person, Register
from pledgebook.mentions.spans import Spans

TITLED = frozenset({"office", "voice", "rank"})
_APPOSED = re.compile(r",? (?:(?:the|a|an|its|their|then|now) )?$")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|outside|around) $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person or office-holder at `[start, end)`; `person` None for "a US official"."""

    start: int
    end: int
    actor: str | None
    person: str | None
    role: str | None
    via: str


def _id_of(person: Person) -> str:
    return person.actor or f"PERSON:{person.name}"


@cache
def _address() -> re.Pattern[str]:
    forms = sorted(honorifics(), key=len, reverse=True)
    ranks = sorted(role_words("rank"), key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, forms))}|(?i:{'|'.join(map(re.escape, ranks))})) (?=[A-Z])"
    )


class Cast:
    """Finds the persons of one document from names, titles and name tags."""

    def __init__(
        self,
        scene: Scene,
        phrases: Sequence[Phrase],
        tags: Sequence[tuple[int, int, str]],
        text: str,
    ) -> None:
        self.scene = scene
        self.folded = scene.folded
        self.text = text
        self.tags: Spans[tuple[int, int, str]] = Spans((s, e, (s, e, t)) for s, e, t in tags)
        self.register = Register()
        self.belonging = Belonging(scene)
        self.starts = {named.start: named for named in scene.names}
        self.acting = Spans((n.start, n.end, n) for n in scene.names if n.via == "agency")
        self.titles = [phrase for phrase in phrases if phrase.kind in (*TITLED, "voices")]
        self.found: list[Found] = []
        self._taken: Spans[None] = Spans()
        self._later: list[tuple[int, int, str]] = []

    def people(self) -> list[Found]:
        """All persons and office-holders in text order."""
        occurrences: list[tuple[int, int, Phrase | None, bool]] = []
        used: set[int] = set()
        by_name: dict[int, Phrase] = {}
        ends: dict[int, int] = {}
        for index, title in enumerate(self.titles):
            span = self._name_of(title) if title.kind in TITLED and not title.plural else None
            if span is not None:
                if span[0] >= title.end:
                    used.add(index)
                rival = by_name.get(span[0])
                if rival is None or (rival.actor is None and title.actor is not None):
                    by_name[span[0]] = title
                    ends[span[0]] = span[1]
        occurrences += [
            (s, ends[s], t, s > t.end and "," not in self.folded[t.end : s])
            for s, t in by_name.items()
        ]
        named = Spans((s, e, None) for s, e, _, _ in occurrences)
        for start, end in self._untitled():
            if not named.touches(start, end):
                occurrences.append((start, end, None, False))
        bare = [(t.start, t) for i, t in enumerate(self.titles) if i not in used]
        events = sorted(
            [(o[0], 0, o) for o in occurrences] + [(at, 1, t) for at, t in bare],
            key=lambda event: (event[0], event[1]),
        )
        for _, _, event in events:
            if isinstance(event, Phrase):
                self._office(event)
            else:
                self._person(*event)
        for start, end, name in self._later:
            self._single(start, end, name)
        self._again()
        return sorted(self.found, key=lambda found: found.start)

    def _name_of(self, title: Phrase) -> tuple[int, int] | None:
        """The name that a title stands before or behind: "Minister X", "X, the minister"."""
        at = title.end
        for gap in (" ", ", "):
            if not self.folded.startswith(gap, at):
                continue
            start = self._past_honorifics(at + len(gap))
            end = self._name_end(start)
            if end == start or not self._fits(title, start, end):
                continue
            if gap == " " or self._apposed_name(start, end):
                return start, end
        before = _APPOSED.search(self.folded, max(0, title.start - 12), title.start)
        if before is not None and before[0].startswith(","):
            start = name_before(self.folded, before.start(), self.starts)
            if start < before.start():
                return start, before.start()
        return None

    def _fits(self, title: Phrase, start: int, end: int) -> bool:
        """Whether a name may stand behind a rank: "General Berg", but not "General License"."""
        sure = title.kind != "rank" or title.actor is not None or title.end - title.start > 8
        return (
            sure
            or "." in self.folded[title.start : title.end]
            or (tagged(self.tags, start, end) and " " in self.folded[start:end])
        )

    def _name_end(self, start: int) -> int:
        """The end of the name here by its form or by its name tag, whichever is longer."""
        known = self.starts.get(start)
        if known is not None and known.via == "person":
            return known.end
        tag = max(
            (e for _, e, label in self.tags.touching(start, start + 1) if label == "PER"),
            default=start,
        )
        if self.folded.endswith("'s", start, tag):
            tag -= 2
        # A tag of two words ends a name; one that stops at a hyphen was cut by the tokeniser.
        whole = " " in self.folded[start:tag] and "-" not in self.folded[tag - 1 : tag + 1]
        end = tag if whole else max(tag, self._by_form(start))
        peer = re.search(r"(\w+) $", self.folded[max(0, start - 12) : start])
        if peer is not None and peer[1] in role_words("peer"):
            seat = re.match(r" of [A-Z][\w'-]+", self.folded[end : end + 40])
            end += seat.end() if seat is not None else 0
        return end

    def _by_form(self, start: int) -> int:
        return name_at(self.folded, start, self.starts)

    def _apposed_name(self, start: int, end: int) -> bool:
        words = self.folded[start:end].split(" ")
        known = office_holder(self.folded[start:end], self.scene.date) is not None
        return (known or tagged(self.tags, start, end) or len(words) in (2, 3)) and (
            len(words) > 1 and bool(re.match(r"[,.;:)\n]|$", self.text[end : end + 1]))
        )

    def _past_honorifics(self, at: int) -> int:
        address = _address().match(self.folded, at)
        while address is not None:
            at = address.end()
            address = _address().match(self.folded, at)
        return at

    def _untitled(self) -> list[tuple[int, int]]:
        """Full names of the tables, persons by name tag, and names after an honorific."""
        spans = [(n.start, n.end) for n in self.scene.names if n.via == "person"]
        for start, end, label in self.tags.between(0, len(self.folded)):
            named = self.starts.get(start)
            if label != "PER" or (named and named.end >= end and named.actor):
                continue
            if any(n.end >= end and n.start <= start for n in self.acting.touching(start, end)):
                continue
            if named and named.actor and not is_personal(named.form):
                start = named.end + 1
            last = self.folded[start:end].rsplit(" ", 1)[-1]
            if _PLACE_BEFORE.search(self.folded, max(0, start - 12), start) or (
                " " in self.folded[start:end] and last in role_words("org_head")
            ):
                continue
            inner = self._past_honorifics(start)
            end = start + len(re.sub(r"(?:'s?|-)$", "", self.folded[start:end]))
            if inner + 1 < end and self.folded[inner].isupper():
                spans.append((inner, end))
        address = "|".join(re.escape(h) for h in sorted(honorifics(), key=len, reverse=True))
        for match in re.finditer(rf"\b(?:{address}) (?=[^\W\d_a-z])", self.folded):
            start = self._past_honorifics(match.start())
            end = self._name_end(start)
            if end > start:
                spans.append((start, end))
        spans.sort(key=lambda span: (span[0], -span[1]))
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start < merged[-1][1]:
                continue
            merged.append((start, end))
        return merged

    def _person(self, start: int, end: int, title: Phrase | None, joined: bool) -> None:
        """Resolves one occurrence of a name and registers the person."""
        listed = self.starts.get(start)
        if listed is None or listed.via != "person":
            inner = self._past_honorifics(start)
            start = inner if inner < end else start
        name = " ".join(self.text[start:end].split())
        if name.isupper() and len(name) > 3:
            # A transcript's "MR. OKORO:" and a headline's capitals.
            name = name.title()
        person = self.register.find(name)
        if title is not None and (person is None or person.actor is None):
            # "President Berg" beside a Vera Berg who holds no office: the title decides.
            person = self._from_tables(name, title, start)
        else:
            person = None
        person = person or self._known(name, title) or self._from_tables(name, title, start)
        if person is None and title is None and " " not in name:
            # Its introduction may follow: headlines come before the text.
            self._later.append((start, end, name))
            return
        if person is None:
            shown = title is not None or tagged(self.tags, start, end)
            if not shown and not self._addressed(start):
                return
            if title is None:
                signs = self.scene.official and self._signs(start, end)
                actor = self.belonging.body_behind(end) or self.belonging.body_before(start)
                actor = actor or (self.scene.home if signs else None)
            else:
                actor = self.belonging.state_behind(title, end) or self.belonging.actor_of(
                    title, name
                )
            role = title.role if title is not None else None
            person = self.register.add(
                Person(
                    name=name,
                    actor=actor,
                    role=role,
                    title=normal_title(role) if role else "",
                )
            )
        begin = title.start if title is not None and joined else start
        via = "person" if person.actor is None else "office"
        if title is None and person.actor is not None and len(name.split(" ")) == 1:
            via = "surname"
        self._take(begin, end)
        self.found.append(
            Found(
                start=begin,
                end=end,
                actor=_id_of(person),
                person=person.name,
                role=person.role,
                via=via,
            )
        )
        if title is not None and not joined:
            self._note(title, _id_of(person), person.name)

    def _is_royal(self, title: Phrase | None, start: int) -> bool:
        """Whether a lone name stands behind the title of a monarch: "Sheikh", "the Emir"."""
        word = re.search(r"([^\s]+) $", self.folded[max(0, start - 20) : start])
        said = title.role if title is not None else word[1] if word else ""
        return said.lower() in role_words("royal")

    def _single(self, start: int, end: int, name: str) -> None:
        """A lone name that nobody had introduced when it was read."""
        person = self.register.find(name)
        if person is None:
            # A lone word tagged as a person is as often a town or a ship.
            if not self._addressed(start) and not self._is_turn(start, end):
                return
            actor = self.scene.home if self.scene.official and self._signs(start, end) else None
            person = self.register.add(Person(name=name, actor=actor, role=None, title=""))
        self._take(start, end)
        self.found.append(
            Found(
                start=start,
                end=end,
                actor=_id_of(person),
                person=person.name,
                role=person.role,
                via="surname" if person.actor else "person",
            )
        )

    def _is_turn(self, start: int, end: int) -> bool:
        """Whether a name labels a turn of a transcript: "MR. OKORO: Good morning."."""
        line = self.folded.rfind("\n", 0, start) + 1
        return self.folded.startswith(":", end) and self._past_honorifics(line) == start

    def _signs(self, start: int, end: int) -> bool:
        """Whether a name speaks for a text's publisher: a turn, a signature, an answer."""
        line = self.folded.rfind("\n", 0, start) + 1
        alone = self._past_honorifics(line) == start and self.text[end : end + 1] in ("", "\n")
        answers = self.folded[line:start].lower().startswith("answered by")
        return alone or answers or self._is_turn(start, end)

    def _addressed(self, start: int) -> bool:
        word = re.search(r"([^\s]+) $", self.folded[max(0, start - 20) : start])
        return word is not None and word[1] in honorifics()

    def _known(self, name: str, title: Phrase | None) -> Person | None:
        first, _, rest = name.partition(" ")
        person = self.register.find(name)
        if person is None and first in honorifics():
            person = self.register.find(rest)
        if person is None:
            return None
        if title is None or (title.kind == "rank" and person.actor):
            return person
        if title.actor is not None and person.actor not in (None, title.actor):
            # Another person of the same name: "Italian minister Rossi", "Swiss envoy Rossi".
            return None if " " not in name else person
        if person.actor is None or person.role is None:
            actor = person.actor or self.belonging.actor_of(title, name)
            person = self.register.add(
                replace(person, actor=actor, role=title.role, title=normal_title(title.role))
            )
        return person

    def _from_tables(self, name: str, title: Phrase | None, start: int) -> Person | None:
        date = self.scene.date
        role = title.role if title is not None else None
        actor = title.actor if title is not None else None
        if title is not None and actor is None:
            actor = self.belonging.state_behind(title, start + len(name))
        past = title is not None and title.past
        normal = normal_title(role) if role else ""
        if " " in name:
            held = office_holder(name, date, actor)
            if held is None:
                held = leader(surname_of(name), date, self.belonging.official_home())
                # "Joseph Berg" may be the president Joe Berg; Jill Berg is somebody else.
                held = held if held and held[0][:2] == name[:2].title() else None
            if held is None:
                return None
            own = None if past else actor or held[1]
            if own is None and title is not None:
                own = self.belonging.actor_of(title, name)
            same = fold(held[0]).casefold() == fold(name).casefold()
            titled_form = name.split(" ")[0] in honorifics()
            full = held[0] if same or titled_form or len(held[0]) < len(name) else name
            return self.register.add(Person(name=full, actor=own, role=role, title=normal))
        found = None
        if title is not None and not past:
            found = titled(name, title.role, actor or only_actor(title.role), date)
            if found is None and is_state_title(title.role):
                found = minister(name, self.belonging.actor_of(title, name), date)
        elif title is None and (
            self._addressed(start) or tagged(self.tags, start, start + len(name))
        ):
            found = leader(name, date, self.scene.weight)
        if found is None and not past and self._is_royal(title, start):
            found = monarch(name, date, self.scene.weight)
        if found is None:
            return None
        return self.register.add(Person(name=found[0], actor=found[1], role=role, title=normal))

    def _office(self, title: Phrase) -> None:
        """An office or voice without a name beside it: "the prime minister", "a US official"."""
        if self._taken.touches(title.start, title.end):
            return
        if title.kind in ("voice", "voices"):
            self._voice(title)
            return
        normal = normal_title(title.role)
        person = self.register.by_title(normal)
        if self.belonging.is_own_head(title):
            title = replace(title, actor=self.scene.home)
        if person is not None and title.actor in (None, person.actor) and not title.past:
            self._note(title, _id_of(person), person.name)
        elif title.actor is not None:
            name = holder_of(title, self.scene.date)
            self._note(title, None if title.past else title.actor, name)
            if name is not None:
                self.register.add(
                    Person(name=name, actor=title.actor, role=title.role, title=normal)
                )
        elif is_state_title(title.role) and not title.past and self._is_sole(title):
            actor = self.belonging.actor_of(title)
            name = None
            if actor is not None:
                name = holder_of(replace(title, actor=actor), self.scene.date)
                name = name or body_head(actor, title.role, self.scene.date)
            self._note(title, actor, name)

    def _is_sole(self, title: Phrase) -> bool:
        """Whether an office without a name is one of a state's: "the foreign minister".

        In a state's own text "the Minister" is its own.
        """
        definite = self.folded[max(0, title.start - 4) : title.start].lower() == "the "
        own = self.scene.official and definite and title.kind == "office"
        return bool(office_kinds(title.role, None)) or own

    def _voice(self, title: Phrase) -> None:
        actor = title.actor
        if actor is None and title.kind == "voice":
            actor = self.belonging.subject(title.start)
            if actor is None and self.belonging.scene.official:
                actor = self.scene.home
            if actor is None and self._indefinite(title.start):
                actor = self.belonging.only_state(title.start)
        if actor is not None and not title.past:
            self._note(title, actor, None, "voice")

    def _indefinite(self, at: int) -> bool:
        return bool(re.search(r"\b(?:an?|the|one) $", self.folded[max(0, at - 5) : at], re.I))

    def _note(
        self, title: Phrase, actor: str | None, person: str | None, via: str = "title"
    ) -> None:
        self._take(title.start, title.end)
        self.found.append(
            Found(
                start=title.start,
                end=title.end,
                actor=actor,
                person=person,
                role=title.role,
                via=via,
            )
        )

    def _take(self, start: int, end: int) -> None:
        self._taken.add(start, end, None)

    def _again(self) -> None:
        """Surnames of registered persons wherever they come up, headlines included."""
        keys = [
            k for k in self.register.forms() if len(k) > 2 or k.title() in role_words("short_name")
        ]
        if not keys:
            return
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, keys))})(?![\w-])", re.I)
        for match in pattern.finditer(self.folded):
            start, end = match.span()
            if not self._is_name_alone(start, end):
                continue
            if self._taken.touches(start, end):
                continue
            person = self.register.find(match[0])
            if person is None or start in self.starts:
                continue
            self._take(start, end)
            self.found.append(
                Found(
                    start=start,
                    end=end,
                    actor=_id_of(person),
                    person=person.name,
                    role=person.role,
                    via="surname",
                )
            )

    def _is_name_alone(self, start: int, end: int) -> bool:
        """Whether a surname stands by itself, not inside another capitalised name."""
        if not self.folded[start].isupper():
            return False
        after = re.match(r" ([^\W\d_]\S*)", self.folded[end : end + 20])
        if after and after[1][0].isupper() and name_at(self.folded, end + 1, self.starts) > end + 1:
            return False
        before = re.search(r"([^\s]+) $", self.folded[max(0, start - 25) : start])
        if before is None or before[1] in honorifics():
            return True
        word = before[1]
        at = start - len(word) - 1
        inside = name_at(self.folded, at, self.starts) >= end
        return not (word[0].isupper() and inside and at != self.belonging.sentence_start(start))
