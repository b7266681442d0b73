"""The frozen records that the ledger hands out: reports, commitments and their history.

A *report* is one claim with the document that it stands in. A *commitment* is what several
reports are about. Nothing here computes more than a reference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from pledgebook.types import (
    Claim,
    CoverageClaim,
    Meeting,
    Membership,
    Money,
    Need,
    Quantity,
    Side,
    Span,
    Status,
)
from pledgebook.types import Count as CountRecord

Reviewed = Literal["accept", "reject", "unsure"]
Verdict = Literal["accept", "reject", "unsure", "same", "not_same", "correct", "prefer", "undo"]
Rank = Literal["preferred", "normal", "deprecated"]
ConflictField = Literal["money", "quantity", "status", "condition", "recipient"]
ConflictKind = Literal["conflict", "update", "correction"]

Advance = Callable[[int, int], None]
"""Told how many of how many steps of a long task are done."""

T = TypeVar("T", Membership, CountRecord, Meeting, Need, CoverageClaim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of the ledger a view shows; None shows all.

    `as_of` and `since` are ISO dates: only what had been published by `as_of` counts
    (documents without a date are left out then), and only commitments with a report
    published on or after `since` are listed. `kind` is a code or an area ("military").
    `contributor` and `recipient` are actor ids, compared case-folded and without articles;
    `status` is the one that holds as of the date.
    """

    as_of: str | None = None
    since: str | None = None
    contributor: str | None = None
    kind: str | None = None
    status: Status | None = None
    recipient: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The document of a report: what a reader needs to find it again.

    `key` is the digest of (text, publisher, published) and identifies the document in the
    ledger; `name` is its id, followed by `~` and eight digits of the key where several
    documents share that id. `signature` is the MinHash that finds near-copies.
    """

    key: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    address: str | None
    digest: str
    signature: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A field that a person gave another value than the engine, with who, when and why.

    `before` is what the engine said, `after` what holds; both are values of the claim's field.
    `judgement` is the number that undoes it.
    """

    field: str
    before: Any
    after: Any
    author: str
    reason: str
    made_at: str
    judgement: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One claim in one document, with up to 160 characters on either side of its quote.

    `id` is the row in the ledger; `identity` is the digest of what the engine's claim says and
    where, whichever engine said it, so judgements survive an upgrade. `claim` is as corrected;
    `corrections` tell what the engine had said. `reviewed` is the last verdict on the report
    alone, None where nobody looked. `rank` says whether its amounts are preferred to those of
    other reports. `why` says why it belongs to its commitment.
    """

    id: str
    identity: str
    claim: Claim
    source: Source
    engine: str
    engine_version: str
    before: str = ""
    after: str = ""
    reviewed: Reviewed | None = None
    rank: Rank = "normal"
    corrections: tuple[Correction, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """The evidence as `document#start-end`."""
        span = self.claim.evidence
        return f"{self.source.name}#{span.start}-{span.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One dated change of status, with the reports that state it.

    `date` is when it was published, None where no document says; `side` is who said it.
    `moved` is True where this is what holds from its date on (said again included), False for
    what was heard and changed nothing, such as "asked" after a pledge. `unconfirmed` marks a
    step upward on the word of somebody who is neither the giver nor the outlet; `disputed`
    marks statuses of one date that exclude each other.
    """

    date: str | None
    status: Status
    side: Side
    reports: tuple[Report, ...]
    moved: bool = True
    hedged: bool = False
    partial: bool = False
    unconfirmed: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictValue:
    """One of the values that differ, as a person reads it, with the reports that give it."""

    value: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Values of one field that differ between reports; never averaged.

    `update`: a later text moved it; `correction`: a later text of the same publisher, or one
    that says so, replaced it; `conflict`: both stand.
    """

    field: ConflictField
    kind: ConflictKind
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What one contributor does for one recipient in one matter, as all reports tell it.

    `id` is the identity of its earliest report: it stays when later reports come in.
    `status` holds as of the view's date; `money`, `quantity` and `what` are those of the
    latest report that gives them and are never added up. `sources` counts independent
    sources: near-copies and texts of one publisher are one.
    """

    id: str
    contributor: str
    kind: str
    recipient: str | None
    status: Status
    what: Span | None
    quantity: Quantity | None
    money: Money | None
    condition: Span | None
    hedged: bool
    partial: bool
    unconfirmed: bool
    disputed: bool
    first: str | None
    last: str | None
    reports: tuple[Report, ...]
    history: tuple[StatusStep, ...]
    conflicts: tuple[Conflict, ...]
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Generic[T]):
    """A membership, count, meeting, need or coverage claim with its document."""

    record: T
    source: Source
    engine: str
    engine_version: str

    @property
    def ref(self) -> str:
        """The evidence as `document#start-end`."""
        return f"{self.source.name}#{self.record.evidence.start}-{self.record.evidence.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An appended decision: what, about whom, by whom, why and when.

    `subject` and `other` are identities of claims (a commitment's id is one). `undo` takes
    back the judgement whose id is its subject. `field` and `value` are those of a `correct`
    (`value` as plain JSON values, None where the field is emptied); the `value` of a `prefer`
    is a rank. `made_at` is UTC in ISO form; no two judgements made in one ledger share it.
    """

    id: int
    subject: str
    verdict: Verdict
    other: str | None = None
    author: str
    reason: str
    made_at: str
    field: str | None = None
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A judgement that is yet to be appended; its parts are those of `Judgement`."""

    subject: str
    verdict: Verdict
    other: str | None = None
    field: str | None = None
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portable:
    """A judgement between ledgers: `id` is a digest of all the rest.

    The subject of an `undo` is the id of the judgement that it takes back.
    """

    id: str
    decision: Decision
    author: str
    reason: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What came of another ledger's judgements: new ones, those held already, those left out.

    `left_out` are pairs of a judgement's id and why it cannot be taken over.
    """

    added: int
    known: int
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a person saw of a report when deciding: a decision on anything else is refused.

    `judgements` are the numbers of those on the report, taken back or not, `members` the
    identities of the reports of its commitment (none for a rejected report), both sorted.
    """

    identity: str
    judgements: tuple[int, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much the ledger holds."""

    documents: int
    readings: int
    claims: int
    unaligned: int
    commitments: int
    judgements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with a ledger.

    `sort` is what kind of row or rule it is ("claim", "trigger"), `name` which one.
    """

    sort: str
    name: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What `Ledger.check` came to.

    `checked` counts what was looked at, by sort. `problems` lists the first thousand, `number`
    counts all. `waiting` blocks of claims have yet to be linked, which is no problem.
    """

    checked: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    number: int
    waiting: int
