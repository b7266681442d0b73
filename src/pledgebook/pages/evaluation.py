"""The page of `pledgebook eval`: the figures of a report in the order in which they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pledgebook.scoring.claims import Counts
from pledgebook.scoring.clusters import BCubed
from pledgebook.scoring.compare import area
from pledgebook.scoring.records import Annotated, GoldDocument, ScoredClaim
from pledgebook.scoring.report import Figures, Report

ATTRIBUTE_ORDER = (
    "status",
    "kind",
    "recipient",
    "recipient_given",
    "money",
    "money_given",
    "quantity",
    "quantity_given",
    "condition",
    "speaker",
)
"""`NAME_given` counts only claims for which gold has a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRow:
    """One claim that was missed, invented, or found with a wrong kind or status.

    `expected` and `got` are contributor, kind and status, empty where there is none.
    """

    document: str
    what: str
    start: int
    end: int
    expected: str
    got: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPage:
    """A report, with the documents' part and name of what was scored.

    `clusters` and `states` are None where no cluster files were there. `errors` is empty
    unless they were asked for. `failed` has a line for each text that could not be read.
    """

    title: str
    report: Report
    failed: tuple[str, ...] = ()
    clusters: BCubed | None = None
    states: tuple[int, int] | None = None
    errors: tuple[ErrorRow, ...] = ()


def _label(claim: ScoredClaim) -> str:
    return f"{claim.contributor} {claim.kind} {claim.status}"


def _error(document: str, what: str, gold: ScoredClaim | None, got: ScoredClaim | None) -> ErrorRow:
    evidence = next(
        (claim.evidence for claim in (gold, got) if claim is not None and claim.evidence), None
    )
    return ErrorRow(
        document=document,
        what=what,
        start=evidence.start if evidence else 0,
        end=evidence.end if evidence else 0,
        expected=_label(gold) if gold else "",
        got=_label(got) if got else "",
        quote=evidence.quote if evidence else "",
    )


def error_rows(
    gold: Iterable[GoldDocument], predictions: Mapping[str, Annotated], report: Report
) -> tuple[ErrorRow, ...]:
    """What went wrong, by class: missed and invented by area, then wrong kinds and statuses."""
    rows = []
    for document in gold:
        score = report.documents[document.id]
        claims = document.gold.claims
        got = predictions[document.id].claims if document.id in predictions else ()
        rows += [
            _error(document.id, f"missed {area(claims[i].kind)}", claims[i], None)
            for i in score.missed
        ]
        rows += [
            _error(document.id, f"invented {area(got[j].kind)}", None, got[j])
            for j in score.invented
        ]
        for pair in score.pairs:
            for field in ("kind", "status"):
                if pair.found and not pair.same[field]:
                    one, two = claims[pair.gold], got[pair.predicted]
                    rows.append(_error(document.id, f"wrong {field}", one, two))
    return tuple(sorted(rows, key=lambda row: (row.what, row.document, row.start, row.got)))


def error_classes(rows: Iterable[ErrorRow]) -> tuple[tuple[str, int], ...]:
    """How many errors each class has, most first."""
    counted = Counter(row.what for row in rows)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _counts_form(counts: Counts) -> dict[str, Any]:
    return {
        "gold": counts.gold,
        "predicted": counts.predicted,
        "ignored": counts.ignored,
        "matched": counts.matched,
        "attributes": {
            name: {"share": tally.share, "of": tally.of}
            for name, tally in sorted(counts.attributes.items())
        },
        "grounded": counts.grounded.share if counts.grounded else None,
    }


def _figures_form(figures: Figures) -> dict[str, Any]:
    return {
        "documents": figures.documents,
        "found": asdict(figures.found),
        "exact": asdict(figures.exact),
    } | _counts_form(figures.counts)


def report_form(page: EvaluationPage) -> dict[str, Any]:
    """The page as plain values for JSON."""
    report = page.report
    form: dict[str, Any] = {
        "title": page.title,
        "micro": _figures_form(report.micro),
        "interval95": {
            "found": asdict(report.found_interval) if report.found_interval else None,
            "exact": asdict(report.exact_interval) if report.exact_interval else None,
        },
        "negatives": asdict(report.negatives),
        "sections": {
            name: {
                "gold": section.counts.gold,
                "predicted": section.counts.predicted,
                "found": asdict(section.found),
                "exact": asdict(section.exact),
                "grounded": section.grounded,
            }
            for name, section in report.sections.items()
        },
        "groups": {name: _figures_form(figures) for name, figures in report.groups.items()},
        "documents": {
            name: _counts_form(score.counts)
            | {"found": score.counts.found, "exact": score.counts.exact}
            for name, score in sorted(report.documents.items())
        },
        "missing": list(report.missing),
    }
    if page.clusters:
        form["clusters"] = asdict(page.clusters) | {"f1": page.clusters.f1}
    if page.states:
        form["states"] = {"equal": page.states[0], "of": page.states[1]}
    return form
