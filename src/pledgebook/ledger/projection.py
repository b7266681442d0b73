"""The commitments as rows: derived from claims and judgements, thrown away and rebuilt.

Only blocks that something was added to are linked anew. What stands for a document is the
newest version of each engine that read it; older readings stay, and count for nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select

from pledgebook.errors import LedgerError
from pledgebook.ledger import rows, tables
from pledgebook.ledger.correcting import corrected
from pledgebook.ledger.link import Link, link
from pledgebook.ledger.names import actor_key
from pledgebook.ledger.reasons import Item
from pledgebook.ledger.records import Report, Source
from pledgebook.ledger.standing import Standing, batches, homes_of, standing_of
from pledgebook.ledger.summary import summary

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
    standing = standing_of(connection)
    homes = homes_of(connection, standing)
    for block in blocks:
        _rebuild(connection, block, standing, homes)
        connection.execute(delete(table).where(table.c.block == block))
    return len(blocks)


def rebuild_all(connection: Connection) -> int:
    """How many commitments there are after all of them were made anew."""
    connection.execute(delete(tables.commitment_claims))
    connection.execute(delete(tables.commitments))
    connection.execute(delete(tables.stale))
    standing = standing_of(connection)
    homes = homes_of(connection, standing)
    blocks = set(connection.execute(select(tables.claims.c.block).distinct()).scalars())
    for block in sorted(blocks | set(homes.values())):
        _rebuild(connection, block, standing, homes)
    return connection.execute(select(func.count()).select_from(tables.commitments)).scalar_one()


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


def _rebuild(
    connection: Connection, block: str, standing: Standing, homes: Mapping[str, str]
) -> None:
    """Links one block anew and writes its commitments.

    Args:
        homes: the blocks of the claims that a correction moved out of their own, by identity.
    """
    _discard(connection, tables.commitments.c.block == block)
    items = items_in(connection, block, homes, standing)
    _discard_former(connection, items)
    heads, members = derived(items, block, standing)
    if heads:
        connection.execute(insert(tables.commitments), heads)
        connection.execute(insert(tables.commitment_claims), members)


def derived(
    items: Sequence[Item], block: str, standing: Standing
) -> tuple[list[rows.Row], list[rows.Row]]:
    """The rows of `commitments` and `commitment_claims` that a block's claims come to."""
    kept = [item for item in items if standing.reviewed.get(item.identity) != "reject"]
    heads: list[rows.Row] = []
    members: list[rows.Row] = []
    for links in link(kept, standing.rulings):
        head = _head(links, block)
        heads.append(head)
        members += [
            {"claim": found.item.claim_id, "commitment": head["id"], "why": list(found.why)}
            for found in links
        ]
    return heads, members


def _discard(connection: Connection, which: ColumnElement[bool]) -> None:
    """Throws commitments away, with who belonged to them."""
    table = tables.commitment_claims
    old = select(tables.commitments.c.id).where(which)
    connection.execute(delete(table).where(table.c.commitment.in_(old)))
    connection.execute(delete(tables.commitments).where(which))


def _discard_former(connection: Connection, items: Sequence[Item]) -> None:
    """Throws away what these claims, or older versions of them, made in the block they left.

    That block waits to be linked anew too.
    """
    member, head = tables.commitment_claims, tables.commitments
    for batch in batches([item.claim_id for item in items]):
        former = select(member.c.commitment).distinct().where(member.c.claim.in_(batch))
        _discard(connection, head.c.id.in_(connection.execute(former).scalars().all()))
    for batch in batches([item.identity for item in items]):
        _discard(connection, head.c.id.in_(batch))


def items_in(
    connection: Connection, block: str, homes: Mapping[str, str], standing: Standing
) -> list[Item]:
    """The claims of a block, as corrected: its own without those moved out, and those moved in.

    Raises:
        LedgerError: a claim was changed behind the ledger's back and cannot be read.
    """
    columns = [column for column in tables.claims.c if column.name not in _UNUSED]
    joined = select(*columns, tables.documents.c.published).join(
        tables.documents, tables.documents.c.key == tables.claims.c.document
    )
    try:
        found = list(connection.execute(joined.where(tables.claims.c.block == block)).mappings())
        found = [row for row in found if homes.get(row["identity"], block) == block]
        moved_in = sorted(identity for identity, home in homes.items() if home == block)
        for batch in batches(moved_in):
            query = joined.where(tables.claims.c.identity.in_(batch))
            found += list(connection.execute(query).mappings())
        return _items(connection, found, standing)
    except rows.UNREADABLE as error:
        raise LedgerError(
            f"a claim of {block!r} was changed and cannot be read ({error}); "
            "`pledgebook check` says which; restore a backup"
        ) from None


def _items(connection: Connection, found: Sequence[RowMapping], standing: Standing) -> list[Item]:
    readings = standing_readings(connection, sorted({row["document"] for row in found}))
    return [
        Item(
            claim_id=row["id"],
            identity=row["identity"],
            document=row["document"],
            published=row["published"],
            claim=corrected(
                rows.claim_of(row, row["document"]), standing.corrections.get(row["identity"], {})
            )[0],
        )
        for row in found
        if row["reading"] in readings
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
