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
from pledgebook.mentions.world import actor_name, holder, is_country, kind_of, members
from pledgebook.types import ActorName, Document, Mention, Sentence

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

_OFFICES = frozenset({"Minister", "President", "Office", "Governor", "Spokesperson", "King"})
_MODIFIERS = ("amod", "compound", "nmod:desc", "flat")


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
    if phrase.kind == "people":
        words = " ".join(text[phrase.start : phrase.end].split())
        name = ActorName(id=f"GROUP:{words}")
        return _mention(text, phrase.start, phrase.end, name, "people")
    name = ActorName(id=phrase.actor, role=phrase.role)
    return _mention(text, phrase.start, phrase.end, name, "agency")


def _in_persons(named: Named, tags: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a name lies inside a longer personal name by the name tags ("Chad Michaels")."""
    return any(
        label == "PER"
        and start <= named.start
        and named.end <= end
        and (start, end) != (named.start, named.end)
        for start, end, label in tags
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
    kept: list[Mention] = []
    for _, mention in ranked:
        if not any(m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _as_modifiers(mentions: list[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """States' names that only modify a noun become adjectives: "US troops", "Kyiv residents"."""
    tokens = {token.start: token for sentence in sentences for token in sentence.tokens}
    heads = {
        (sentence.start, token.id): token for sentence in sentences for token in sentence.tokens
    }
    owner = {token.start: sentence.start for sentence in sentences for token in sentence.tokens}
    changed = []
    for mention in mentions:
        token = tokens.get(mention.start)
        if mention.via in ("country", "capital") and token is not None:
            head = heads.get((owner[token.start], token.head))
            outside = head is not None and head.start >= mention.end and head.upos != "VERB"
            if outside and token.deprel in _MODIFIERS:
                mention = replace(mention, via="adjective")
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
    text = document.text
    tags = _tags(sentences)
    home = home_country(document)
    official = home is not None and is_country(home) and _is_official(document.publisher)
    whole: Scene = replace(scene(document, home), official=official)
    names = [named for named in whole.names if not _in_persons(named, tags)]
    whole = replace(whole, names=tuple(names))
    orgs = organisations.Organisations(whole, text, tags).names()
    actors = sorted([*_outside(names, orgs), *orgs], key=lambda named: named.start)
    titles = phrases(whole.folded, actors, frozenset(s for s, _, tag in tags if tag == "PER"))
    people = persons.Cast(replace(whole, names=tuple(actors)), titles, tags, text).people()
    layers: list[tuple[str, Mention]] = [("person", _of_person(text, f)) for f in people]
    layers += [("org", _of_name(text, named)) for named in orgs]
    layers += [
        ("phrase", _of_phrase(text, phrase))
        for phrase in titles
        if phrase.kind in ("institution", "people") and phrase.actor is not None
    ]
    ranges = _ranges(document, sentences)
    covered = [
        (n.start, n.end)
        for n in actors
        if n.via not in ("adjective", "person") and not n.actor.startswith("GROUP:")
    ]
    if sentences:
        groups = described.from_trees(text, sentences, covered)
    else:
        groups = described.from_text(text, ranges, covered)
    layers += [("group", mention) for mention in groups]
    layers += [
        ("place" if named.type == "place" else "name", _of_name(text, named))
        for named in actors
        if named.via not in ("person", "org", "coalition") and named.actor
    ]
    layers += [
        (
            "place",
            replace(_mention(text, s, e, ActorName(id=None), "ner"), type="place", normal=None),
        )
        for s, e, label in tags
        if label == "LOC" and not any(n.start < e and s < n.end for n in actors)
    ]
    inside = [
        (rank, m) for rank, m in layers if any(s <= m.start and m.end <= e for s, e in ranges)
    ]
    return tuple(_as_modifiers(_settled(inside), sentences))


def _outside(names: Sequence[Named], orgs: Sequence[Named]) -> list[Named]:
    return [n for n in names if not any(o.start <= n.start and n.end <= o.end for o in orgs)]
