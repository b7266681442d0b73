"""Judgements as JSON lines, to be kept, sent and taken into another ledger.

One object a line: `id` (a digest of the rest), `verdict`, `subject`, `other`, `field`, `value`,
`author`, `reason`, `made_at`. Subjects are identities of reports, which two ledgers share that
hold the same documents; the subject of an `undo` is the id of the judgement it takes back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from pledgebook.errors import LedgerError
from pledgebook.ledger.judging import portable, portable_id
from pledgebook.ledger.records import Decision, Judgement, Portable

_WORDS: Final = ("verdict", "subject", "author", "reason", "made_at")
_MAY_BE_NULL: Final = ("id", "other", "field")
_KNOWN: Final = frozenset((*_WORDS, *_MAY_BE_NULL, "value"))

LONGEST_LINE: Final = 100_000
"""Characters of a line: a correction with a long condition has a few thousand."""


def judgement_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """One line of JSON for each judgement of a ledger, in the order of their numbers."""
    for each in portable(judgements):
        form = {"id": each.id, **asdict(each.decision)}
        form |= {"author": each.author, "reason": each.reason, "made_at": each.made_at}
        yield json.dumps(form)


def judgements_from(lines: Iterable[str], name: str) -> tuple[Portable, ...]:
    """The judgements in JSON lines; empty lines are passed over.

    Args:
        name: what to call the file in an error.

    Raises:
        LedgerError: a line is no judgement; the message names file and line.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_judgement(line))
            except ValueError as error:
                raise LedgerError(
                    f"{name}: line {number} is no judgement ({error}); nothing was imported"
                ) from None
    return tuple(found)


def _judgement(line: str) -> Portable:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"it is longer than {LONGEST_LINE:,} characters")
    try:
        form = json.loads(line, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(form, dict):
        raise ValueError("no JSON object")
    unknown = sorted(form.keys() - _KNOWN)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
    for key in _WORDS:
        if not isinstance(form.get(key), str):
            raise ValueError(f"{key} is no text")
    for key in _MAY_BE_NULL:
        if not isinstance(form.get(key), str | None):
            raise ValueError(f"{key} is no text")
    return _portable(form)


def _portable(form: dict[str, Any]) -> Portable:
    made = datetime.fromisoformat(form["made_at"])
    # Times are compared as text, so there is one way to write each.
    written = (made.isoformat(), made.isoformat(timespec="microseconds"))
    if made.utcoffset() != timedelta(0) or form["made_at"] not in written:
        raise ValueError("made_at is no time in UTC such as 2026-01-31T12:00:00+00:00")
    decision = Decision(
        subject=form["subject"],
        verdict=form["verdict"],
        other=form.get("other"),
        field=form.get("field"),
        value=form.get("value"),
    )
    name = portable_id(decision, form["author"], form["reason"], form["made_at"])
    if form.get("id", name) != name:
        raise ValueError("its id is not that of its content; leave the id out of what you edit")
    return Portable(
        id=name,
        decision=decision,
        author=form["author"],
        reason=form["reason"],
        made_at=form["made_at"],
    )


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
