"""The page of `pledgebook agreement`: how far two reviewers agree, a line a field."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.analysis.agreement import Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """One field: `share` and `kappa` rounded to three digits, None where they mean nothing."""

    field: str
    measure: str
    compared: int
    agreed: int
    share: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """Two authors, how many reports both looked at, and a row a field that was compared."""

    one: str
    two: str
    both: int
    rows: tuple[AgreementRow, ...]


def agreement_page(found: Agreement) -> AgreementPage:
    """The page; fields that nothing was compared on are left out."""
    rows = tuple(
        AgreementRow(
            field=each.field,
            measure=each.measure,
            compared=each.compared,
            agreed=each.agreed,
            share=None if each.share is None else round(each.share, 3),
            kappa=None if each.kappa is None else round(each.kappa, 3),
        )
        for each in found.fields
        if each.compared
    )
    return AgreementPage(one=found.one, two=found.two, both=found.both, rows=rows)
