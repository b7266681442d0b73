"""Corrections: which fields of a claim a person may set, to what, and how they are laid over it.

A claim is never changed. What a person says of a field is a judgement, checked here against the
type that the field has in `Claim` before it is written, and laid over the claim when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Any, Final, get_type_hints

from pledgebook.errors import LedgerError
from pledgebook.ledger.records import Correction, Judgement
from pledgebook.types import Claim, Money, Quantity, Span

SPANS: Final = ("what", "place", "condition")
"""Fields that are words of the document: a correction selects another stretch of it."""

FIELDS: Final = (
    "contributor",
    "kind",
    "status",
    "recipient",
    "money",
    "quantity",
    "what",
    "place",
    "condition",
    "when",
    "stated_on",
    "channel",
    "target",
    "increment",
    "said_by_side",
    "taker_response",
    "hedged",
    "partial",
    "overdue",
    "denied",
)
"""The fields that may be corrected. Evidence, speakers and trace are the engine's record."""

_ACTORS: Final = ("contributor", "recipient", "channel", "target")
# "AUS", "UNHCR", "SYR-opposition", or a name where no table has an id.
_ACTOR: Final = re.compile(r"[A-Z0-9][A-Za-z0-9_-]+|(ORG|PERSON|GROUP|COALITION):\S.*")
_TIME: Final = r"\d{4}(-\d\d(-\d\d)?)?"
_WHEN: Final = re.compile(rf"{_TIME}|({_TIME}|\.\.)/({_TIME}|\.\.)")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def checked(field: str, value: Any, text: str) -> Any:
    """A field's value as it is kept in a judgement, after the checks of the field's type.

    Args:
        value: plain JSON values: a string, true or false, null to empty the field, an object
            with the parts of a `Money` or `Quantity`, or one with `start` and `end` for words
            of the document (`quote` may be given and must be those words).
        text: the document's text.

    Example:
        checked("what", {"start": 13, "end": 18}, "France sends wheat") gives
        {"start": 13, "end": 18, "quote": "wheat"}.

    Raises:
        LedgerError: the field cannot be corrected, or the value is none of its type.
    """
    if field not in FIELDS:
        raise LedgerError(f"no field {field!r} can be corrected; use one of {', '.join(FIELDS)}")
    if field in SPANS and value is not None:
        value = _words_at(field, value, text)
    try:
        record = _typed(field, value)
    except ValueError as error:
        raise LedgerError(f"{field}: {_plain(value)} cannot be kept: {error}") from None
    return asdict(record) if is_dataclass(record) and not isinstance(record, type) else record


def corrected(
    claim: Claim, judgements: Mapping[str, Judgement]
) -> tuple[Claim, tuple[Correction, ...]]:
    """The claim with the corrections of its fields laid over it, and what each replaced.

    A correction to what the engine says anyway (a later version of it, perhaps) is none.
    """
    found: dict[str, Correction] = {}
    for field in FIELDS:
        judged = judgements.get(field)
        if judged is None:
            continue
        before, after = getattr(claim, field), _record(field, judged.value)
        if before != after:
            found[field] = Correction(
                field=field,
                before=before,
                after=after,
                author=judged.author,
                reason=judged.reason,
                made_at=judged.made_at,
                judgement=judged.id,
            )
    if not found:
        return claim, ()
    values = {field: each.after for field, each in found.items()}
    return replace(claim, **values), tuple(found.values())


def _words_at(field: str, value: Any, text: str) -> dict[str, Any]:
    """The stretch with its words, after a check that they are exactly those of the text."""
    start, end = (value.get("start"), value.get("end")) if isinstance(value, Mapping) else (0, 0)
    if not isinstance(start, int) or not isinstance(end, int) or start == end:
        raise LedgerError(f"{field}: give start and end of words in the document")
    if not 0 <= start < end <= len(text):
        raise LedgerError(f"{field}: [{start}, {end}) is no stretch of the document")
    words = text[start:end]
    if value.get("quote", words) != words:
        raise LedgerError(
            f"{field}: {str(value['quote'])[:60]!r} is not what stands at [{start}, {end})"
        )
    return {"start": start, "end": end, "quote": words}


def _typed(field: str, value: Any) -> Any:
    """The value as a claim holds it; a ValueError says what is wrong with it."""
    from pydantic import ValidationError

    sort = {"money": Money, "quantity": Quantity}.get(field)
    if sort is not None and isinstance(value, Mapping):
        unknown = set(value) - {each.name for each in fields(sort)}
        if unknown:
            raise ValueError(f"it has no {', '.join(sorted(map(str, unknown)))}")
    try:
        record = _adapter(field).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if isinstance(part, str))
        raise ValueError(f"{where}: {first['msg']}" if where else first["msg"]) from None
    if isinstance(record, str):
        record = record.strip()
        _check_words(field, record)
    elif isinstance(record, Money | Quantity):
        _check_amount(record)
    return record


@cache
def _adapter(field: str) -> Any:
    from pydantic import TypeAdapter

    # Not strict: a form's "yes" and "5" are taken as truth and number; kept is what they mean.
    return TypeAdapter(get_type_hints(Claim)[field])


def _check_words(field: str, value: str) -> None:
    if not value or not value.isprintable():
        raise ValueError("give words on one line")
    if field in _ACTORS and not _ACTOR.fullmatch(value):
        raise ValueError("give an actor's id (AUS, UNHCR) or ORG:, PERSON:, GROUP: and a name")
    if field == "kind" and value not in kinds():
        raise ValueError("it is no kind of docs/reference/fields.md")
    if field in ("when", "stated_on") and not _WHEN.fullmatch(value):
        raise ValueError("write 2014-09-05, 2014-09, 2014, or an interval such as 2014/..")


def _check_amount(amount: Money | Quantity) -> None:
    ends = [end for end in (amount.low, amount.high) if end is not None]
    if not ends:
        raise ValueError("it needs a lower or an upper end")
    if not all(isfinite(end) and end >= 0 for end in ends) or ends != sorted(ends):
        raise ValueError("the ends are numbers from 0 on, the lower one first")
    if isinstance(amount, Money) and not _CURRENCY.fullmatch(amount.currency):
        raise ValueError("the currency is three capital letters, as EUR")
    if isinstance(amount, Quantity) and not amount.unit.strip():
        raise ValueError("it needs a unit, as soldier")


def _record(field: str, value: Any) -> Any:
    """A checked value as the claim's field holds it."""
    sort = {"money": Money, "quantity": Quantity}.get(field, Span if field in SPANS else None)
    return value if sort is None or value is None else sort(**value)


@cache
def kinds() -> frozenset[str]:
    """The codes of all kinds of contribution (data/en/rules/taxonomy.yaml)."""
    import yaml

    text = files("pledgebook").joinpath("data/en/rules/taxonomy.yaml").read_text("utf-8")
    return frozenset(yaml.safe_load(text))


def _plain(value: Any) -> str:
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:59]}…"
