"""The commitments as rows: derived from claims and judgements, thrown away and rebuilt.

Only blocks that something was added to are linked anew. What stands for a document is the
newest version of each engine that read it; older readings stay, and count for nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select

from pledgebook.errors import LedgerError
from pledgebook.ledger import rows, tables
from pledgebook.ledger.link import Link, Rulings, link
from pledgebook.ledger.names import actor_key
from pledgebook.ledger.reasons import Item
from pledgebook.ledger.records import Report, Reviewed, Source, Verdict
from pledgebook.ledger.summary import summary

BATCH: Final = 500

# What linking does not look at; traces are the larger part of a claim's row.
_UNUSED: Final = frozenset({"trace", "speakers"})


def rebuild_stale(connection: Connection, most: int) -> int:
    """How many blocks were linked anew, of those that claims or judgements were added to.

    Args:
        most: link no more than so many, so that other writers need not wait long.
    """
    table = tables.stale
    due = select(table.c.block).distinct().order_by(table.c.block).limit(most)
    blocks = connection.execute(due).scalars().all()
    if not blocks:
        return 0
    rulings, reviewed = rulings_of(connection)
    for block in blocks:
        _rebuild(connection, block, rulings, reviewed)
        connection.execute(delete(table).where(table.c.block == block))
    return len(blocks)


def rebuild_all(connection: Connection) -> int:
    """How many commitments there are after all of them were made anew."""
    connection.execute(delete(tables.commitment_claims))
    connection.execute(delete(tables.commitments))
    connection.execute(delete(tables.stale))
    rulings, reviewed = rulings_of(connection)
    blocks = select(tables.claims.c.block).distinct().order_by(tables.claims.c.block)
    for block in connection.execute(blocks).scalars().all():
        _rebuild(connection, block, rulings, reviewed)
    return connection.execute(select(func.count()).select_from(tables.commitments)).scalar_one()


def judged_blocks(
    connection: Connection, identities: Iterable[str | None], verdict: Verdict
) -> set[str]:
    """The blocks that a judgement about these reports may change."""
    names = [name for name in identities if name is not None]
    if verdict == "undo":
        row = connection.execute(
            select(tables.judgements.c.subject, tables.judgements.c.other).where(
                tables.judgements.c.id == int(names[0])
            )
        ).one()
        names = [name for name in row if name is not None]
    blocks = select(tables.claims.c.block).distinct().where(tables.claims.c.identity.in_(names))
    return set(connection.execute(blocks).scalars())


def rulings_of(connection: Connection) -> tuple[Rulings, dict[str, Reviewed]]:
    """What people decided on pairs, and the last accept or reject of each report.

    Later judgements win over earlier ones of the same pair, undone ones count for nothing,
    and "same" never brings together what is judged not the same.
    """
    judged = tables.judgements
    found = connection.execute(select(judged).order_by(judged.c.id)).mappings().all()
    undone = {int(row["subject"]) for row in found if row["verdict"] == "undo"}
    pairs: dict[frozenset[str], str] = {}
    reviewed: dict[str, Reviewed] = {}
    for row in found:
        if row["id"] in undone:
            continue
        if row["verdict"] in ("same", "not_same", "unsure"):
            pairs[frozenset((row["subject"], row["other"]))] = row["verdict"]
        elif row["verdict"] in ("accept", "reject"):
            reviewed[row["subject"]] = row["verdict"]
    not_same = frozenset(pair for pair, verdict in pairs.items() if verdict == "not_same")
    same = _consistent((pair for pair, v in pairs.items() if v == "same"), not_same)
    return Rulings(same=same, not_same=not_same), reviewed


def _consistent(
    pairs: Iterable[frozenset[str]], apart: frozenset[frozenset[str]]
) -> tuple[tuple[str, str], ...]:
    """The pairs that can be one without joining two that are apart; the latest come first."""
    groups: dict[str, set[str]] = {}
    kept: list[tuple[str, str]] = []
    for pair in reversed(list(pairs)):
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


def standing_readings(connection: Connection, documents: Sequence[str]) -> set[str]:
    """The readings that stand: of each document and engine the newest version."""
    best: dict[tuple[str, str], tuple[tuple[tuple[int, str], ...], str]] = {}
    table = tables.readings
    for batch in batches(documents):
        found = select(table.c.id, table.c.document, table.c.engine, table.c.version)
        for row in connection.execute(found.where(table.c.document.in_(batch))):
            key, candidate = (row.document, row.engine), (_version_key(row.version), row.id)
            best[key] = max(best.get(key, candidate), candidate)
    return {reading for _, reading in best.values()}


def batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in stretches that one query can name."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def _rebuild(
    connection: Connection, block: str, rulings: Rulings, reviewed: Mapping[str, Reviewed]
) -> None:
    """Links one block anew and writes its commitments."""
    old = select(tables.commitments.c.id).where(tables.commitments.c.block == block)
    table = tables.commitment_claims
    connection.execute(delete(table).where(table.c.commitment.in_(old)))
    connection.execute(delete(tables.commitments).where(tables.commitments.c.block == block))
    heads, members = derived(connection, block, rulings, reviewed)
    if heads:
        connection.execute(insert(tables.commitments), heads)
        connection.execute(insert(table), members)


def derived(
    connection: Connection, block: str, rulings: Rulings, reviewed: Mapping[str, Reviewed]
) -> tuple[list[rows.Row], list[rows.Row]]:
    """The rows of `commitments` and `commitment_claims` that a block's claims come to."""
    items = {item.claim_id: item for item in _items(connection, block)}
    kept = [item for item in items.values() if reviewed.get(item.identity) != "reject"]
    heads: list[rows.Row] = []
    members: list[rows.Row] = []
    for links in link(kept, rulings):
        head = _head(links, block)
        heads.append(head)
        members += [
            {"claim": found.item.claim_id, "commitment": head["id"], "why": list(found.why)}
            for found in links
        ]
    return heads, members


def _items(connection: Connection, block: str) -> list[Item]:
    columns = [column for column in tables.claims.c if column.name not in _UNUSED]
    joined = (
        select(*columns, tables.documents.c.published)
        .join(tables.documents, tables.documents.c.key == tables.claims.c.document)
        .where(tables.claims.c.block == block)
    )
    try:
        return _items_of(connection, connection.execute(joined).mappings().all())
    except rows.UNREADABLE as error:
        raise LedgerError(
            f"a claim of {block!r} was changed and cannot be read ({error}); "
            "`pledgebook check` says which; restore a backup"
        ) from None


def _items_of(connection: Connection, found: Sequence[Mapping[Any, Any]]) -> list[Item]:
    standing = standing_readings(connection, sorted({row["document"] for row in found}))
    return [
        Item(
            claim_id=row["id"],
            identity=row["identity"],
            document=row["document"],
            published=row["published"],
            claim=rows.claim_of(row, row["document"]),
        )
        for row in found
        if row["reading"] in standing
    ]


def _head(links: Sequence[Link], block: str) -> rows.Row:
    """The row of a commitment; status and kind are those that hold over all reports."""
    told = summary([_bare_report(found.item) for found in links])
    return {
        "id": links[0].item.identity,
        "block": block,
        "contributor": told.contributor,
        "contributor_key": actor_key(told.contributor),
        "kind": told.kind,
        "recipient_key": None if told.recipient is None else actor_key(told.recipient),
        "status": told.holding.status,
        "first": told.first,
        "last": told.last,
    }


def _bare_report(item: Item) -> Report:
    source = Source(
        key=item.document,
        name=item.document,
        title=None,
        publisher=None,
        published=item.published,
        url=None,
        address=None,
        digest="",
    )
    return Report(
        id=item.claim_id,
        identity=item.identity,
        claim=item.claim,
        source=source,
        engine="",
        engine_version="",
    )


def _version_key(version: str) -> tuple[tuple[int, str], ...]:
    """A version as it is ordered: "0.10" after "0.9"."""
    parts = re.findall(r"\d+|[^\W\d]+", version)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
