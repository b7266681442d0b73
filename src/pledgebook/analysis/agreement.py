"""How far two reviewers agree on the reports that both looked at, field by field.

Kappa is Cohen's: (p_o - p_e) / (1 - p_e), the share of equal judgements p_o against the share
p_e that two people with these habits would reach by chance (J. Cohen 1960, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20, 37-46).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from pledgebook.errors import LedgerError
from pledgebook.ledger.correcting import FIELDS, SPANS, corrected
from pledgebook.ledger.records import Judgement, Report
from pledgebook.ledger.standing import Standing, standing
from pledgebook.ledger.view import View
from pledgebook.types import Claim, Span

Measure = Literal["kappa", "equal", "overlap"]

_AMOUNTS: Final = ("money", "quantity")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How far two people agree on one field.

    `compared` counts the reports (or pairs of reports) that both judged; `agreed` those on
    which they are equal. `share` is `agreed` of `compared`, for words of the text (`measure`
    "overlap") the mean share of characters that both selected of those that either did.
    `kappa` is None where the field is not coded, nothing was compared, or both used one and
    the same value throughout, which says nothing of agreement beyond chance.
    """

    field: str
    measure: Measure
    compared: int
    agreed: int
    share: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two authors, and how far they agree: verdicts, pairs, then fields.

    `both` counts the reports on which both gave a verdict or a correction.
    """

    one: str
    two: str
    both: int
    fields: tuple[FieldAgreement, ...]


def agreement(view: View, one: str, two: str) -> Agreement:
    """How far two authors agree; what is taken back counts for nothing.

    `verdict` compares accept with reject, `pair` same with not same. A field is compared on
    the reports that both looked at and neither rejected or was unsure of: an author's value is
    their own correction, or what the engine said where they let it stand.

    Raises:
        LedgerError: one of them has judged nothing, or they are one person.
    """
    judgements = view.judgements()
    authors = {judged.author for judged in judgements if judged.verdict != "undo"}
    for name in (one, two):
        if name not in authors:
            known = ", ".join(sorted(authors)) or "nobody"
            raise LedgerError(f"{name!r} has judged nothing in this ledger; {known} did")
    if one == two:
        raise LedgerError(f"{one!r} agrees with {two!r}; name two authors")
    left, right = _of(judgements, one), _of(judgements, two)
    both = sorted(_looked_at(left) & _looked_at(right))
    ruled = [
        (left.reviewed[name], right.reviewed[name])
        for name in both
        if {left.reviewed.get(name), right.reviewed.get(name)} <= {"accept", "reject"}
    ]
    paired = [
        (left.pairs[pair], right.pairs[pair])
        for pair in sorted(left.pairs.keys() & right.pairs.keys(), key=sorted)
        if {left.pairs[pair], right.pairs[pair]} <= {"same", "not_same"}
    ]
    kept = [
        name
        for name in both
        if {left.reviewed.get(name), right.reviewed.get(name)} <= {"accept", None}
    ]
    claims = [
        (_claim(report, left), _claim(report, right)) for report in _one_each(view.reports(kept))
    ]
    rows = [_coded("verdict", ruled), _coded("pair", paired)]
    for name in FIELDS:
        values = [(getattr(a, name), getattr(b, name)) for a, b in claims]
        rows.append(_compared(name, values))
    return Agreement(one=one, two=two, both=len(both), fields=tuple(rows))


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of pairs of codes; None without pairs or where chance alone explains all.

    45 times yes and yes, 15 yes and no, 25 no and yes, 15 no and no -> 0.1304...
    """
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(a == b for a, b in pairs) / total
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[code] * second[code] for code in first) / total**2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def overlap(one: Span | None, two: Span | None) -> float:
    """The share of characters in both stretches of those in either; 0 where one is missing."""
    if one is None or two is None:
        return 0.0
    shared = min(one.end, two.end) - max(one.start, two.start)
    return max(0, shared) / (one.end - one.start + two.end - two.start - max(0, shared))


def _of(judgements: Sequence[Judgement], author: str) -> Standing:
    return standing(j for j in judgements if j.author == author or j.verdict == "undo")


def _looked_at(found: Standing) -> set[str]:
    return set(found.reviewed) | set(found.corrections)


def _one_each(reports: Iterable[Report]) -> list[Report]:
    """One report of several engines' readings of one thing."""
    return list({report.identity: report for report in reports}.values())


def _claim(report: Report, found: Standing) -> Claim:
    """The claim as one author leaves it: the engine's, with that author's corrections."""
    said = replace(report.claim, **{each.field: each.before for each in report.corrections})
    return corrected(said, found.corrections.get(report.identity, {}))[0]


def _compared(name: str, values: Sequence[tuple[Any, Any]]) -> FieldAgreement:
    if name in SPANS:
        given = [pair for pair in values if pair != (None, None)]
        shares = [overlap(*pair) for pair in given]
        return FieldAgreement(
            field=name,
            measure="overlap",
            compared=len(given),
            agreed=sum(a == b for a, b in given),
            share=sum(shares) / len(shares) if shares else None,
            kappa=None,
        )
    if name in _AMOUNTS:
        return _equal(name, [pair for pair in values if pair != (None, None)])
    return _coded(name, values)


def _coded(name: str, values: Sequence[tuple[Any, Any]]) -> FieldAgreement:
    return replace(_equal(name, values), measure="kappa", kappa=kappa(values))


def _equal(name: str, values: Sequence[tuple[Any, Any]]) -> FieldAgreement:
    agreed = sum(a == b for a, b in values)
    return FieldAgreement(
        field=name,
        measure="equal",
        compared=len(values),
        agreed=agreed,
        share=agreed / len(values) if values else None,
        kappa=None,
    )
