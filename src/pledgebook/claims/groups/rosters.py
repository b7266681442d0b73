"""Lists of named states and bodies, read word by word: "the UK, France and Denmark"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pledgebook.claims.clauses.reading import Reading, actor_of
from pledgebook.mentions.lexicons import rows
from pledgebook.types import Mention, Span, Token

SEPARATORS = frozenset({",", ";", "and", "&", "or", "plus"})
SKIPPED = frozenset(
    {"the", "both", "also", "then", "later", "finally", "governments", "of", "from"}
)
NEVER_MEMBERS = ("PERSON:", "GROUP:")
"""A person stands for a state only with an office, which the mention then holds."""
TITLE_WORDS = 7
"""So many words may stand between an adjective or possessive and the end of its person:
"Iraq's acting deputy foreign minister Jane Doe"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One item of a list: the actor and the ids of its first and last token."""

    actor: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A member found in a sentence, before its group is settled.

    `event` is the token of the gathering, None where `group` is the name of a group. `listed` is
    how many of the items stand in the list, where that may tell the group.
    """

    reading: Reading
    items: tuple[Listed, ...]
    role: str
    anchor: tuple[int, ...]
    group: str | None = None
    event: int | None = None
    listed: int = 0


@cache
def words(sort: str) -> frozenset[str]:
    """The words of one class of `data/en/lexicons/circles.tsv`.

    Raises:
        RuleError: the table cannot be read.
    """
    return frozenset(row["word"] for row in rows("circles") if row["class"] == sort)


def named_at(reading: Reading, token_id: int) -> Mention | None:
    """The longest mention of a state or body that begins at this token, None without one."""
    start = reading.tree[token_id].start
    best: Mention | None = None
    for mention in reading.by_token.get(token_id, ()):
        actor = actor_of(mention) if mention.type == "actor" else None
        if actor is None or mention.start != start or str(actor.id).startswith(NEVER_MEMBERS):
            continue
        if best is None or mention.end > best.end:
            best = mention
    return best


def roster(reading: Reading, first: int, last: int | None = None) -> tuple[Listed, ...]:
    """The named states and bodies of the list that begins at a token, in text order.

    Articles before and titles behind a name are passed: "France, Iraq's President Doe and the
    EU" is FRA, IRQ, EU. The list ends at the first word that continues no list, or at `last`.
    Empty where no list begins there.
    """
    tree = reading.tree
    end = last or len(tree)
    found: list[Listed] = []
    at = first
    while at <= end:
        start = at
        while at <= end and tree[at].form.lower() in SKIPPED:
            at += 1
        mention = named_at(reading, at) if at <= end else None
        if mention is None or opens_clause(reading, at, bool(found)):
            break
        stop = tree.at(mention.start, mention.end)[-1].id
        stop = behind_title(reading, stop, end)
        actor = actor_of(mention)
        if actor is not None and all(item.actor != actor.id for item in found):
            found.append(Listed(actor=str(actor.id), first=start, last=stop))
        at = stop + 1
        gap, closed = at, last_joined(reading, start)
        while at <= end and tree[at].form.lower() in SEPARATORS:
            at += 1
        if at == gap and tuple(t.form.lower() for t in tree.tokens[at - 1 : at + 2]) == AS_WELL_AS:
            at += 3
        commas = all(t.form == "," for t in tree.tokens[gap - 1 : at - 1])
        if at == gap or (closed and commas):
            break
    return tuple(found)


def last_joined(reading: Reading, first: int) -> bool:
    """Whether "and" stands before an item: it is the last, and a comma ends the list."""
    return first > 1 and reading.tree[first - 1].form.lower() in {"and", "&", "or"}


AS_WELL_AS = ("as", "well", "as")


def opens_clause(reading: Reading, token_id: int, listed: bool) -> bool:
    """Whether a name behind a list is the subject of the next clause: "..., and Kerry said"."""
    token = reading.tree[token_id]
    return listed and token.deprel.startswith("nsubj")


def behind_title(reading: Reading, token_id: int, end: int) -> int:
    """The last token of a person whose state was just named: "Iraq's foreign minister Doe"."""
    tree = reading.tree
    at = token_id
    if at < end and tree[at + 1].form in {"'s", "’s", "'", "’"}:
        limit = min(end, at + TITLE_WORDS)
        while at < limit and tree[at + 1].form.lower() not in SEPARATORS | {"."}:
            if tree[at + 1].upos in {"VERB", "AUX", "ADP", "SCONJ"}:
                break
            at += 1
    return at


def within(reading: Reading, head: int) -> tuple[Listed, ...]:
    """The named states and bodies that a noun phrase speaks for, lists included, in text order.

    "ministers from France and Italy", "the French and Italian ministers": FRA, ITA. What the
    phrase is about ("ministers on Syria", "those fighting in Mali") is left out.
    """
    found: list[Listed] = []
    for token_id in spoken_for(reading, head):
        mention = named_at(reading, token_id)
        if mention is None or any(item.first <= token_id <= item.last for item in found):
            continue
        for item in roster(reading, token_id):
            if all(item.actor != other.actor for other in found):
                found.append(item)
    return tuple(found)


def spoken_for(reading: Reading, head: int) -> tuple[int, ...]:
    """The tokens of a noun phrase and its lists without clauses and without what it is about."""
    tree = reading.tree
    found = [head]
    for token_id in found:
        for child in tree.children(token_id):
            if child.deprel.partition(":")[0] in NOT_SPOKEN_FOR:
                continue
            if child.deprel == "nmod" and reading.marker(child.id) not in SPEAKING_MARKS:
                continue
            found.append(child.id)
    return tuple(sorted(found))


NOT_SPOKEN_FOR = frozenset(
    {"acl", "advcl", "parataxis", "ccomp", "csubj", "punct", "nsubj", "obl", "obj", "cop", "mark"}
)
SPEAKING_MARKS = frozenset({"", "of", "from", "with", "including", "like", "such as", "between"})


def stretch(reading: Reading, token_ids: Iterator[int] | tuple[int, ...]) -> Span:
    """The words from the first to the last of these tokens."""
    ids = sorted(token_ids)
    return reading.span(reading.tree[ids[0]].start, reading.tree[ids[-1]].end)


def of_states(reading: Reading, token: Token) -> bool:
    """Whether a noun is a set of states: "countries", "the number of countries"."""
    if token.lemma.lower() in words("state"):
        return token.xpos in {"NNS", "NNPS"}
    return token.lemma.lower() in {"number", "list", "group", "range"} and any(
        of_states(reading, child) for child in reading.tree.children(token.id, "nmod")
    )
