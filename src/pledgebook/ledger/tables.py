"""The tables of the ledger, for SQLite and PostgreSQL.

What was read (`documents`, `readings`, `claims`, ...) and what was decided (`judgements`) is
only ever appended; triggers made by the first migration refuse UPDATE and DELETE. What is
derived (`commitments`, `commitment_claims`) can be thrown away and rebuilt; `stale` lists the
blocks where that is due.

Structured values (spans, amounts, speaker chains, traces) are JSON text. Dates are ISO text
as the documents give them ("2014-09-05", "2014-09"), so that they compare as strings.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID: Final = 0x506C6467
"""Marks a SQLite file as a Pledgebook ledger ("Pldg" in ASCII, `PRAGMA application_id`)."""

FORMAT: Final = 2
"""The newest format that this version reads and writes (`PRAGMA user_version`)."""

metadata = MetaData()

format_table = Table(
    "ledger_format",
    metadata,
    Column("format", Integer, primary_key=True, autoincrement=False),
)

documents = Table(
    "documents",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("id", Text, nullable=False, index=True),
    Column("title", Text),
    Column("byline", Text),
    Column("publisher", Text),
    Column("home", Text),
    Column("published", String(32), index=True),
    Column("url", Text),
    Column("address", Text),
    Column("language", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("snapshot_digest", String(64)),
    Column("signature", Text, nullable=False),
    Column("read_at", String(32), nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("engine", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("started_at", String(32), nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", String(32), ForeignKey("documents.key"), nullable=False, index=True),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("engine", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("parsed", Integer, nullable=False),
    Column("added_at", String(32), nullable=False),
    UniqueConstraint("document", "engine", "version"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("identity", String(20), nullable=False, index=True),
    Column("reading", String(32), ForeignKey("readings.id"), nullable=False, index=True),
    Column("document", String(32), ForeignKey("documents.key"), nullable=False, index=True),
    Column("block", Text, nullable=False, index=True),
    Column("local", Text, nullable=False),
    Column("contributor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("what", JSON(none_as_null=True)),
    Column("quantity", JSON(none_as_null=True)),
    Column("money", JSON(none_as_null=True)),
    Column("group_size", BigInteger),
    Column("increment", String(16)),
    Column("includes_previous", Boolean),
    Column("joint_with", JSON(none_as_null=True)),
    Column("part_of", JSON(none_as_null=True)),
    Column("recipient", Text),
    Column("channel", Text),
    Column("target", Text),
    Column("place", JSON(none_as_null=True)),
    Column("condition", JSON(none_as_null=True)),
    Column("when", String(64)),
    Column("stated_on", String(64)),
    Column("speakers", JSON(none_as_null=True)),
    Column("said_by_side", String(16), nullable=False),
    Column("meeting", Text),
    Column("hedged", Boolean, nullable=False),
    Column("partial", Boolean, nullable=False),
    Column("overdue", Boolean, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("taker_response", String(16)),
    Column("score", Float, nullable=False),
    Column("trace", JSON(none_as_null=True)),
)

unaligned = Table(
    "unaligned",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("reading", String(32), ForeignKey("readings.id"), nullable=False, index=True),
    Column("reason", String(32), nullable=False),
    Column("quote", Text, nullable=False),
    Column("start", Integer),
)


def _statements(name: str, *columns: Column[str] | Column[int]) -> Table:
    """A table of what documents state besides claims, one row a statement."""
    return Table(
        name,
        metadata,
        Column("id", String(32), primary_key=True),
        Column("reading", String(32), ForeignKey("readings.id"), nullable=False, index=True),
        Column("document", String(32), ForeignKey("documents.key"), nullable=False, index=True),
        Column("span_start", Integer, nullable=False),
        Column("span_end", Integer, nullable=False),
        Column("quote", Text, nullable=False),
        Column("body", JSON, nullable=False),
        *columns,
    )


memberships = _statements(
    "memberships", Column("group", Text, nullable=False), Column("member", Text, nullable=False)
)
counts = _statements("counts", Column("group", Text, nullable=False))
meetings = _statements("meetings", Column("name", Text, nullable=False))
needs = _statements("needs", Column("kind", Text, nullable=False))
coverage_claims = _statements("coverage_claims", Column("met", Text, nullable=False))

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", Text, nullable=False, index=True),
    Column("verdict", String(16), nullable=False),
    Column("other", Text, index=True),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("field", String(32)),
    Column("value", JSON(none_as_null=True)),
)

stale = Table(
    "stale",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("block", Text, nullable=False, index=True),
)

commitments = Table(
    "commitments",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("block", Text, nullable=False, index=True),
    Column("contributor", Text, nullable=False),
    Column("contributor_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recipient_key", Text),
    Column("status", String(16), nullable=False),
    Column("first", String(32)),
    Column("last", String(32)),
    Index("ix_commitments_order", "contributor", "kind", "first", "id"),
    Index("ix_commitments_contributor_key", "contributor_key"),
)

commitment_claims = Table(
    "commitment_claims",
    metadata,
    Column("claim", String(32), ForeignKey("claims.id"), primary_key=True),
    Column("commitment", String(20), ForeignKey("commitments.id"), nullable=False, index=True),
    Column("why", JSON, nullable=False),
)

APPEND_ONLY: Final = (
    documents,
    runs,
    readings,
    claims,
    unaligned,
    memberships,
    counts,
    meetings,
    needs,
    coverage_claims,
    judgements,
)
"""The tables that never change once written."""
