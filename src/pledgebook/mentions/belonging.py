"""For whom the holder of a title acts where the title itself names no state.

"France will send troops, Defence Minister Jean Berg said": the sentence's subject. The cues
are tried from the nearest to the weakest; a title that shows no state (chairman, director)
takes only what stands beside it.
"""

from __future__ import annotations

import itertools
import re

from pledgebook.mentions.context import Scene, role_words
from pledgebook.mentions.people import surname_keys
from pledgebook.mentions.phrases import (
    Phrase,
    actors_of,
    normal_title,
    office_kinds,
    only_actor,
)
from pledgebook.mentions.spans import Spans
from pledgebook.mentions.world import holder, is_country, kind_of, terms

_HEADS = frozenset({"head_of_state", "head_of_government"})
_SAID = re.compile(
    r"\b(?:said|says|announced|confirmed|added|told \w+(?: \w+)?)(?: [a-z]+day)?(?: that)? "
)
_SENTENCE_START = re.compile(r"(?:[.!?][\"')]* |\n+|^|\d: | - | -- )[\"'(]*(?=[^\s])")


def is_state_title(role: str) -> bool:
    """Whether a title alone shows that its holder acts for a state: a minister, no chairman."""
    words = normal_title(role).replace("-", " ").split(" ")
    if "secretary" in words and "general" in words:
        return False
    pairs = {" ".join(pair) for pair in itertools.pairwise(words)}
    return bool((pairs | set(words)) & {word.lower() for word in role_words("state_title")})


def _has_office(actor: str, kind: str, role: str) -> bool:
    """Whether a state has such a head at all: the United States have no prime minister."""
    held = terms(actor, kind)
    if kind == "head_of_state" and held and "president" in role.lower():
        return any("presid" in term.title.lower() for term in held)
    return bool(held) or not any(terms(actor, other) for other in _HEADS)


class Belonging:
    """Reads the cues of one document."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.folded = scene.folded
        self.names = Spans((n.start, n.end, n) for n in scene.names)
        self.starts = {named.start: named for named in scene.names}

    def official_home(self) -> tuple[str, ...]:
        """The state whose own text this is: there a leader may sign with another given name."""
        return (self.scene.home,) if self.scene.official and self.scene.home else ()

    def actor_of(self, title: Phrase, name: str | None = None) -> str | None:
        """For whom the holder of a title acts: by its own words, else by the text around it.

        Args:
            name: who holds it; a state whose head the table knows by another name is none.
        """
        if title.past:
            return None
        if title.actor is not None:
            return title.actor
        actor = self._around(title)
        kinds = office_kinds(title.role, None)
        if actor is None or not kinds or not is_country(actor):
            return actor
        if not office_kinds(title.role, actor):
            return None
        for kind in _HEADS & set(office_kinds(title.role, actor)):
            known = holder(actor, kind, self.scene.date)
            if known and name and not surname_keys(known, actor) & surname_keys(name, actor):
                return None
            if not _has_office(actor, kind, title.role):
                return None
        return actor

    def is_own_head(self, title: Phrase) -> bool:
        """Whether "the President" in a state's own text is its own, whoever else is in it."""
        home = self.scene.home
        if home is None or not self.scene.official or title.actor is not None or title.past:
            return False
        kinds = _HEADS & set(office_kinds(title.role, home))
        return title.role[0].isupper() and any(_has_office(home, k, title.role) for k in kinds)

    def state_behind(self, title: Phrase, end: int) -> str | None:
        """The state named behind a titled name: "Prime Minister Berg of Norway"."""
        if title.actor is not None or title.past:
            return None
        link = re.match(r" of (?:the )?", self.folded[end : end + 8])
        named = self.starts.get(end + link.end()) if link else None
        return named.actor if named is not None and named.via == "country" else None

    def body_behind(self, end: int) -> str | None:
        """The body of a person without a title: "Amina Berg of the World Bank"."""
        link = re.match(r",? (?:of|from|with|at) (?:the )?", self.folded[end : end + 16])
        named = self.starts.get(end + link.end()) if link else None
        return named.actor if named is not None and named.via in ("body", "org") else None

    def body_before(self, start: int) -> str | None:
        """The body whose a person is said to be: "the World Bank's Amina Berg"."""
        if not self.folded.startswith("'s ", start - 3):
            return None
        owners = self.names.touching(start - 4, start - 3)
        return next((n.actor for n in owners if n.end == start - 3 and n.via == "body"), None)

    def _around(self, title: Phrase) -> str | None:
        """The actor that the text around a title suggests, from the nearest cue on."""
        if title.kind == "rank":
            return self._reported(title.end)
        own = self._only_named(title)
        if own is not None:
            return own
        if self.scene.official and is_state_title(title.role):
            return self.scene.home
        if re.search(r"\b(?:its|their) $", self.folded[max(0, title.start - 6) : title.start]):
            state = self.subject(title.start) if is_state_title(title.role) else None
            found = state or self._owner(title.start) or self._opening(title.start)
            if found is not None:
                return found
        if not is_state_title(title.role):
            return None
        return (
            self.subject(title.start)
            or self.only_state(title.start)
            or self._reported(title.end)
            or self._opening(title.start)
            or self.scene.leading()
            or self._home()
            or self._headline()
        )

    def _only_named(self, title: Phrase) -> str | None:
        """The one state of those with such an office that the text names: "the Amir"."""
        if re.search(r"\b[Ii]ts $", self.folded[max(0, title.start - 4) : title.start]):
            return None
        having = actors_of(title.role)
        named = [actor for actor in having if self.scene.weight.get(actor)]
        return named[0] if len(named) == 1 else only_actor(title.role)

    def _headline(self) -> str | None:
        """The state that the text begins with: "Togo says it is not a member"."""
        first = next((n for n in self.scene.names if n.type == "actor"), None)
        whole = first is not None and first.start < 5 and is_country(first.actor)
        return first.actor if first is not None and whole else None

    def _owner(self, at: int) -> str | None:
        """The nearest actor before "its" in the sentence: "the firm X, its chief executive"."""
        start = self.sentence_start(at)
        near = [n for n in self.names.between(start, at) if n.type == "actor"]
        return near[-1].actor if near and near[-1].via != "person" else None

    def _reported(self, at: int) -> str | None:
        """The state that a named minister speaks of first: "Minister X said that Kenya would"."""
        stop = at + 80
        said = _SAID.search(self.folded, at, stop)
        if said is None:
            return None
        named = next(iter(self.names.between(said.end(), said.end() + 1)), None)
        return named.actor if named is not None and is_country(named.actor) else None

    def _opening(self, at: int) -> str | None:
        """The state that the paragraph begins with, if it is the paragraph's subject."""
        start = self.folded.rfind("\n", 0, at) + 1
        first = next(iter(self.names.between(start, at)), None)
        if first is None or len(self.folded[start : first.start].split()) > 1:
            return None
        return first.actor if is_country(first.actor) and first.type == "actor" else None

    def _home(self) -> str | None:
        home = self.scene.home
        return home if home and is_country(home) and self.scene.weight.get(home) else None

    def sentence_start(self, at: int) -> int:
        """Where the sentence around a position begins, datelines and quotation marks left out."""
        left = max(0, at - 400)
        starts = [m.end() for m in _SENTENCE_START.finditer(self.folded, left, at)]
        return starts[-1] if starts else left

    def subject(self, at: int) -> str | None:
        """The state or body that the sentence begins with: "France will go, the minister ..."."""
        start = self.sentence_start(at)
        for named in self.names.between(start, at):
            if named.type == "actor":
                words = self.folded[start : named.start].split()
                owner = self.folded.startswith(("'s ", "' "), named.end)
                theirs = self.folded[max(0, at - 4) : at] == "its "
                whole = kind_of(named.actor) in ("country", "body") and named.via != "adjective"
                whole = whole and (theirs or is_country(named.actor))
                return named.actor if len(words) <= 1 and whole and (theirs or not owner) else None
        return None

    def only_state(self, at: int) -> str | None:
        """The state of the sentence before a title, None where it names none or several."""
        start = self.sentence_start(at)
        states = {n.actor for n in self.names.between(start, at) if is_country(n.actor)}
        return states.pop() if len(states) == 1 else None
