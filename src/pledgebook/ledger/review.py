"""What a reviewer decides about one report: each act appends judgements, all of it or nothing.

A terminal, a web page or a program calls these. Each takes what the person saw
(`Ledger.seen`), so that a decision about something that changed meanwhile is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pledgebook.errors import ChangedError, LedgerError
from pledgebook.ledger.records import Decision, Rank, Reviewed, Seen
from pledgebook.ledger.standing import standing, undone
from pledgebook.ledger.store import Ledger


def rule(
    ledger: Ledger, seen: Seen, verdict: Reviewed, *, author: str, reason: str = ""
) -> tuple[int, ...]:
    """The number of an `accept`, `reject` or `unsure` of a report.

    Raises:
        ChangedError: the report is not what was seen any more.
        LedgerError: the ledger cannot be written.
    """
    decision = Decision(subject=seen.identity, verdict=verdict)
    return ledger.decide([decision], author=author, reason=reason, seen=[seen])


def correct(
    ledger: Ledger, seen: Seen, field: str, value: Any, *, author: str, reason: str = ""
) -> tuple[int, ...]:
    """The number of a correction; `value` as `ledger.correcting.checked` takes it.

    Raises:
        ChangedError: the report is not what was seen any more.
        LedgerError: the field cannot be corrected, or the value is none of its type.
    """
    decision = Decision(subject=seen.identity, verdict="correct", field=field, value=value)
    return ledger.decide([decision], author=author, reason=reason, seen=[seen])


def prefer(
    ledger: Ledger, seen: Seen, rank: Rank, *, author: str, reason: str = ""
) -> tuple[int, ...]:
    """The number of a judgement that ranks a report's amounts among those of its commitment.

    Raises:
        ChangedError: the report is not what was seen any more.
    """
    decision = Decision(subject=seen.identity, verdict="prefer", value=rank)
    return ledger.decide([decision], author=author, reason=reason, seen=[seen])


def merge(
    ledger: Ledger, seen: Seen, other: Seen, *, author: str, reason: str = ""
) -> tuple[int, ...]:
    """The numbers of the judgements that make one commitment of those of two reports.

    The report is the `same` as every report of both; pairs judged apart before are the `same`
    too, as the later decision.

    Raises:
        ChangedError: a report, or one of the commitments, is not what was seen any more.
        LedgerError: they are one already, or of different contributors or families of kinds.
    """
    if other.identity in seen.members or not seen.members or not other.members:
        why = "are one already" if other.identity in seen.members else "are not both commitments"
        raise LedgerError(f"{seen.identity[:8]} and {other.identity[:8]} {why}")
    pairs = {
        frozenset((seen.identity, member))
        for member in (*seen.members, *other.members)
        if member != seen.identity
    }
    across = {frozenset((one, two)) for one in seen.members for two in other.members}
    judged = standing(ledger.view().judgements()).pairs
    pairs |= {pair for pair in across if judged.get(pair) == "not_same"}
    decisions = [_paired(pair, "same") for pair in sorted(map(sorted, pairs))]
    return ledger.decide(decisions, author=author, reason=reason, seen=[seen, other])


def split(ledger: Ledger, seen: Seen, *, author: str, reason: str = "") -> tuple[int, ...]:
    """The numbers of the judgements that part a report from all others of its commitment.

    Raises:
        ChangedError: the report or its commitment is not what was seen any more.
        LedgerError: it is the only report of its commitment.
    """
    others = [member for member in seen.members if member != seen.identity]
    if not others:
        raise LedgerError(f"{seen.identity[:8]} is the only report of its commitment")
    decisions = [_paired((seen.identity, member), "not_same") for member in others]
    return ledger.decide(decisions, author=author, reason=reason, seen=[seen])


def undo(
    ledger: Ledger, numbers: Sequence[int], *, author: str, reason: str = ""
) -> tuple[int, ...]:
    """The numbers of the judgements that take these back, together.

    Raises:
        ChangedError: one of them is taken back already.
        LedgerError: one of them is not there.
    """
    taken = undone(ledger.view().judgements())
    for number in numbers:
        if number in taken:
            raise ChangedError(f"judgement {number} is taken back already")
    decisions = [Decision(subject=str(number), verdict="undo") for number in numbers]
    return ledger.decide(decisions, author=author, reason=reason)


def _paired(pair: Sequence[str], verdict: Literal["same", "not_same"]) -> Decision:
    subject, other = pair
    return Decision(subject=subject, verdict=verdict, other=other)
