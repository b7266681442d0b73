"""Judgements appended: checked against the ledger first, refused where what was shown changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Final, get_args

from sqlalchemy import Connection, func, insert, select

from pledgebook.errors import ChangedError, LedgerError
from pledgebook.ledger import tables
from pledgebook.ledger.correcting import checked
from pledgebook.ledger.records import (
    Adoption,
    Decision,
    Judgement,
    Portable,
    Rank,
    Seen,
    Verdict,
)
from pledgebook.ledger.rows import digest
from pledgebook.ledger.standing import blocks_of, for_linking, home_of, judgements_of, standing_of

_PAIRED: Final = frozenset({"same", "not_same"})

_CLOCKS_DIFFER: Final = timedelta(days=1)
"""How far ahead another machine's clock may be."""


def append(
    connection: Connection,
    decision: Decision,
    *,
    author: str,
    reason: str,
    made_at: str | None = None,
) -> int:
    """The number of a judgement, after it was checked and its blocks marked to be linked anew.

    Args:
        made_at: when it was made, for one from another ledger; None: now.

    Raises:
        LedgerError: the verdict is unknown, lacks a part or has one too many, names a report
            that the ledger does not hold, or its value is none of the field. Nothing is
            written then.
    """
    value = _checked(connection, decision)
    if not author.strip():
        raise LedgerError("a judgement needs an author; give --author")
    names = _identities(connection, decision)
    before = standing_of(connection, names)
    row = {
        "subject": decision.subject,
        "verdict": decision.verdict,
        "other": decision.other,
        "author": author,
        "reason": reason,
        "made_at": made_at or _next_moment(connection),
        "field": decision.field,
        "value": value,
    }
    number = connection.execute(insert(tables.judgements), row).inserted_primary_key
    after = standing_of(connection, names)
    # Which of several contradicting pairs hold rests on others too: a pair is always linked anew.
    if len(names) > 1 or for_linking(before) != for_linking(after):
        due = blocks_of(connection, names, before) | blocks_of(connection, names, after)
        connection.execute(insert(tables.stale), [{"block": block} for block in sorted(due)])
    return int(number[0]) if number else 0


def portable(judgements: Iterable[Judgement]) -> Iterator[Portable]:
    """The judgements as another ledger can take them: with ids instead of numbers.

    Args:
        judgements: all of a ledger, by number: an undo comes after what it takes back.
    """
    names: dict[str, str] = {}
    for each in judgements:
        subject = names[each.subject] if each.verdict == "undo" else each.subject
        decision = Decision(
            subject=subject,
            verdict=each.verdict,
            other=each.other,
            field=each.field,
            value=each.value,
        )
        names[str(each.id)] = name = portable_id(decision, each.author, each.reason, each.made_at)
        yield Portable(
            id=name,
            decision=decision,
            author=each.author,
            reason=each.reason,
            made_at=each.made_at,
        )


def portable_id(decision: Decision, author: str, reason: str, made_at: str) -> str:
    """What identifies a judgement in any ledger: a digest of all that it says."""
    return digest(asdict(decision), author, reason, made_at, size=20)


def adopt(connection: Connection, judgements: Sequence[Portable]) -> Adoption:
    """Appends those of another ledger's judgements that are not here; see `Ledger.adopt`."""
    mine = judgements_of(connection)
    numbers = {each.id: held.id for each, held in zip(portable(mine), mine, strict=True)}
    latest = (datetime.now(UTC) + _CLOCKS_DIFFER).isoformat(timespec="microseconds")
    known, added, left_out = 0, 0, []
    for each in sorted(judgements, key=lambda e: (e.made_at, e.decision.verdict == "undo", e.id)):
        if each.id in numbers:
            known += 1
            continue
        decision = each.decision
        try:
            if each.made_at > latest:
                raise LedgerError(f"made at {each.made_at}, which is still to come")
            if decision.verdict == "undo":
                if decision.subject not in numbers:
                    raise LedgerError(f"takes back {decision.subject}, which is not here")
                decision = replace(decision, subject=str(numbers[decision.subject]))
            # What is kept may be written otherwise than what came ("5" for 5).
            decision = replace(decision, value=_checked(connection, decision))
            kept = replace(decision, subject=each.decision.subject)
            name = portable_id(kept, each.author, each.reason, each.made_at)
            if name in numbers:
                numbers[each.id] = numbers[name]
                known += 1
                continue
            numbers[each.id] = numbers[name] = append(
                connection,
                decision,
                author=each.author,
                reason=each.reason,
                made_at=each.made_at,
            )
            added += 1
        except LedgerError as error:
            left_out.append((each.id, str(error)))
    return Adoption(added=added, known=known, left_out=tuple(left_out))


def seen_of(connection: Connection, identity: str) -> Seen:
    """The state of a report that a decision on it rests on, now."""
    member, claim = tables.commitment_claims, tables.claims
    mine = (
        select(member.c.commitment)
        .join(claim, claim.c.id == member.c.claim)
        .where(claim.c.identity == identity)
    )
    together = (
        select(claim.c.identity)
        .join(member, member.c.claim == claim.c.id)
        .where(member.c.commitment.in_(mine))
        .distinct()
    )
    return Seen(
        identity=identity,
        judgements=tuple(each.id for each in _about(connection, identity)),
        members=tuple(sorted(connection.execute(together).scalars())),
    )


def check_unchanged(connection: Connection, seen: Seen) -> None:
    """Refuses to go on where a report is not what was seen.

    Raises:
        ChangedError: somebody judged it meanwhile, or its commitment has other reports.
    """
    now = seen_of(connection, seen.identity)
    if now == seen:
        return
    new = [each for each in _about(connection, seen.identity) if each.id not in seen.judgements]
    told = [_told(each) for each in new]
    came = len(set(now.members) - set(seen.members))
    left = len(set(seen.members) - set(now.members))
    told += [f"{came} more in its commitment"] if came else []
    told += [f"{left} fewer in its commitment"] if left else []
    raise ChangedError(
        f"{seen.identity[:8]} changed since it was shown ({'; '.join(told)}); "
        "nothing was decided; look at it again"
    )


def _told(judgement: Judgement) -> str:
    words = judgement.verdict.replace("_", " ")
    field = f" {judgement.field}" if judgement.field else ""
    reason = f": {judgement.reason}" if judgement.reason else ""
    return f"{judgement.author} decided {words}{field}{reason}"


def _about(connection: Connection, identity: str) -> list[Judgement]:
    """The judgements on a report, alone or with another, and those that take them back."""
    found: set[int] = set()
    told: list[Judgement] = []
    # An undo comes after what it takes back, so one pass finds undone undos too.
    for each in judgements_of(connection, [identity]):
        if each.verdict == "undo" and int(each.subject) not in found:
            continue
        found.add(each.id)
        told.append(each)
    return told


def _checked(connection: Connection, decision: Decision) -> object:
    """The value to keep, after all parts of a decision were checked."""
    verdict, other = decision.verdict, decision.other
    known = get_args(Verdict)
    if verdict not in known:
        raise LedgerError(f"no verdict {verdict!r}; use one of {', '.join(sorted(known))}")
    if (verdict in _PAIRED and other is None) or (
        other is not None and verdict not in _PAIRED | {"unsure"}
    ):
        need = "takes no" if other is not None else "needs"
        raise LedgerError(f"the verdict {verdict!r} {need} second subject")
    if other == decision.subject:
        raise LedgerError(f"{other} is one report; name another one beside it")
    if verdict == "undo":
        if not (decision.subject.isdecimal() and _judgement_exists(connection, decision.subject)):
            raise LedgerError(f"there is no judgement {decision.subject!r}; look it up first")
    else:
        for name in (decision.subject, *([other] if other is not None else [])):
            if not _report_exists(connection, name):
                raise LedgerError(f"there is no report or commitment {name!r}; look it up first")
    if (decision.field is not None) != (verdict == "correct"):
        raise LedgerError(f"the verdict {verdict!r} goes with a field only to correct it")
    if verdict == "same":
        _check_same_block(connection, decision.subject, str(other))
    if verdict == "correct":
        return checked(str(decision.field), decision.value, _text_of(connection, decision.subject))
    if verdict == "prefer":
        if decision.value not in get_args(Rank):
            raise LedgerError(f"no rank {decision.value!r}; use one of {', '.join(get_args(Rank))}")
        return decision.value
    if decision.value is not None:
        raise LedgerError(f"the verdict {verdict!r} takes no value")
    return None


def _identities(connection: Connection, decision: Decision) -> list[str]:
    """The reports that a decision is about; of an undo those of what it takes back, to the end."""
    table = tables.judgements
    subject, other, verdict = decision.subject, decision.other, str(decision.verdict)
    while verdict == "undo":
        query = select(table.c.subject, table.c.other, table.c.verdict)
        subject, other, verdict = connection.execute(query.where(table.c.id == int(subject))).one()
    return [name for name in (subject, other) if name is not None]


def _judgement_exists(connection: Connection, number: str) -> bool:
    # Longer numbers are no integer of the database.
    if len(number) > 9:
        return False
    found = select(tables.judgements.c.id).where(tables.judgements.c.id == int(number))
    return connection.execute(found).first() is not None


def _report_exists(connection: Connection, identity: str) -> bool:
    found = select(tables.claims.c.id).where(tables.claims.c.identity == identity).limit(1)
    return connection.execute(found).first() is not None


def _check_same_block(connection: Connection, left: str, right: str) -> None:
    """Refuses to make one of what different contributors give: claims say who gives."""
    if home_of(connection, left) != home_of(connection, right):
        raise LedgerError(
            f"{left} and {right} are of different contributors or families of kinds "
            "and cannot be one commitment; correct the contributor or kind first"
        )


def _text_of(connection: Connection, identity: str) -> str:
    documents, claims = tables.documents, tables.claims
    query = (
        select(documents.c.text)
        .join(claims, claims.c.document == documents.c.key)
        .where(claims.c.identity == identity)
        .limit(1)
    )
    return str(connection.execute(query).scalar_one())


def _next_moment(connection: Connection) -> str:
    """Now, or just after the last judgement: what is decided after something is later than it."""
    now = datetime.now(UTC)
    last = connection.execute(select(func.max(tables.judgements.c.made_at))).scalar()
    if last is not None:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")
