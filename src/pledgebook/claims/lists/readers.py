"""Givers in lists: rows of tables, labelled items, parts of gifts, gapped clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gifts.fractions import fractions
from pledgebook.claims.gifts.kinds import Kinds
from pledgebook.claims.gifts.parts import parted
from pledgebook.claims.lists.gaps import gaps
from pledgebook.claims.lists.items import itemised
from pledgebook.claims.lists.rows import tabled
from pledgebook.claims.parties.roles import Roles
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.types import Document


def listed(
    rules: Rulebook,
    document: Document,
    readings: Sequence[Reading],
    drafts: Sequence[Draft],
    roles: Roles,
    kinds: Kinds,
) -> Iterator[Draft]:
    """Drafts of gifts that lists, tables and verbless lines state, in this order.

    Each reader sees what the clauses and the readers before it have stated, and states
    nothing twice.
    """
    found = [*drafts]
    readers: tuple[Callable[[], Iterator[Draft]], ...] = (
        lambda: tabled(rules, document, readings, kinds),
        lambda: itemised(document, readings, found, roles, kinds),
        lambda: parted(rules, document, readings, found, kinds),
        lambda: gaps(document, readings, found, kinds),
        lambda: fractions(readings, found, kinds),
    )
    for reader in readers:
        new = list(reader())
        found.extend(new)
        yield from new
