"""Who is named where in a document: states, bodies, office-holders, organisations, groups.

`find` joins the readers of this folder: names of the tables (names, context), organisations
by the form of their names, titles and institutions (phrases), persons with what the text says
of them (persons), and described groups (described). Each stretch gets one reading; which
reader wins where two claim the same words is said in `_PRIORITY`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from pledgebook.mentions import described, organisations, persons, world
from pledgebook.mentions.context import Named, Scene, role_words, scene
from pledgebook.mentions.described import group_size
from pledgebook.mentions.names import NameHit, fold, names_in
from pledgebook.mentions.phrases import Phrase, phrases
from pledgebook.mentions.ships import with_ships
from pledgebook.mentions.spans import Spans
from pledgebook.mentions.world import actor_name, holder, is_country, kind_of, members
from pledgebook.mentions.wrapping import Unwrapped
from pledgebook.types import ActorName, Document, Mention, Sentence, Token

__all__ = [
    "NameHit",
    "actor_name",
    "find",
    "group_size",
    "holder",
    "home_country",
    "is_country",
    "kind_of",
    "members",
    "names_in",
]

_PRIORITY = ("person", "org", "phrase", "group", "name", "place")
"""Readers by rank. A person's name wins over a country in it, an organisation over the state
in its name, a title or institution over the adjective that it begins with."""

_IN = re.compile(r"\b(?:in|at|near|outside|around) $")
_OFFICES = frozenset(
    ["Minister", "President", "Office", "Governor", "Spokesperson", "King", "MFA", "MOFA", "MEA",
     "MoFA"]
)  # fmt: skip
_MODIFIERS = ("amod", "compound", "nmod:desc", "flat")
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl", "nmod:poss", "appos", "root")


@cache
def _outlet_homes() -> dict[str, str | None]:
    homes: dict[str, str | None] = {}
    for outlet in world.outlets():
        for form in (outlet.name, *outlet.aliases):
            key = fold(form).casefold().removeprefix("the ")
            # Several countries have a "Guardian": such a name says nothing of its home.
            homes[key] = outlet.home if homes.get(key, outlet.home) == outlet.home else None
    return homes


def home_country(document: Document) -> str | None:
    """The country or body that a document's publisher belongs to, None where unknown.

    What the document says itself (`home`) comes first, then the table of outlets, then a
    state or body in the publisher's name ("Swedish Ministry of Defence").
    """
    if document.home is not None:
        return document.home
    if not document.publisher:
        return None
    key = fold(document.publisher).casefold().removeprefix("the ")
    if key in _outlet_homes():
        return _outlet_homes()[key]
    named = _publisher_names(document.publisher)
    return named[0].actor if named else None


def _publisher_names(publisher: str) -> list[Named]:
    """The states, seats and bodies in a publisher's name: "UK Government", "The Oslo Mail".

    A language is no home: "in English".
    """
    named = scene(Document(id="", text=publisher, digest=""), None).names
    return [
        n
        for n in named
        if n.actor
        and n.via not in ("person", "group", "org")
        and not publisher[: n.start].endswith("in ")
    ]


def _is_official(publisher: str | None) -> bool:
    """Whether a publisher is a state's own office: it names an institution of a state."""
    if not publisher:
        return False
    named = _publisher_names(publisher)
    words = set(re.findall(r"\w+", publisher))
    institutional = words & (role_words("state_head") | role_words("state_opener") | _OFFICES)
    vias = ("agency", "palace", "ministry", "legislature")
    return bool(named) and (bool(institutional) or named[0].via in vias)


def _tags(sentences: Iterable[Sentence]) -> list[tuple[int, int, str]]:
    """The name-tag spans of parsed sentences: (start, end, label)."""
    found: list[tuple[int, int, str]] = []
    for sentence in sentences:
        last = ""
        for token in sentence.tokens:
            mark, _, label = token.name.partition("-")
            if mark == "I" and label == last and found:
                found[-1] = (found[-1][0], token.end, label)
            elif mark in ("B", "I"):
                found.append((token.start, token.end, label))
            last = label
    return found


def _ranges(document: Document, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    if sentences:
        return [(sentence.start, sentence.end) for sentence in sentences]
    return [(block.start, block.end) for block in document.blocks] or [(0, len(document.text))]


def _mention(text: str, start: int, end: int, name: ActorName, via: str) -> Mention:
    return Mention(type="actor", start=start, end=end, quote=text[start:end], normal=name, via=via)


def _of_person(text: str, found: persons.Found) -> Mention:
    name = ActorName(id=found.actor, person=found.person, role=found.role)
    return _mention(text, found.start, found.end, name, found.via)


def _of_name(text: str, named: Named) -> Mention:
    mention = _mention(text, named.start, named.end, ActorName(id=named.actor), named.via)
    return replace(mention, type=named.type)


def _of_phrase(text: str, phrase: Phrase) -> Mention:
    fighters = phrase.role.lower() in role_words("combatant")
    if phrase.kind == "people" and fighters and kind_of(phrase.actor or "") == "substate":
        return _mention(text, phrase.start, phrase.end, ActorName(id=phrase.actor), "substate")
    if phrase.kind == "people":
        words = " ".join(text[phrase.start : phrase.end].split())
        name = ActorName(id=f"GROUP:{words}")
        return _mention(text, phrase.start, phrase.end, name, "people")
    name = ActorName(id=phrase.actor, role=phrase.role)
    return _mention(text, phrase.start, phrase.end, name, "agency")


def _in_persons(named: Named, tags: Spans[tuple[int, int, str]]) -> bool:
    """Whether a name lies inside a longer personal name by the name tags ("Chad Michaels")."""
    return any(
        label == "PER"
        and start <= named.start
        and named.end <= end
        and (start, end) != (named.start, named.end)
        for start, end, label in tags.touching(named.start, named.end)
    )


def _settled(layers: Sequence[tuple[str, Mention]]) -> list[Mention]:
    """One reading for each stretch: by rank, then the longer, then the earlier."""
    ranked = sorted(
        layers,
        key=lambda item: (
            _PRIORITY.index(item[0]),
            item[1].start - item[1].end,
            item[1].start,
        ),
    )
    kept: Spans[Mention] = Spans()
    for _, mention in ranked:
        if not kept.touches(mention.start, mention.end):
            kept.add(mention.start, mention.end, mention)
    return kept.between(0, max((m.end for _, m in ranked), default=0))


def _relations(sentences: Sequence[Sentence]) -> dict[int, tuple[str, Token | None]]:
    """By start: a token's relation, that of its first conjunct, and the word it holds to."""
    found: dict[int, tuple[str, Token | None]] = {}
    for sentence in sentences:
        for token in sentence.tokens:
            first = token
            while first.deprel == "conj" and first.head:
                first = sentence.tokens[first.head - 1]
            head = sentence.tokens[first.head - 1] if first.head else None
            found[token.start] = (first.deprel, head)
    return found


def _by_relation(mentions: list[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """States' names told by the tree: modifiers ("US troops") from actors ("the Swiss gave")."""
    relations = _relations(sentences)
    changed = []
    for mention in mentions:
        relation, head = relations.get(mention.start, ("", None))
        before = head is not None and head.start >= mention.end and head.upos != "VERB"
        if mention.via in ("country", "capital") and relation in _MODIFIERS and before:
            mention = replace(mention, via="adjective")
        elif mention.via == "adjective" and relation.startswith(_ARGUMENTS):
            name = mention.normal
            if isinstance(name, ActorName) and is_country(name.id or ""):
                mention = replace(mention, via="demonym")
        changed.append(mention)
    return changed


def find(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The actor and place mentions of the given sentences, in text order, without overlap.

    Names are resolved as of `document.published` by the whole text, so that a surname in a
    parsed sentence finds the introduction in one that was not parsed. Without sentences all
    blocks are read, by tables and titles alone. `normal` is an `ActorName`; its id is None
    for an office whose state the text does not show. `via` says how it was read: country,
    adjective, demonym, capital, palace, ministry, legislature, body, substate, agency, org,
    coalition, group, people, office, title, voice, surname, person or place.

    Example: "Prime Minister Tony Abbott said Canberra would deploy" (2014) has two mentions,
    both AUS, the first with person "Tony Abbott".
    """
    lines = Unwrapped(document)
    found = _found(lines.document, lines.sentences(sentences))
    return tuple(lines.mention(mention) for mention in found)


def _found(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The mentions of a document without indented line ends."""
    text = document.text
    tags = _tags(sentences)
    home = home_country(document)
    official = home is not None and is_country(home) and _is_official(document.publisher)
    whole: Scene = replace(scene(document, home), official=official)
    tagged: Spans[tuple[int, int, str]] = Spans((s, e, (s, e, t)) for s, e, t in tags)
    names = [named for named in whole.names if not _in_persons(named, tagged)]
    names = list(with_ships(whole.folded, names, whole.weight))
    whole = replace(whole, names=tuple(names))
    orgs = organisations.Organisations(whole, text, tags).names()
    actors = sorted([*_outside(names, orgs), *orgs], key=lambda named: named.start)
    titles = phrases(whole.folded, actors, frozenset(s for s, _, tag in tags if tag == "PER"), text)
    people = persons.Cast(replace(whole, names=tuple(actors)), titles, tags, text).people()
    layers: list[tuple[str, Mention]] = [("person", _of_person(text, f)) for f in people]
    layers += [("org", _of_name(text, named)) for named in orgs]
    layers += [
        ("phrase", _of_phrase(text, phrase))
        for phrase in titles
        if phrase.kind in ("institution", "people") and phrase.actor is not None
    ]
    layers += [("group", mention) for mention in _groups(document, sentences, actors)]
    layers += [
        ("place" if named.type == "place" else "name", _of_name(text, named))
        for named in actors
        if named.via not in ("person", "org", "coalition") and named.actor
    ]
    layers += [("place", mention) for mention in _tagged_places(whole, text, tags, actors)]
    ranges = Spans((s, e, e) for s, e in _ranges(document, sentences))
    inside = [
        (rank, m)
        for rank, m in layers
        if any(m.end <= end for end in ranges.touching(m.start, m.start + 1))
    ]
    return tuple(_by_relation(_settled(inside), sentences))


def _groups(
    document: Document, sentences: tuple[Sentence, ...], actors: Sequence[Named]
) -> list[Mention]:
    covered = Spans(
        (n.start, n.end, None)
        for n in actors
        if n.via not in ("adjective", "person") and not n.actor.startswith("GROUP:")
    )
    if sentences:
        return described.from_trees(document.text, sentences, covered)
    return described.from_text(document.text, _ranges(document, sentences), covered)


def _tagged_places(
    whole: Scene, text: str, tags: Sequence[tuple[int, int, str]], actors: Sequence[Named]
) -> list[Mention]:
    """Places by name tags alone, and any tagged name behind "in", "at" or "near"."""
    taken = Spans((n.start, n.end, None) for n in actors)
    return [
        Mention(type="place", start=s, end=e, quote=text[s:e], via="ner")
        for s, e, label in tags
        if text[s].isupper()
        and (label == "LOC" or _IN.search(whole.folded, max(0, s - 9), s))
        and not taken.touches(s, e)
    ]


def _outside(names: Sequence[Named], orgs: Sequence[Named]) -> list[Named]:
    """The names that lie in no organisation's name."""
    within = Spans((o.start, o.end, o) for o in orgs)
    return [
        n
        for n in names
        if not any(o.start <= n.start and n.end <= o.end for o in within.touching(n.start, n.end))
    ]
