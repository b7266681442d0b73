"""Title and institution phrases: "the British prime minister", "a senior US official".

A phrase is a head word of `role_words.tsv` with the portfolios and modifiers before it, the
complement after it ("minister for trade"), and the actor that it belongs to: before it ("the
Dutch", "Canada's", "White House") or after "of" ("president of Ghana").
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

from pledgebook.mentions import world
from pledgebook.mentions.context import Named, is_seat, role_words
from pledgebook.mentions.names import fold

WORD = re.compile(r"[Ee]x(?=-[a-z])|(?!(?<=')s\b)[^\W_]+(?:['.&/-](?!(?<=')s\b)[^\W_]+)*")
_GAP = re.compile(r"(?:'s?)? ")
_LINKS = frozenset({"and", "&"})
_SPELLINGS = (("defense", "defence"), ("secretary of state for ", "@"), ("labor", "labour"))

OFFICE_CLASSES = ("office", "rank")
_CLASSES = ("office", "voices", "voice", "rank", "institution", "force", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A title, voice, institution, force or people with the actor that it names.

    `start` includes the actor before it ("US" in "US secretary of state") but no article;
    `role` is the title without the actor. `actor` None where the words name none.
    """

    start: int
    end: int
    kind: str
    role: str
    actor: str | None
    past: bool = False
    """The holder speaks for the state no longer or not at all: "former", "opposition"."""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    low: str
    capital: bool


@cache
def _heads() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for kind in reversed(_CLASSES):
        for phrase in role_words(kind):
            words = tuple(phrase.lower().replace(".", "").split())
            found[words] = kind
            if kind == "office" and len(words) == 1 and not words[0].endswith("s"):
                found.setdefault((words[0] + "s",), "voices")
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _heads())


@cache
def _befores() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(phrase.lower().split())
        for kind in ("modifier", "portfolio", "past", "unofficial")
        for phrase in role_words(kind)
    )


def _words(folded: str) -> list[_Word]:
    return [
        _Word(m.start(), m.end(), m[0].lower(), m[0][0].isupper()) for m in WORD.finditer(folded)
    ]


class _Reader:
    """Reads the phrases of one folded text, given the names that it holds."""

    def __init__(
        self, folded: str, names: Sequence[Named], people: frozenset[int], text: str
    ) -> None:
        self.folded = folded
        self.text = text
        self.words = _words(folded)
        self.at = {word.start: index for index, word in enumerate(self.words)}
        actors = [n for n in names if n.actor and n.via != "person"]
        self.by_end = {n.end: n for n in actors}
        self.by_start = {n.start: n for n in actors}
        self.covered = {n.start: n.end for n in names}
        self.people = people

    def _joined(self, left: int, right: int) -> bool:
        gap = self.folded[self.words[left].end : self.words[right].start]
        return gap in (" ", "-", ". ", "")

    def _run(self, index: int, options: Container[tuple[str, ...]], longest: int = 4) -> int:
        """How many words from `index` on form an entry of the options, 0 for none."""
        for size in range(longest, 0, -1):
            part = self.words[index : index + size]
            if tuple(w.low for w in part) in options and all(
                self._joined(index + k, index + k + 1) for k in range(len(part) - 1)
            ):
                return len(part)
        return 0

    def _back(self, index: int) -> int:
        """The first word of the modifiers that end just before the word at `index`."""
        while index > 0:
            for size in (3, 2, 1):
                part = self.words[max(0, index - size) : index]
                if len(part) == size and tuple(w.low for w in part) in _befores():
                    break
            else:
                if self.words[index - 1].low in _LINKS and index > 1 and self._is_before(index - 2):
                    index -= 1
                    continue
                return index
            gap = self.folded[self.words[index - 1].end : self.words[index].start]
            listed = gap == ", " and tuple(w.low for w in part) in _portfolios()
            if gap not in (" ", "-") and not listed:
                return index
            if self.words[index - size].start in self.by_start:
                return index
            index -= size
        return index

    def _is_before(self, index: int) -> bool:
        return (self.words[index].low,) in _befores() and self.words[index].low not in (
            role_words("modifier")
        )

    def _actor_before(self, index: int) -> Named | None:
        """The actor whose name ends just before the word at `index`, in the same phrase."""
        start = self.words[index].start
        for back in range(1, 6):
            named = self.by_end.get(start - back)
            if named is not None:
                gap = self.folded[named.end : start]
                return named if _GAP.fullmatch(gap) or gap == "-" else None
        return None

    def _complement(self, index: int) -> int:
        """The index after a complement "of immigration and refugees" that starts at `index`."""
        if index + 1 >= len(self.words) or self.words[index].low not in ("of", "for", "to"):
            return index
        at = index + 1
        if self.words[at].low == "the" and at + 1 < len(self.words):
            at += 1
        found, first = index, at
        while at < len(self.words):
            word = self.words[at]
            size = self._run(at, _portfolios())
            if size == 0 and word.start in self.by_start and found == index:
                owner = self.folded.startswith("'", self.by_start[word.start].end)
                theme = self.words[index].low != "of" and not owner
                size = self._named_size(at) if theme else 0
                if size:
                    return at + size
            if size == 0 and not self._is_theme(at, index, first):
                break
            at += max(size, 1)
            found = at
            if at >= len(self.words):
                break
            gap = self.folded[self.words[at - 1].end : self.words[at].start]
            if self.words[at].low in _LINKS and at + 1 < len(self.words):
                at += 1
                if self.words[at].low == "the" and at + 1 < len(self.words):
                    at += 1
                first = at
                if self._kind_at(at)[0] in OFFICE_CLASSES:
                    break
                if not self._run(at, _portfolios()) and not self._is_theme(at, index, first):
                    break
            elif (gap == ", " and not self._run(at, _portfolios())) or gap not in (" ", ", "):
                break
        return found

    def _named_size(self, at: int) -> int:
        end = self.by_start[self.words[at].start].end
        size = 0
        while at + size < len(self.words) and self.words[at + size].end <= end:
            size += 1
        return size

    def _is_theme(self, at: int, index: int, first: int) -> bool:
        """Whether a capitalised word can be of a title's theme ("for the Middle East").

        Behind a portfolio it cannot: "Minister of Defence Karin Berg" has a name there.
        """
        word = self.words[at]
        if word.start in self.people or word.start in self.covered or not word.capital:
            return False
        if self.words[index].low == "of" and at == index + 1 and at == first:
            return False
        return not any((w.low,) in _portfolios() for w in self.words[first:at])

    def _low(self, index: int) -> str:
        return self.words[index].low if index < len(self.words) else ""

    def _actor_after(self, index: int, kind: str) -> tuple[Named, int] | None:
        """The actor after "of", "at" or, for voices, "for", with the index after it."""
        links = ("of", "for", "at", "from", "with") if kind == "voice" else ("of", "at")
        if index + 1 >= len(self.words) or self.words[index].low not in links:
            return None
        at = index + 1
        if self.words[at].low == "the" and at + 1 < len(self.words):
            at += 1
        named = self.by_start.get(self.words[at].start)
        if named is None or named.type != "actor" or self.folded.startswith("'s", named.end):
            return None
        return named, at + self._named_size(at)

    def _seat_after(self, head: int, size: int) -> tuple[Named, int] | None:
        """The capital or state where an institution sits: "the authorities in Nairobi"."""
        at = head + size + 1
        low = " ".join(word.low for word in self.words[head : head + size])
        if low not in role_words("seated") or self._low(at - 1) != "in" or at >= len(self.words):
            return None
        named = self.by_start.get(self.words[at].start)
        return (named, at + self._named_size(at)) if named is not None and is_seat(named) else None

    def _kind_at(self, index: int) -> tuple[str, int]:
        if self.words[index].low not in _first_words():
            return "", 0
        size = self._run(index, _heads(), 3)
        if not size:
            return "", 0
        return _heads()[tuple(w.low for w in self.words[index : index + size])], size

    def phrases(self) -> list[Phrase]:
        """All phrases in text order, without overlap."""
        found: list[Phrase] = []
        index = 0
        while index < len(self.words):
            kind, size = self._kind_at(index)
            inside = any(
                self.words[index].start < end and start <= self.words[index].start
                for start, end in _around(self.covered, self.words[index].start)
            )
            if not kind or inside:
                index += 1
                continue
            # A head that modifies a later head ("state secretary") is part of that title.
            after = self._kind_at(index + size) if index + size < len(self.words) else ("", 0)
            if after[0] not in ("", "rank") and self._joined(index + size - 1, index + size):
                index += size
                continue
            phrase, index = self._phrase(index, size, kind)
            if phrase is not None:
                found.append(phrase)
        return found

    def _phrase(self, head: int, size: int, kind: str) -> tuple[Phrase | None, int]:
        first = self._back(head)
        before = self._actor_before(first)
        outer = first
        if before is not None:
            outer = self._back(self.at.get(before.start, first))
        last = head + size
        theme_end = last
        if kind in OFFICE_CLASSES or (kind == "voice" and self._low(last) == "of"):
            theme_end = self._complement(last)
        actor = before.actor if before is not None else None
        end = theme_end
        if actor is None:
            after = self._actor_after(theme_end, kind) or self._seat_after(head, size)
            if after is not None:
                actor, end = after[0].actor, after[1]
        words = {w.low for w in self.words[outer:head]}
        if actor is None and kind in ("institution", "force", "people", "voices"):
            ministry = kind == "institution" and first < head
            if not ministry and kind != "voices":
                return None, head + size
        role_words_used = self.words[first:theme_end]
        start = self.words[outer].start if before is not None else self.words[first].start
        if before is not None:
            start = min(start, before.start)
        stop = self.words[end - 1].end
        if kind == "rank" and self.folded.startswith(". ", stop):
            stop += 1
        return (
            Phrase(
                start=start,
                end=stop,
                kind=kind,
                role=" ".join(
                    self.text[role_words_used[0].start : role_words_used[-1].end].split()
                ),
                actor=actor,
                past=bool(words & (role_words("past") | role_words("unofficial"))),
                plural=kind == "voices",
            ),
            max(end, head + size),
        )


def _around(covered: dict[int, int], at: int) -> list[tuple[int, int]]:
    return [(start, covered[start]) for start in range(max(0, at - 60), at + 1) if start in covered]


@cache
def _portfolios() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(p.lower().split()) for p in role_words("portfolio"))


def phrases(
    folded: str,
    names: Sequence[Named],
    people: frozenset[int] = frozenset(),
    text: str | None = None,
) -> list[Phrase]:
    """The title and institution phrases of a folded text, in text order, without overlap.

    "the British prime minister" gives actor GBR, role "prime minister"; "the foreign minister"
    has no actor. Heads without an actor are left out unless they are offices or voices, or a
    ministry with its portfolio.

    Args:
        people: where the name tags begin a person: no title goes on there.
        text: the text as written, for the roles.
    """
    return _Reader(folded, names, people, folded if text is None else text).phrases()


def normal_title(role: str) -> str:
    """A title in one form: "Minister of Foreign Affairs" is "foreign affairs minister"."""
    title = " ".join(fold(role).lower().split())
    for old, new in _SPELLINGS:
        title = title.replace(old, new)
    title = re.sub(r"^(?:new|newly appointed|acting|interim|caretaker|senior|outgoing) ", "", title)
    moved = re.fullmatch(r"(?:@|(minister|secretary|chancellor) (?:of|for) )(?:the )?(.+)", title)
    if moved and title != "secretary of state":
        title = f"{moved[2]} {moved[1] or 'state secretary'}"
    return title


@cache
def _title_kinds() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in world.table("titles"):
        actors = frozenset(a for a in row["actors"].split("|") if a)
        found.setdefault(fold(row["title"]), []).append((row["kind"], actors))
    return {title: tuple(kinds) for title, kinds in found.items()}


def office_kinds(role: str, actor: str | None) -> tuple[str, ...]:
    """The kinds of offices.tsv that a title may be, for an actor where one is known.

    "foreign minister" is ("foreign",); a junior or unknown title has none. "secretary of
    state" is the foreign minister of USA only, so that it has kinds for USA and for None.
    """
    return tuple(
        kind
        for kind, actors in _title_kinds().get(normal_title(role), ())
        if (actor is None or not actors or actor in actors)
        and (actor is None or (kind == "body_head") == (world.kind_of(actor) == "body"))
    )


def actors_of(role: str) -> frozenset[str]:
    """The actors that alone have a title ("emir": KWT, QAT, BHR), empty where any may."""
    kinds = _title_kinds().get(normal_title(role), ())
    alone = bool(kinds) and all(actors for _, actors in kinds)
    return frozenset.union(*(actors for _, actors in kinds)) if alone else frozenset()


def only_actor(role: str) -> str | None:
    """The actor that a title alone names ("secretary of state" is USA), None for most titles."""
    actors = actors_of(role)
    return next(iter(actors)) if len(actors) == 1 else None
