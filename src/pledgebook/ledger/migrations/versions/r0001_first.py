"""The first format: documents, readings, claims, statements, judgements, commitments."""

from typing import Any

import sqlalchemy as sa
from alembic import op

Type = sa.types.TypeEngine[Any]

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "documents",
    "runs",
    "readings",
    "claims",
    "unaligned",
    "memberships",
    "counts",
    "meetings",
    "needs",
    "coverage_claims",
    "judgements",
)


# Dates and names are compared by code point on both databases ("2014-09~" ends September), and
# beginnings of ids are found by an index.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def string(length: int) -> Type:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def key(name: str, type_: Type, *args: sa.ForeignKey, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, type_, *args, primary_key=True, **options)


def must(name: str, type_: Type, *args: sa.ForeignKey) -> sa.Column[Any]:
    return sa.Column(name, type_, *args, nullable=False)


def may(name: str, type_: Type) -> sa.Column[Any]:
    return sa.Column(name, type_)


def number_key() -> sa.Column[Any]:
    return key("id", sa.Integer(), autoincrement=True)


def upgrade() -> None:
    op.create_table("ledger_format", key("format", sa.Integer(), autoincrement=False))
    create_documents()
    create_readings()
    create_claims()
    create_statements()
    create_judgements()
    create_commitments()
    forbid_changes()


def create_documents() -> None:
    op.create_table(
        "documents",
        key("key", string(32)),
        must("digest", string(64)),
        must("id", TEXT),
        may("title", TEXT),
        may("byline", TEXT),
        may("publisher", TEXT),
        may("home", TEXT),
        may("published", string(32)),
        may("url", TEXT),
        may("address", TEXT),
        must("language", string(16)),
        must("text", TEXT),
        may("snapshot_digest", string(64)),
        must("signature", TEXT),
        must("read_at", string(32)),
    )
    index("documents", "digest", "id", "published")


def create_readings() -> None:
    op.create_table(
        "runs",
        number_key(),
        must("engine", TEXT),
        must("version", TEXT),
        must("started_at", string(32)),
    )
    op.create_table(
        "readings",
        key("id", string(32)),
        must("document", string(32), sa.ForeignKey("documents.key")),
        must("run", sa.Integer(), sa.ForeignKey("runs.id")),
        must("engine", TEXT),
        must("version", TEXT),
        must("parsed", sa.Integer()),
        must("added_at", string(32)),
        sa.UniqueConstraint("document", "engine", "version"),
    )
    index("readings", "document")
    op.create_table(
        "unaligned",
        number_key(),
        must("reading", string(32), sa.ForeignKey("readings.id")),
        must("reason", string(32)),
        must("quote", TEXT),
        may("start", sa.Integer()),
    )
    index("unaligned", "reading")


def create_claims() -> None:
    op.create_table(
        "claims",
        key("id", string(32)),
        must("identity", string(20)),
        must("reading", string(32), sa.ForeignKey("readings.id")),
        must("document", string(32), sa.ForeignKey("documents.key")),
        must("block", TEXT),
        must("local", TEXT),
        must("contributor", TEXT),
        must("kind", TEXT),
        must("status", string(16)),
        must("span_start", sa.Integer()),
        must("span_end", sa.Integer()),
        must("quote", TEXT),
        may("what", sa.JSON()),
        may("quantity", sa.JSON()),
        may("money", sa.JSON()),
        may("group_size", sa.BigInteger()),
        may("increment", string(16)),
        may("includes_previous", sa.Boolean()),
        may("joint_with", sa.JSON()),
        may("part_of", sa.JSON()),
        may("recipient", TEXT),
        may("channel", TEXT),
        may("target", TEXT),
        may("place", sa.JSON()),
        may("condition", sa.JSON()),
        may("when", string(64)),
        may("stated_on", string(64)),
        may("speakers", sa.JSON()),
        must("said_by_side", string(16)),
        may("meeting", TEXT),
        must("hedged", sa.Boolean()),
        must("partial", sa.Boolean()),
        must("overdue", sa.Boolean()),
        must("denied", sa.Boolean()),
        may("taker_response", string(16)),
        must("score", sa.Float()),
        may("trace", sa.JSON()),
    )
    index("claims", "identity", "reading", "document", "block")


def create_statements() -> None:
    for name, *columns in (
        ("memberships", "group", "member"),
        ("counts", "group"),
        ("meetings", "name"),
        ("needs", "kind"),
        ("coverage_claims", "met"),
    ):
        op.create_table(
            name,
            key("id", string(32)),
            must("reading", string(32), sa.ForeignKey("readings.id")),
            must("document", string(32), sa.ForeignKey("documents.key")),
            must("span_start", sa.Integer()),
            must("span_end", sa.Integer()),
            must("quote", TEXT),
            must("body", sa.JSON()),
            *(must(column, TEXT) for column in columns),
        )
        index(name, "reading", "document")


def create_judgements() -> None:
    op.create_table(
        "judgements",
        number_key(),
        must("subject", TEXT),
        must("verdict", string(16)),
        may("other", TEXT),
        must("author", TEXT),
        must("reason", TEXT),
        must("made_at", string(32)),
    )
    index("judgements", "subject")


def create_commitments() -> None:
    op.create_table("stale", number_key(), must("block", TEXT))
    index("stale", "block")
    op.create_table(
        "commitments",
        key("id", string(20)),
        must("block", TEXT),
        must("contributor", TEXT),
        must("contributor_key", TEXT),
        must("kind", TEXT),
        may("recipient_key", TEXT),
        must("status", string(16)),
        may("first", string(32)),
        may("last", string(32)),
    )
    op.create_index("ix_commitments_order", "commitments", ["contributor", "kind", "first", "id"])
    index("commitments", "block", "contributor_key")
    op.create_table(
        "commitment_claims",
        key("claim", string(32), sa.ForeignKey("claims.id")),
        must("commitment", string(20), sa.ForeignKey("commitments.id")),
        must("why", sa.JSON()),
    )
    index("commitment_claims", "commitment")


def index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def forbid_changes() -> None:
    """Refuses UPDATE and DELETE on what was read and decided, in the database itself."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION ledger_append_only() RETURNS trigger AS $$ BEGIN "
            "RAISE EXCEPTION 'the ledger is append-only: % on %', TG_OP, TG_TABLE_NAME; "
            "END $$ LANGUAGE plpgsql"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()"
            )
        return
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'the ledger is append-only: {act} on {table}'); END"
            )
