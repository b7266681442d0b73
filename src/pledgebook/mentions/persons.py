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

from pledgebook.mentions.context import Scene, role_words
from pledgebook.mentions.names import fold
from pledgebook.mentions.people import (
    body_head,
    holder_of,
    honorifics,
    leader,
    name_at,
    name_before,
    office_holder,
    surname_keys,
    surname_of,
    tagged,
    titled,
)
from pledgebook.mentions.phrases import Phrase, normal_title, office_kinds, only_actor
from pledgebook.mentions.world import is_country, kind_of

TITLED = frozenset({"office", "voice", "rank"})
_APPOSED = re.compile(r",? (?:(?:the|a|an|its|their|then|now) )?$")
_AFTER_NAME = re.compile(r"[,.;:)\s]|$")
_SAID = re.compile(
    r"\b(?:said|says|announced|confirmed|added|told \w+(?: \w+)?)(?: [a-z]+day)?(?: that)? "
)
_SENTENCE_START = re.compile(r"(?:[.!?][\"')]* |\n+|^|\d: | - | -- )[\"'(]*(?=[^\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the text introduces; `actor` None where nobody said for whom they act."""

    name: str
    actor: str | None
    role: str | None
    title: str
    """The title in its normal form, by which "the minister" takes the person up again."""


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
def _ranks() -> re.Pattern[str]:
    forms = sorted(role_words("rank"), key=len, reverse=True)
    return re.compile("|".join(rf"{re.escape(form)} (?=[A-Z])" for form in forms), re.IGNORECASE)


class Register:
    """The persons of one document in the order in which they are introduced."""

    def __init__(self) -> None:
        self._by_key: dict[str, Person] = {}
        self._by_name: dict[str, Person] = {}
        self.introduced: list[Person] = []

    def add(self, person: Person) -> Person:
        """Keeps a person, who from now on is meant by the full name and the surname."""
        self.introduced.append(person)
        self._by_name[fold(person.name).casefold()] = person
        for key in surname_keys(person.name, person.actor):
            self._by_key[key] = person
        return person

    def find(self, name: str) -> Person | None:
        """The person of this full name, short name or surname, None where nobody was so named.

        "Anne Tvinnereim" finds "Anne Beathe Tvinnereim": first and last word are the same.
        """
        key = fold(name).casefold()
        if key in self._by_name:
            return self._by_name[key]
        words = key.split(" ")
        if len(words) == 1 or " ".join(words) in self._by_key:
            return self._by_key.get(key)
        known = self._by_key.get(words[-1])
        if known is None:
            return None
        full = fold(known.name).casefold().split(" ")
        return known if full[0] == words[0] or full[-len(words) :] == words else None

    def forms(self) -> tuple[str, ...]:
        """All surnames and short names, longest first."""
        return tuple(sorted(self._by_key, key=lambda key: (-len(key), key)))

    def by_title(self, title: str) -> Person | None:
        """The last person introduced with this title, or with a longer one of the same end."""
        for person in reversed(self.introduced):
            if person.title and (person.title == title or person.title.endswith(f" {title}")):
                return self._by_name.get(fold(person.name).casefold(), person)
        return None


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
        self.tags = tags
        self.register = Register()
        self.starts = {named.start: named for named in scene.names}
        self.titles = [phrase for phrase in phrases if phrase.kind in (*TITLED, "voices")]
        self.found: list[Found] = []
        self._taken: list[tuple[int, int]] = []
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
        occurrences += [(s, ends[s], t, s == t.end + 1) for s, t in by_name.items()]
        for start, end in self._untitled():
            if not any(s < end and start < e for s, e, _, _ in occurrences):
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
            if end == start:
                continue
            if gap == " " or self._apposed_name(start, end):
                return start, end
        before = _APPOSED.search(self.folded, max(0, title.start - 12), title.start)
        if before is not None and before[0].startswith(","):
            start = name_before(self.folded, before.start(), self.starts)
            if start < before.start():
                return start, before.start()
        return None

    def _name_end(self, start: int) -> int:
        """The end of the name here by its form or by its name tag, whichever is longer."""
        tag = max(
            (e for s, e, label in self.tags if label == "PER" and s <= start < e), default=start
        )
        if self.folded.endswith("'s", start, tag):
            tag -= 2
        return max(tag, name_at(self.folded, start, self.starts))

    def _apposed_name(self, start: int, end: int) -> bool:
        words = self.folded[start:end].split(" ")
        known = office_holder(self.text[start:end], self.scene.date) is not None
        return (known or tagged(self.tags, start, end) or len(words) in (2, 3)) and (
            len(words) > 1 and bool(re.match(r"[,.;:)\n]|$", self.text[end : end + 1]))
        )

    def _past_honorifics(self, at: int) -> int:
        while True:
            word = re.match(r"([^\W\d_]+\.?) ", self.folded[at : at + 20])
            if word is None or word[1] not in honorifics():
                rank = _ranks().match(self.folded, at)
                if rank is None:
                    return at
                at = rank.end()
            else:
                at += word.end()

    def _untitled(self) -> list[tuple[int, int]]:
        """Full names of the tables, persons by name tag, and names after an honorific."""
        spans = [(n.start, n.end) for n in self.scene.names if n.via == "person"]
        for start, end, label in self.tags:
            named = self.starts.get(start)
            if label != "PER" or (named and named.end >= end and named.actor):
                continue
            inner = self._past_honorifics(start)
            end = start + len(re.sub(r"'s?$", "", self.folded[start:end]))
            if inner < end and self.folded[inner].isupper():
                spans.append((inner, end))
        address = "|".join(re.escape(h) for h in sorted(honorifics(), key=len, reverse=True))
        for match in re.finditer(rf"\b(?:{address}) (?=[^\W\d_a-z])", self.folded):
            start = self._past_honorifics(match.start())
            end = name_at(self.folded, start, self.starts)
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
        name = self.text[start:end].replace("\n", " ")
        if name.isupper() and len(name) > 3:
            # A transcript's "MR. OKORO:" and a headline's capitals.
            name = name.title()
        person = self._known(name, title) or self._from_tables(name, title, start)
        if person is None and title is None and " " not in name:
            # Its introduction may follow: headlines come before the text.
            self._later.append((start, end, name))
            return
        if person is None:
            shown = title is not None or tagged(self.tags, start, end)
            if not shown and not self._addressed(start):
                return
            actor = self._actor_of(title) if title is not None else None
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
        self._take(begin, end)
        self.found.append(
            Found(
                start=begin,
                end=end,
                actor=_id_of(person),
                person=person.name,
                role=person.role,
                via="office" if person.actor else "person",
            )
        )
        if title is not None and not joined and title.start > end:
            self._note(title, _id_of(person), person.name)

    def _single(self, start: int, end: int, name: str) -> None:
        """A lone name that nobody had introduced when it was read."""
        person = self.register.find(name)
        if person is None:
            if not tagged(self.tags, start, end) and not self._addressed(start):
                return
            person = self.register.add(Person(name=name, actor=None, role=None, title=""))
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

    def _addressed(self, start: int) -> bool:
        word = re.search(r"([^\s]+) $", self.folded[max(0, start - 20) : start])
        return word is not None and word[1] in honorifics()

    def _known(self, name: str, title: Phrase | None) -> Person | None:
        person = self.register.find(name)
        if person is None:
            return None
        if title is None or (title.kind == "rank" and person.actor):
            return person
        if title.actor is not None and person.actor not in (None, title.actor):
            # Another person of the same name: "Italian minister Rossi", "Swiss envoy Rossi".
            return None if " " not in name else person
        if person.actor is None or person.role is None:
            actor = person.actor or self._actor_of(title)
            person = self.register.add(
                replace(person, actor=actor, role=title.role, title=normal_title(title.role))
            )
        return person

    def _from_tables(self, name: str, title: Phrase | None, start: int) -> Person | None:
        date = self.scene.date
        role = title.role if title is not None else None
        actor = title.actor if title is not None else None
        past = title is not None and title.past
        normal = normal_title(role) if role else ""
        if " " in name:
            held = office_holder(name, date, actor)
            if held is None:
                held = leader(surname_of(name), date, self._official_home())
            if held is None:
                return None
            own = None if past else actor or held[1]
            same = fold(held[0]).casefold() == fold(name).casefold()
            full = held[0] if same or len(held[0]) < len(name) else name
            return self.register.add(Person(name=full, actor=own, role=role, title=normal))
        found = None
        if title is not None and not past:
            found = titled(name, title.role, actor or only_actor(title.role), date)
        elif title is None and tagged(self.tags, start, start + len(name)):
            found = leader(name, date, self.scene.weight)
        if found is None:
            return None
        return self.register.add(Person(name=found[0], actor=found[1], role=role, title=normal))

    def _official_home(self) -> tuple[str, ...]:
        """The state whose own text this is: there a leader may sign with another given name."""
        return (self.scene.home,) if self.scene.official and self.scene.home else ()

    def _actor_of(self, title: Phrase) -> str | None:
        """For whom the holder of a title acts: by its own words, else by the text around it."""
        if title.past:
            return None
        if title.actor is not None:
            return title.actor
        if title.kind == "rank":
            return self._reported(title.end)
        own = only_actor(title.role)
        if own is not None:
            return own
        if self.scene.official:
            return self.scene.home
        if re.search(r"\b(?:its|their) $", self.folded[max(0, title.start - 6) : title.start]):
            found = (
                self._subject(title.start) or self._owner(title.start) or self._opening(title.start)
            )
            if found is not None:
                return found
        return (
            self._subject(title.start)
            or self._only_state(title.start)
            or self._reported(title.end)
            or self._opening(title.start)
            or self.scene.leading()
            or self._home()
            or self._headline()
        )

    def _headline(self) -> str | None:
        """The state that the text begins with: "Togo says it is not a member"."""
        first = next((n for n in self.scene.names if n.type == "actor"), None)
        whole = first is not None and first.start < 5 and is_country(first.actor)
        return first.actor if first is not None and whole else None

    def _owner(self, at: int) -> str | None:
        """The nearest actor before "its" in the sentence: "the firm X, its chief executive"."""
        start = self._sentence_start(at)
        near = [n for n in self.scene.names if start <= n.start < at and n.type == "actor"]
        return near[-1].actor if near and near[-1].via != "person" else None

    def _reported(self, at: int) -> str | None:
        """The state that a named minister speaks of first: "Minister X said that Kenya would"."""
        stop = at + 80
        said = _SAID.search(self.folded, at, stop)
        for named in self.scene.names:
            if said and said.end() == named.start and is_country(named.actor):
                return named.actor
        return None

    def _opening(self, at: int) -> str | None:
        """The state that the paragraph begins with, if it is the paragraph's subject."""
        start = self.folded.rfind("\n", 0, at) + 1
        first = next((n for n in self.scene.names if start <= n.start < at), None)
        if first is None or len(self.folded[start : first.start].split()) > 1:
            return None
        return first.actor if is_country(first.actor) and first.type == "actor" else None

    def _home(self) -> str | None:
        home = self.scene.home
        return home if home and is_country(home) and self.scene.weight.get(home) else None

    def _sentence_start(self, at: int) -> int:
        left = max(0, at - 400)
        starts = [m.end() for m in _SENTENCE_START.finditer(self.folded, left, at)]
        return starts[-1] if starts else left

    def _subject(self, at: int) -> str | None:
        """The state or body that the sentence begins with: "France will go, the minister ..."."""
        start = self._sentence_start(at)
        for named in self.scene.names:
            if start <= named.start < at and named.type == "actor":
                words = self.folded[start : named.start].split()
                owner = self.folded.startswith(("'s ", "' "), named.end)
                theirs = self.folded[max(0, at - 4) : at] == "its "
                whole = kind_of(named.actor) in ("country", "body") and named.via != "adjective"
                whole = whole and (theirs or is_country(named.actor))
                return named.actor if len(words) <= 1 and whole and (theirs or not owner) else None
        return None

    def _only_state(self, at: int) -> str | None:
        """The state of the sentence before a title, None where it names none or several."""
        start = self._sentence_start(at)
        states = {
            named.actor
            for named in self.scene.names
            if start <= named.start < at and is_country(named.actor)
        }
        return states.pop() if len(states) == 1 else None

    def _office(self, title: Phrase) -> None:
        """An office or voice without a name beside it: "the prime minister", "a US official"."""
        if any(s < title.end and title.start < e for s, e in self._taken):
            return
        if title.kind in ("voice", "voices"):
            self._voice(title)
            return
        normal = normal_title(title.role)
        person = self.register.by_title(normal)
        if person is not None and title.actor in (None, person.actor) and not title.past:
            self._note(title, _id_of(person), person.name)
        elif title.actor is not None:
            name = holder_of(title, self.scene.date)
            self._note(title, None if title.past else title.actor, name)
            if name is not None:
                self.register.add(
                    Person(name=name, actor=title.actor, role=title.role, title=normal)
                )
        elif office_kinds(title.role, None) and not title.past:
            actor = self._actor_of(title)
            name = None
            if actor is not None:
                name = holder_of(replace(title, actor=actor), self.scene.date)
                name = name or body_head(actor, title.role, self.scene.date)
            self._note(title, actor, name)

    def _voice(self, title: Phrase) -> None:
        actor = title.actor
        if actor is None:
            actor = self._subject(title.start)
            if actor is None and title.kind == "voice" and self._indefinite(title.start):
                actor = self._only_state(title.start)
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
        self._taken.append((start, end))

    def _again(self) -> None:
        """Surnames of registered persons wherever they come up, headlines included."""
        keys = [key for key in self.register.forms() if len(key) > 2]
        if not keys:
            return
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, keys))})(?![\w-])", re.I)
        for match in pattern.finditer(self.folded):
            start, end = match.span()
            if not self._is_name_alone(start, end):
                continue
            if any(s < end and start < e for s, e in self._taken):
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
        return not (word[0].isupper() and inside and at != self._sentence_start(start))
