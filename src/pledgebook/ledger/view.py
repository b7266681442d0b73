"""Read access to the ledger with a scope: frozen records, one page of rows at a time.

Which reports belong together rests on all that the ledger knows; with `as_of` only what had
been published by then is shown and counts for status, amounts and conflicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, case, func, or_, select

from pledgebook.errors import LedgerError
from pledgebook.ledger import rows, tables
from pledgebook.ledger.connect import errors_named
from pledgebook.ledger.copies import independent
from pledgebook.ledger.correcting import corrected
from pledgebook.ledger.history import conflicts
from pledgebook.ledger.names import actor_key
from pledgebook.ledger.projection import standing_readings
from pledgebook.ledger.records import (
    Commitment,
    Judgement,
    Report,
    Reviewed,
    Scope,
    Source,
    Stated,
    Totals,
)
from pledgebook.ledger.standing import Standing, batches, judgements_of, standing_of
from pledgebook.ledger.summary import summary
from pledgebook.types import Count, CoverageClaim, Meeting, Membership, Need

PAGE: Final = 200
"""How many commitments are fetched at a time, so that memory stays flat."""

CONTEXT_CHARACTERS: Final = 160

T = TypeVar("T", Membership, Count, Meeting, Need, CoverageClaim)


class View:
    """What a ledger shows in a scope. Made by `Ledger.view`."""

    def __init__(self, engine: Engine, name: str, scope: Scope) -> None:
        self._engine = engine
        self._name = name
        self.scope = scope

    def within(self, scope: Scope) -> View:
        """The same ledger in another scope."""
        return View(self._engine, self._name, scope)

    def commitments(self) -> Iterator[Commitment]:
        """The commitments in the scope by contributor, kind, first date and id."""
        with errors_named(self._name), self._engine.connect() as connection:
            listed = list(connection.execute(self._listed()).scalars())
            reader = _Reader(connection, self.scope.as_of)
            for start in range(0, len(listed), PAGE):
                for commitment in reader.commitments(listed[start : start + PAGE]):
                    if self._shows(commitment):
                        yield commitment

    def commitment(self, prefix: str) -> Commitment:
        """The commitment whose id, or one of whose reports' identities, starts so.

        An id stays good when an earlier report is added later: the report that once gave
        the commitment its id still leads to it. Only `as_of` of the scope applies.

        Raises:
            LedgerError: nothing, or more than one commitment, starts so.
        """
        wanted = prefix.strip().casefold()
        matches = (
            select(tables.commitment_claims.c.commitment)
            .distinct()
            .join(tables.claims, tables.claims.c.id == tables.commitment_claims.c.claim)
            .where(tables.claims.c.identity.startswith(wanted, autoescape=True))
            .limit(PAGE)
        )
        with errors_named(self._name), self._engine.connect() as connection:
            found = connection.execute(matches).scalars().all() if wanted else []
            heads = [name for name in found if name.startswith(wanted)]
            ids = heads if len(heads) == 1 else found
            if not ids:
                raise LedgerError(f"{self._name}: {self._absent(connection, prefix, wanted)}")
            if len(ids) > 1:
                raise LedgerError(
                    f"{self._name}: {len(ids)} commitments start with {prefix!r}; "
                    "give more of the id"
                )
            reader = _Reader(connection, self.scope.as_of)
            shown = list(reader.commitments(ids))
        if not shown:
            raise LedgerError(
                f"{self._name}: {prefix!r} was not reported by {self.scope.as_of}; "
                "choose a later date"
            )
        return shown[0]

    def documents(self) -> Iterator[Source]:
        """The documents published in the scope's time, by date and name."""
        table = tables.documents
        columns = [table.c[name] for name in _SOURCE_COLUMNS]
        query = select(*columns).order_by(table.c.published.nulls_first(), table.c.id, table.c.key)
        query = query.where(*self._published())
        with errors_named(self._name), self._engine.connect() as connection:
            shared = _shared_ids(connection)
            for row in connection.execution_options(yield_per=PAGE).execute(query).mappings():
                yield rows.source_of(row, shared)

    def claims_of(self, source: str) -> tuple[Report, ...]:
        """What the engines' newest versions claim of one document, in text order.

        Args:
            source: the document's key or name.

        Raises:
            LedgerError: the ledger has no such document.
        """
        name, _, digits = source.rpartition("~")
        table = tables.documents
        match = or_(
            table.c.key == source,
            table.c.id == source,
            (table.c.id == name) & table.c.key.startswith(digits or "-", autoescape=True),
        )
        with errors_named(self._name), self._engine.connect() as connection:
            keys = connection.execute(select(table.c.key).where(match).limit(2)).scalars().all()
            if len(keys) != 1:
                many = "several documents" if keys else "no document"
                raise LedgerError(f"{self._name}: {many} {source!r}; `show` names them in full")
            return _Reader(connection, None).reports_in(keys[0])

    def memberships(self) -> Iterator[Stated[Membership]]:
        """The memberships that documents state, by date of publication."""
        return self._stated(tables.memberships, Membership)

    def counts(self) -> Iterator[Stated[Count]]:
        """The counts of members that documents claim, by date of publication."""
        return self._stated(tables.counts, Count)

    def meetings(self) -> Iterator[Stated[Meeting]]:
        """The meetings that documents name, by date of publication."""
        return self._stated(tables.meetings, Meeting)

    def needs(self) -> Iterator[Stated[Need]]:
        """What documents say is needed, by date of publication; in the scope's kind."""
        return (
            stated for stated in self._stated(tables.needs, Need) if self._in_kind(stated.record)
        )

    def coverage_claims(self) -> Iterator[Stated[CoverageClaim]]:
        """Whose word there is on what is covered, by date of publication."""
        return self._stated(tables.coverage_claims, CoverageClaim)

    def judgements(self) -> tuple[Judgement, ...]:
        """All decisions in the order in which they were made."""
        with errors_named(self._name), self._engine.connect() as connection:
            return judgements_of(connection)

    def reports(self, identities: Iterable[str]) -> Iterator[Report]:
        """The standing reports with these identities, by date, document and place.

        Those in no commitment, since they were rejected, are among them.
        """
        with errors_named(self._name), self._engine.connect() as connection:
            yield from _Reader(connection, self.scope.as_of).reports(sorted(set(identities)))

    def reviewed(self, verdict: Reviewed) -> Iterator[Report]:
        """The standing reports on which this is the last verdict; rejected ones show only here."""
        with errors_named(self._name), self._engine.connect() as connection:
            found = standing_of(connection).reviewed
        return self.reports(name for name, last in found.items() if last == verdict)

    def text_of(self, source: Source) -> str:
        """The whole text of a document."""
        table = tables.documents
        with errors_named(self._name), self._engine.connect() as connection:
            query = select(table.c.text).where(table.c.key == source.key)
            return str(connection.execute(query).scalar_one())

    def totals(self) -> Totals:
        """How much the whole ledger holds, whatever the scope."""
        counted = {
            name: select(func.count()).select_from(table)
            for name, table in (
                ("documents", tables.documents),
                ("readings", tables.readings),
                ("claims", tables.claims),
                ("unaligned", tables.unaligned),
                ("commitments", tables.commitments),
                ("judgements", tables.judgements),
            )
        }
        with errors_named(self._name), self._engine.connect() as connection:
            return Totals(
                **{name: connection.execute(query).scalar_one() for name, query in counted.items()}
            )

    def _listed(self) -> Select[str]:
        """Ids of the commitments that may be in the scope; what depends on time comes later."""
        table, scope = tables.commitments, self.scope
        query = select(table.c.id).order_by(
            table.c.contributor, table.c.kind, table.c.first.nulls_first(), table.c.id
        )
        if scope.contributor is not None:
            query = query.where(table.c.contributor_key == actor_key(scope.contributor))
        if scope.since is not None:
            query = query.where(table.c.last >= scope.since)
        if scope.as_of is not None:
            query = query.where(table.c.first <= _through(scope.as_of))
        elif scope.status is not None:
            query = query.where(table.c.status == scope.status)
        return query

    def _shows(self, commitment: Commitment) -> bool:
        scope = self.scope
        if scope.status is not None and commitment.status != scope.status:
            return False
        if scope.since is not None and (commitment.last or "") < scope.since:
            return False
        kinds = {commitment.kind} | {report.claim.kind for report in commitment.reports}
        if scope.kind is not None and not any(_within(kind, scope.kind) for kind in kinds):
            return False
        if scope.recipient is None:
            return True
        named = {report.claim.recipient for report in commitment.reports}
        wanted = actor_key(scope.recipient)
        return any(actor_key(name) == wanted for name in named if name is not None)

    def _absent(self, connection: Connection, prefix: str, wanted: str) -> str:
        """Why no commitment has an id: nothing has, or only reports that were rejected."""
        found = standing_of(connection).reviewed.items()
        if wanted and any(name.startswith(wanted) and last == "reject" for name, last in found):
            return (
                f"the report {prefix!r} was rejected and is in no commitment; "
                "`pledgebook review --state rejected` shows it"
            )
        return f"no commitment {prefix!r}; `pledgebook ledger` lists them"

    def _in_kind(self, need: Need) -> bool:
        return self.scope.kind is None or _within(need.kind, self.scope.kind)

    def _published(self) -> list[ColumnElement[bool]]:
        published = tables.documents.c.published
        limits: list[ColumnElement[bool]] = []
        if self.scope.as_of is not None:
            limits.append(published <= _through(self.scope.as_of))
        if self.scope.since is not None:
            limits.append(published >= self.scope.since)
        return limits

    def _stated(self, table: Table, sort: type[T]) -> Iterator[Stated[T]]:
        documents = tables.documents
        query = (
            select(table, tables.readings.c.engine, tables.readings.c.version)
            .join(tables.readings, tables.readings.c.id == table.c.reading)
            .join(documents, documents.c.key == table.c.document)
            .where(*self._published())
            .order_by(
                documents.c.published.nulls_first(),
                documents.c.key,
                table.c.span_start,
                table.c.id,
            )
        )
        with errors_named(self._name), self._engine.connect() as connection:
            found = connection.execute(query).mappings().all()
            reader = _Reader(connection, None)
            keys = sorted({row["document"] for row in found})
            sources = reader.sources(keys)
            standing = standing_readings(connection, keys)
        for row in found:
            if row["reading"] in standing:
                yield Stated(
                    record=cast(T, rows.statement_of(sort, row)),
                    source=sources[row["document"]],
                    engine=row["engine"],
                    engine_version=row["version"],
                )


_SOURCE_COLUMNS: Final = (
    "key",
    "id",
    "title",
    "publisher",
    "published",
    "url",
    "address",
    "digest",
    "signature",
)


class _Reader:
    """Puts reports and commitments together from rows, within one connection."""

    def __init__(self, connection: Connection, as_of: str | None) -> None:
        self._connection = connection
        self._as_of = as_of
        self._shared = _shared_ids(connection)

    def commitments(self, ids: Sequence[str]) -> Iterator[Commitment]:
        """The commitments with these ids in this order, without what was published later."""
        table = tables.commitment_claims
        query = (
            select(tables.claims, table.c.commitment, table.c.why)
            .join(table, table.c.claim == tables.claims.c.id)
            .where(table.c.commitment.in_(ids))
        )
        found: dict[str, list[Mapping[Any, Any]]] = defaultdict(list)
        claims = self._connection.execute(query).mappings().all()
        for row in claims:
            found[row["commitment"]].append(row)
        keys = sorted({row["document"] for row in claims})
        sources = {key: source for key, source in self.sources(keys).items() if self._known(source)}
        around = self._around([row for row in claims if row["document"] in sources])
        engines = self._engines(sorted({row["reading"] for row in claims}))
        judged = self._judged(claims)
        for name in ids:
            reports = [
                self._report(row, sources[row["document"]], engines, around, judged)
                for row in found[name]
                if row["document"] in sources
            ]
            if reports:
                reports.sort(key=_report_order)
                yield _commitment(name, tuple(reports))

    def reports(self, identities: Sequence[str]) -> list[Report]:
        """The reports with these identities in the readings that stand, in order."""
        table = tables.claims
        claims: list[Mapping[Any, Any]] = []
        for batch in batches(identities):
            query = select(table).where(table.c.identity.in_(batch))
            claims += self._connection.execute(query).mappings().all()
        keys = sorted({row["document"] for row in claims})
        readings = standing_readings(self._connection, keys)
        sources = {key: source for key, source in self.sources(keys).items() if self._known(source)}
        kept = [row for row in claims if row["reading"] in readings and row["document"] in sources]
        engines = self._engines(sorted({row["reading"] for row in kept}))
        around, judged = self._around(kept), self._judged(kept)
        found = [
            self._report(row, sources[row["document"]], engines, around, judged) for row in kept
        ]
        return sorted(found, key=_report_order)

    def reports_in(self, key: str) -> tuple[Report, ...]:
        """The reports of the readings that stand for one document, in text order."""
        standing = standing_readings(self._connection, [key])
        query = select(tables.claims).where(tables.claims.c.reading.in_(sorted(standing)))
        claims = self._connection.execute(query).mappings().all()
        source = self.sources([key])[key]
        engines = self._engines(sorted(standing))
        around, judged = self._around(claims), self._judged(claims)
        found = [self._report(row, source, engines, around, judged) for row in claims]
        return tuple(sorted(found, key=_report_order))

    def sources(self, keys: Sequence[str]) -> dict[str, Source]:
        """The documents with these keys."""
        table = tables.documents
        columns = [table.c[name] for name in _SOURCE_COLUMNS]
        found: dict[str, Source] = {}
        for start in range(0, len(keys), PAGE):
            query = select(*columns).where(table.c.key.in_(keys[start : start + PAGE]))
            for row in self._connection.execute(query).mappings():
                found[row["key"]] = rows.source_of(row, self._shared)
        return found

    def _known(self, source: Source) -> bool:
        if self._as_of is None:
            return True
        return source.published is not None and source.published <= _through(self._as_of)

    def _engines(self, readings: Sequence[str]) -> dict[str, tuple[str, str]]:
        table = tables.readings
        found: dict[str, tuple[str, str]] = {}
        for start in range(0, len(readings), PAGE):
            batch = readings[start : start + PAGE]
            query = select(table.c.id, table.c.engine, table.c.version).where(table.c.id.in_(batch))
            for row in self._connection.execute(query):
                found[row.id] = (row.engine, row.version)
        return found

    def _around(self, claims: Sequence[Mapping[Any, Any]]) -> dict[str, tuple[str, str]]:
        """The text on either side of each claim's evidence, cut out by the database."""
        table = tables.documents
        found: dict[str, tuple[str, str]] = {}
        for start in range(0, len(claims), PAGE):
            batch = [row["id"] for row in claims[start : start + PAGE]]
            begin = tables.claims.c.span_start
            first = case((begin > CONTEXT_CHARACTERS, begin - CONTEXT_CHARACTERS), else_=0)
            query = (
                select(
                    tables.claims.c.id,
                    func.substr(table.c.text, first + 1, begin - first).label("before"),
                    func.substr(
                        table.c.text, tables.claims.c.span_end + 1, CONTEXT_CHARACTERS
                    ).label("after"),
                )
                .join(table, table.c.key == tables.claims.c.document)
                .where(tables.claims.c.id.in_(batch))
            )
            for row in self._connection.execute(query):
                found[row.id] = (row.before, row.after)
        return found

    def _judged(self, claims: Sequence[Mapping[Any, Any]]) -> Standing:
        return standing_of(self._connection, sorted({row["identity"] for row in claims}))

    def _report(
        self,
        row: Mapping[Any, Any],
        source: Source,
        engines: Mapping[str, tuple[str, str]],
        around: Mapping[str, tuple[str, str]],
        judged: Standing,
    ) -> Report:
        engine, version = engines[row["reading"]]
        before, after = around[row["id"]]
        identity = row["identity"]
        claim, corrections = corrected(
            rows.claim_of(row, source.name), judged.corrections.get(identity, {})
        )
        return Report(
            id=row["id"],
            identity=identity,
            claim=claim,
            source=source,
            engine=engine,
            engine_version=version,
            before=before,
            after=after,
            reviewed=judged.reviewed.get(identity),
            rank=judged.ranks.get(identity, "normal"),
            corrections=corrections,
            why=tuple(row["why"]) if "why" in row else (),
        )


def _commitment(name: str, reports: tuple[Report, ...]) -> Commitment:
    told = summary(reports)
    held = told.holding
    return Commitment(
        id=name,
        contributor=told.contributor,
        kind=told.kind,
        recipient=told.recipient,
        status=held.status,
        what=told.what,
        quantity=told.quantity,
        money=told.money,
        condition=told.condition,
        hedged=held.hedged,
        partial=held.partial,
        unconfirmed=held.unconfirmed,
        disputed=held.disputed,
        first=told.first,
        last=told.last,
        reports=reports,
        history=told.history,
        conflicts=conflicts(reports),
        sources=independent([report.source for report in reports]),
    )


def _report_order(report: Report) -> tuple[str, str, int, int, str, str]:
    span = report.claim.evidence
    where = (report.source.key, span.start, span.end)
    return (report.source.published or "9999", *where, report.identity, report.id)


def _shared_ids(connection: Connection) -> frozenset[str]:
    """Ids that several documents have."""
    table = tables.documents
    query = select(table.c.id).group_by(table.c.id).having(func.count() > 1)
    return frozenset(connection.execute(query).scalars())


def _within(kind: str, wanted: str) -> bool:
    return kind == wanted or kind.startswith(f"{wanted.rstrip('.')}.")


def _through(day: str) -> str:
    """The end of a date or prefix: "2014-09" takes in every day of September."""
    return day if len(day) >= 10 else f"{day}~"
