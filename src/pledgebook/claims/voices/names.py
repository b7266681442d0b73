"""Names inside a noun phrase: what names its head, and what only stands near it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.mentions.world import is_country
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import ActorName, Mention, Token

_NAME_ARCS = ("flat", "compound", "appos", "nmod:desc", "nmod:unmarked", "list", "punct")
_OUTWARD = frozenset(("to", "for", "on", "with", "against", "about", "than"))
_DIRECTIONS = frozenset(("western", "eastern", "northern", "southern", "european"))
_FAR = 5
"""Steps from a source's head beyond which an actor says nothing of its side: the NATO of "a
diplomat from a NATO country" (a preposition is four, a modifier one)."""
_SUFFIXES = (" Jr.", " Jr", " Sr.", " Sr", " II", " III")


def names_somebody(mention: Mention) -> bool:
    """Whether a mention can name a speaker: actors, and places that stand for a state.

    A mention that only guesses the state of an unnamed source ("diplomats") cannot: the
    contract wants no actor there.
    """
    if not isinstance(mention.normal, ActorName):
        return False
    capital = any(
        word[:1].isupper() and word.lower() not in _DIRECTIONS for word in mention.quote.split()
    )
    return mention.via != "voice" or capital


def is_state(mention: Mention) -> bool:
    """Whether a mention stands for a state."""
    normal = mention.normal
    return isinstance(normal, ActorName) and normal.id is not None and is_country(normal.id)


def vague(tree: Tree, mention: Mention, actor: str, head: Token) -> bool:
    """Whether an id says nothing of the side: a described group, or a part of a longer name.

    "two people familiar with the talks" is a group of nobody's side; in "the High
    Commission" a name tag on "High" alone names no body.
    """
    if actor.startswith("GROUP:"):
        return source_classes().get(head.lemma.lower()) == "person"
    if not actor.startswith("ORG:") or mention.end > head.start:
        return actor.startswith("ORG:") and mention.via == "title"
    body = source_classes().get(head.lemma.lower()) == "body"
    return body and head.form[:1].isupper() and mention.end + 1 >= tree[head.id].start


def last_name(name: str | None) -> str:
    """The last word of a name, case-folded: what later mentions repeat; "" for no name."""
    return name.split()[-1].casefold() if name else ""


def bare_name(name: str) -> str:
    """A name without "Jr." and the like."""
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name.rstrip(" ,")


def names_head(tree: Tree, token: Token, head: Token) -> bool:
    """Whether a token names the head itself rather than somebody that it belongs to."""
    here = token
    while here.id != head.id:
        if not matches(here.deprel, _NAME_ARCS) or not here.head:
            return _beside(tree, token, head)
        here = tree[here.head]
    return True


def _beside(tree: Tree, token: Token, head: Token) -> bool:
    """Whether only name parts and commas stand between two words, whatever the arcs say."""
    low, high = sorted((token.id, head.id))
    return high - low < 6 and all(
        tree[i].upos == "PROPN" or tree[i].form in (",", "-") or tree[i].name.endswith("PER")
        for i in range(low + 1, high)
    )


def distance(tree: Tree, top: Token, head: Token) -> int | None:
    """How close an actor stands to the head: 0 is the head; None leads away from it."""
    steps, here = 0, top
    while here.id != head.id:
        case = tree.child(here.id, "case")
        if here.deprel.startswith(("acl", "conj", "obl", "advcl")) or not here.head:
            return None
        if here.deprel == "nmod" and case is not None and case.lemma.lower() in _OUTWARD:
            return None
        near = matches(here.deprel, (*_NAME_ARCS, "amod")) or here.deprel == "nmod:poss"
        steps += 1 if near else 4
        here = tree[here.head]
    return steps if steps < _FAR else None


def name_runs(tree: Tree) -> Iterator[tuple[Token, ...]]:
    """The runs of tokens that the name tags call a person or organisation."""
    run: list[Token] = []
    for token in tree.tokens:
        kind = token.name.partition("-")[2]
        goes_on = run and token.name == f"I-{run[0].name.partition('-')[2]}"
        if run and not goes_on and _hyphenated(tree, token, run[-1], run[0].name):
            run.append(token)
            continue
        if run and not goes_on:
            yield tuple(run)
            run = []
        if kind in ("PER", "ORG"):
            run.append(token)
    if run:
        yield tuple(run)


def _hyphenated(tree: Tree, token: Token, last: Token, name: str) -> bool:
    """Whether a token goes on with a double name: the hyphen, or the part after it."""
    if not name.endswith("PER") or token.start != last.end:
        return False
    if token.form == "-":
        after = tree[token.id + 1] if token.id < len(tree) else None
        return after is not None and after.start == token.end and after.form[:1].isupper()
    return last.form == "-" and token.form[:1].isupper()


def full_names(trees: tuple[Tree, ...]) -> dict[str, str]:
    """Last names to the first full name with that ending, from the name tags."""
    found: dict[str, str] = {}
    for tree in trees:
        for run in name_runs(tree):
            if len(run) > 1 and run[0].name.endswith("PER"):
                parts = [run[0].form]
                for before, token in pairwise(run):
                    parts.append(("" if token.start == before.end else " ") + token.form)
                name = bare_name("".join(parts))
                found.setdefault(last_name(name), name)
    return found
