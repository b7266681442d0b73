"""What all judgements come to: which stand, and what they say of reports and pairs of reports.

The result is a function of the set of judgements with their times: in which order they came
into this ledger (an import may bring older ones) does not show.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, cast

from sqlalchemy import Connection, or_, select

from pledgebook.ledger import rows, tables
from pledgebook.ledger.correcting import corrected
from pledgebook.ledger.link import Rulings
from pledgebook.ledger.records import Judgement, Rank, Reviewed

BATCH: Final = 500
"""How many values one query names."""

PairVerdict = Literal["same", "not_same", "unsure"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What people decided, by the identity of the report; undone judgements count for nothing.

    Of several on one thing the latest holds: on a report alone (`reviewed`), a field of it
    (`corrections`, by field), its amounts (`ranks`), or a pair (`pairs`). `rulings` are the
    pairs as linking takes them.
    """

    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, Judgement]] = field(default_factory=dict)
    ranks: Mapping[str, Rank] = field(default_factory=dict)
    pairs: Mapping[frozenset[str], PairVerdict] = field(default_factory=dict)
    rulings: Rulings = field(default_factory=Rulings)


def undone(judgements: Iterable[Judgement]) -> frozenset[int]:
    """The numbers of the judgements that are taken back; an undo may itself be taken back."""
    taken: set[int] = set()
    undos = [each for each in judgements if each.verdict == "undo"]
    for each in sorted(undos, key=lambda undo: undo.id, reverse=True):
        if each.id not in taken:
            taken.add(int(each.subject))
    return frozenset(taken)


def standing(judgements: Iterable[Judgement]) -> Standing:
    """What judgements come to, the latest of each thing; ties in time go by content."""
    found = list(judgements)
    taken = undone(found)
    reviewed: dict[str, Reviewed] = {}
    corrections: dict[str, dict[str, Judgement]] = {}
    ranks: dict[str, Rank] = {}
    pairs: dict[frozenset[str], PairVerdict] = {}
    for each in sorted(found, key=in_time):
        if each.id in taken:
            continue
        if each.verdict == "correct" and each.field is not None:
            corrections.setdefault(each.subject, {})[each.field] = each
        elif each.verdict == "prefer":
            ranks[each.subject] = each.value
        elif each.other is not None:
            pair = frozenset((each.subject, each.other))
            # The pair moves to the end: the latest decision on it counts for its age.
            pairs.pop(pair, None)
            pairs[pair] = cast(PairVerdict, each.verdict)
        elif each.verdict in ("accept", "reject", "unsure"):
            reviewed[each.subject] = each.verdict
    return Standing(reviewed, corrections, ranks, pairs, _rulings(pairs))


def in_time(judgement: Judgement) -> tuple[str, ...]:
    """What judgements are sorted by: when they were made, then what they say."""
    return (
        judgement.made_at,
        judgement.verdict,
        judgement.subject,
        judgement.other or "",
        judgement.field or "",
        judgement.author,
        judgement.reason,
        json.dumps(judgement.value, sort_keys=True),
    )


def judgements_of(
    connection: Connection, about: Sequence[str] | None = None
) -> tuple[Judgement, ...]:
    """The judgements by number; with `about` only those on these identities, and every undo."""
    table = tables.judgements
    query = select(table).order_by(table.c.id)
    if about is None:
        return tuple(Judgement(**row) for row in connection.execute(query).mappings())
    found: dict[int, Judgement] = {}
    for batch in [*batches(about), []]:
        named = or_(table.c.subject.in_(batch), table.c.other.in_(batch))
        if not batch:
            named = table.c.verdict == "undo"
        for row in connection.execute(query.where(named)).mappings():
            found[row["id"]] = Judgement(**row)
    return tuple(found[number] for number in sorted(found))


def standing_of(connection: Connection, about: Sequence[str] | None = None) -> Standing:
    """What the judgements of a ledger come to; with `about` those on these identities."""
    return standing(judgements_of(connection, about))


def homes_of(connection: Connection, found: Standing) -> dict[str, str]:
    """The block of each claim, by identity, that a correction of giver or kind moved."""
    moving = [
        identity
        for identity, judged in found.corrections.items()
        if not judged.keys().isdisjoint(("contributor", "kind"))
    ]
    homes: dict[str, str] = {}
    for batch in batches(moving):
        query = select(tables.claims).where(tables.claims.c.identity.in_(batch))
        for row in connection.execute(query).mappings():
            claim = rows.claim_of(row, row["document"])
            told, _ = corrected(claim, found.corrections[row["identity"]])
            block = rows.block_of(told, row["document"])
            if block != row["block"]:
                homes[row["identity"]] = block
    return homes


def blocks_of(connection: Connection, identities: Sequence[str], found: Standing) -> set[str]:
    """The blocks that these reports are, or by their engine were, linked in.

    Args:
        found: what the judgements on these reports come to.
    """
    blocks = set(homes_of(connection, found).values())
    for batch in batches(identities):
        table = tables.claims
        query = select(table.c.block).distinct().where(table.c.identity.in_(batch))
        blocks |= set(connection.execute(query).scalars())
    return blocks


def for_linking(found: Standing) -> tuple[object, ...]:
    """What linking rests on of all that was judged: commitments change where this does."""
    values = {
        identity: {field: judged.value for field, judged in fields.items()}
        for identity, fields in found.corrections.items()
    }
    rejected = {name for name, verdict in found.reviewed.items() if verdict == "reject"}
    return rejected, values, found.rulings


def home_of(connection: Connection, identity: str) -> str | None:
    """The block that a report is linked in now; None where the ledger has no such report."""
    homes = homes_of(connection, standing_of(connection, [identity]))
    query = select(tables.claims.c.block).where(tables.claims.c.identity == identity).limit(1)
    return homes.get(identity) or connection.execute(query).scalar()


def batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in stretches that one query can name."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def _rulings(pairs: Mapping[frozenset[str], PairVerdict]) -> Rulings:
    apart = frozenset(pair for pair, verdict in pairs.items() if verdict == "not_same")
    same = [pair for pair, verdict in pairs.items() if verdict == "same"]
    return Rulings(same=_consistent(same, apart), not_same=apart)


def _consistent(
    pairs: Sequence[frozenset[str]], apart: frozenset[frozenset[str]]
) -> tuple[tuple[str, str], ...]:
    """The pairs that can be one without joining two that are apart; the latest come first."""
    groups: dict[str, set[str]] = {}
    kept: list[tuple[str, str]] = []
    for pair in reversed(pairs):
        if len(pair) != 2:
            continue
        left, right = sorted(pair)
        one, two = groups.get(left, {left}), groups.get(right, {right})
        if any(frozenset((a, b)) in apart for a in one for b in two):
            continue
        merged = one | two
        for name in merged:
            groups[name] = merged
        kept.append((left, right))
    return tuple(kept)
