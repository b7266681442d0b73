"""Whose minister is "the finance minister": the state that a text leaves unsaid."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache

from pledgebook.claims.voices.focus import GOVERNMENT_NOUNS
from pledgebook.documents.dateline import dateline
from pledgebook.mentions.world import is_country, seats
from pledgebook.sentences.tree import Tree
from pledgebook.types import ActorName, Document, Mention, Token

_OFFICES = frozenset(
    ["minister", "president", "premier", "chancellor", "ambassador", "foreign", "secretary"]
)
_ABROAD = frozenset(("embassy", "consulate", "ambassador", "envoy", "delegation"))
"""Those who stand for a state in another: never the home state's, if a text is written there."""
_ARMED = frozenset(("army", "military", "navy"))
_INSTITUTIONS = (GOVERNMENT_NOUNS | {"treasury", "commission", "office"}) - {"mission"}


class Setting:
    """The state that a document takes for granted, and those that its paragraphs name."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...]) -> None:
        self.document = document
        self._states = sorted(
            (m.start, m.normal.id)
            for m in mentions
            if isinstance(m.normal, ActorName) and m.normal.id and is_country(m.normal.id)
        )
        self.home = self._of_document()

    def _of_document(self) -> str | None:
        """The dateline's state, else the publisher's home, else the one state that leads by far."""
        for block in self.document.blocks[:6]:
            head = dateline(self.document.text, block.start, block.end)
            if head is not None and head.place is not None:
                state = _seat(self.document.text[head.place[0] : head.place[1]])
                if state is not None:
                    return state
        if self.document.home is not None:
            return self.document.home
        ranked = Counter(state for _, state in self._states).most_common(2)
        if not ranked:
            return None
        second = ranked[1][1] if len(ranked) > 1 else 0
        return ranked[0][0] if ranked[0][1] >= 3 and ranked[0][1] >= 2 * second else None

    def actor(self, tree: Tree, words: list[Token], *, named: bool) -> str | None:
        """The state that a source without one speaks for; None where the words call for none.

        "a finance ministry official" is the home state's; a named minister is the one
        state's that the paragraph has named, else the home state's; "diplomats" are nobody's.
        """
        lemmas = {t.lemma.lower() for t in words}
        office = bool(lemmas & _OFFICES) and named
        if not office and not lemmas & (_INSTITUTIONS | _ABROAD):
            return None
        block = self.document.blocks[tree.sentence.block]
        at = words[0].start
        before = self._between(block.start, at)
        label = self.label(tree)
        if label is not None:
            return label
        if lemmas & _ABROAD or {"high", "commission"} <= lemmas:
            foreign = [state for state in before if state != self.home]
            return foreign[-1] if foreign else None
        single = len(set(before)) == 1
        if single and (office or tree[words[0].id].lemma.lower() == "a" or lemmas & _ARMED):
            return before[0]
        return None if lemmas & _ARMED else self.home

    def _between(self, start: int, end: int) -> list[str]:
        """The states that a stretch names, in text order."""
        low = bisect_left(self._states, (start, ""))
        high = bisect_left(self._states, (end, ""))
        return [state for _, state in self._states[low:high]]

    def label(self, tree: Tree) -> str | None:
        """The state that heads a list entry ("INDIA: ...", or a heading above); None without."""
        block = self.document.blocks[tree.sentence.block]
        colon = self.document.text.find(":", block.start, block.start + 40)
        heads = [(block.start, colon)] if colon >= 0 else []
        if block.parent is not None:
            above = self.document.blocks[block.parent]
            heads += [(above.start, above.end)] if above.end - above.start < 40 else []
        for start, end in heads:
            found = self._between(start, end)
            if found:
                return found[0]
        return None


@cache
def _seats() -> dict[str, str]:
    """The states of places that may head a report.

    A capital counts though its name means other things in a sentence ("the Oslo accords").
    """
    return {
        seat.phrase.casefold(): seat.actor
        for seat in sorted(seats(), key=lambda seat: not seat.ambiguous)
        if not seat.ambiguous or seat.kind == "capital"
    }


def _seat(place: str) -> str | None:
    return _seats().get(place.casefold().strip())
