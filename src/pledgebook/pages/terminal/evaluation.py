"""The figures of an evaluation."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pledgebook.pages.evaluation import ATTRIBUTE_ORDER, EvaluationPage, error_classes
from pledgebook.pages.terminal.style import plain, table
from pledgebook.pages.wording import counted_words, shortened
from pledgebook.scoring.report import Figures, Interval, Intervals, Measure, Report


def _cell(value: float, interval: Interval | None) -> str:
    return f"{value:.3f}" + (f" [{interval[0]:.3f}, {interval[1]:.3f}]" if interval else "")


def _measure_row(drawn: Table, name: str, of: Measure, within: Intervals | None) -> None:
    drawn.add_row(
        name,
        _cell(of.precision, within.precision if within else None),
        _cell(of.recall, within.recall if within else None),
        _cell(of.f1, within.f1 if within else None),
    )


def _claims(report: Report) -> RenderableType:
    within = ", with 95 % intervals over documents" if report.found_interval else ""
    drawn = table(f"Claims{within}")
    for name in ("", "precision", "recall", "F1"):
        drawn.add_column(name)
    _measure_row(drawn, "found", report.micro.found, report.found_interval)
    _measure_row(drawn, "exact", report.micro.exact, report.exact_interval)
    return drawn


def _shares(report: Report) -> Text:
    attributes = report.micro.counts.attributes
    parts = [
        f"{name} {attributes[name].share:.3f} ({attributes[name].of})"
        for name in ATTRIBUTE_ORDER
        if name in attributes
    ]
    return Text("of the matched: " + "  ".join(parts)) if parts else Text("nothing matched")


def _further(page: EvaluationPage) -> Text:
    report = page.report
    lines = []
    if report.micro.counts.grounded is not None:
        lines.append(f"grounded {report.micro.counts.grounded.share:.4f}")
    bare = report.negatives
    if bare.documents:
        lines.append(
            f"documents without a claim: {bare.clean} of {bare.documents} stayed so, "
            f"{bare.claims} claims invented in them"
        )
    if page.clusters:
        b = page.clusters
        lines.append(
            f"clusters: B³ precision {b.precision:.3f} recall {b.recall:.3f} F1 {b.f1:.3f} "
            f"over {b.claims} of {b.gold} claims"
        )
    if page.states:
        lines.append(f"ledger states equal to gold: {page.states[0]} of {page.states[1]}")
    if report.missing:
        lines.append(f"no prediction for {len(report.missing)} documents; counted as empty")
    return Text("\n".join(lines))


def _sections(report: Report) -> RenderableType:
    drawn = table("Other sections")
    for name in ("", "gold", "read", "found P", "R", "F1", "exact F1", "grounded"):
        drawn.add_column(name, justify="left" if not name else "right")
    for name, section in report.sections.items():
        found = section.found
        drawn.add_row(
            name,
            str(section.counts.gold),
            str(section.counts.predicted),
            f"{found.precision:.3f}",
            f"{found.recall:.3f}",
            f"{found.f1:.3f}",
            f"{section.exact.f1:.3f}",
            "" if section.grounded is None else f"{section.grounded:.3f}",
        )
    return drawn


def _groups(groups: dict[str, Figures]) -> RenderableType:
    drawn = table("By folder")
    for name in ("", "texts", "gold", "read", "found P", "R", "F1", "exact F1"):
        drawn.add_column(name, justify="left" if not name else "right")
    for name, figures in groups.items():
        drawn.add_row(
            plain(name),
            str(figures.documents),
            str(figures.counts.gold),
            str(figures.counts.predicted),
            f"{figures.found.precision:.3f}",
            f"{figures.found.recall:.3f}",
            f"{figures.found.f1:.3f}",
            f"{figures.exact.f1:.3f}",
        )
    return drawn


def _errors(page: EvaluationPage) -> RenderableType:
    classes = Text("\n".join(f"{n:5d}  {name}" for name, n in error_classes(page.errors)))
    lines: list[RenderableType] = [Text("Errors by class", style="bold"), classes, Text()]
    for row in page.errors:
        place = f"{row.document}#{row.start}-{row.end}"
        sides = " ≠ ".join(side for side in (row.expected, row.got) if side)
        head = Text.assemble((row.what, "bold"), "  ", plain(place, "dim"), plain(f"  {sides}"))
        lines += [head, plain(f"    {shortened(row.quote, 160)}", "dim")]
    return Group(*lines)


def evaluation_view(page: EvaluationPage, *, brief: bool) -> RenderableType:
    """The figures; `brief` leaves folders and other sections out."""
    report = page.report
    micro = report.micro.counts
    documents = counted_words(report.micro.documents, "document")
    head = plain(
        f"{page.title}: {documents}, {counted_words(micro.gold, 'gold claim')}, "
        f"{micro.predicted} predicted, {micro.ignored} ignored",
        "bold",
    )
    parts: list[RenderableType] = [head, Text(), _claims(report), Text(), _shares(report)]
    parts.append(_further(page))
    if not brief:
        parts += [Text(), _sections(report), Text(), _groups(dict(report.groups))]
    if page.errors:
        parts += [Text(), _errors(page)]
    return Group(*parts)
