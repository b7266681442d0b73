"""An explanation, from the gate to the score, one sentence under the other.

`brief` leaves trees, mentions and rules out that have nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pledgebook.pages.explanation import (
    BeliefRow,
    DraftRow,
    ExplanationPage,
    MentionRow,
    PredicateRow,
    SentenceEntry,
    TreeRow,
)
from pledgebook.pages.terminal.style import plain, status_text, table
from pledgebook.pages.wording import counted_words, shortened

_LOOK = 60
"""Characters of a sentence that was read alone."""
_DEEPEST = 12
"""Steps of indentation in a tree; what lies deeper, rarely, stands at this one."""


def explanation_view(page: ExplanationPage, *, brief: bool) -> RenderableType:
    """The gate, then every sentence of the page."""
    parts: list[RenderableType] = [*_head(page)]
    for entry in page.sentences:
        parts += [Text(), *_sentence(entry, brief=brief, opens=page.opens)]
    parts += [Text(), plain(_foot(page), "dim")]
    return Group(*parts)


def _head(page: ExplanationPage) -> Iterator[RenderableType]:
    known = " · ".join(word for word in (page.title, page.publisher, page.published) if word)
    yield plain(f"{page.document}  {known}".rstrip(), "bold")
    yield _line("gate", Text(page.gate, style="" if page.opens else "bold yellow"))
    for words, says in page.looks:
        yield _in(2, plain(f"{shortened(words, _LOOK)} · {says}", "dim"))
    if not page.opens:
        yield Text("So the engine finds nothing in this text; below is what it would find in it.")


def _foot(page: ExplanationPage) -> str:
    claims = counted_words(page.claims, "claim")
    shown = f"{len(page.sentences)} of {counted_words(page.of, 'sentence')} shown"
    return f"{shown} · {claims} in the text" if page.opens else shown


def _in(columns: int, held: RenderableType) -> Padding:
    return Padding(held, (0, 0, 0, columns), expand=False)


def _line(name: str, *says: Text) -> Text:
    return Text.assemble((f"{name}: ", "dim"), *says)


def _sentence(entry: SentenceEntry, *, brief: bool, opens: bool) -> Iterator[RenderableType]:
    yield Text.assemble((f"[{entry.number}]", "bold"), plain(f" {entry.text}", "bold"))
    body: list[RenderableType] = [_line(entry.block, plain(entry.gate))]
    if not brief:
        if entry.tree:
            body.append(_tree(entry.tree))
        body += [_mention(each) for each in entry.mentions]
    body += [_belief(each) for each in entry.beliefs]
    for predicate in entry.predicates:
        if not (brief and predicate.idle):
            body += _predicate(predicate, brief=brief)
    if entry.parsed and not entry.predicates:
        body.append(_line("predicates", Text("no rule knows a word of it")))
    told = {step for each in entry.predicates for step in _steps(each)}
    for draft in entry.drafts:
        body += _draft(draft, told, opens=opens)
    yield _in(4, Group(*body))


def _tree(rows: Sequence[TreeRow]) -> RenderableType:
    drawn = table(tight=True)
    drawn.show_header = False
    drawn.padding = (0, 2, 0, 0)
    for style in ("", "cyan", "dim"):
        drawn.add_column(style=style, overflow="fold")
    for row in rows:
        indent = "  " * min(row.depth, _DEEPEST)
        drawn.add_row(plain(f"{indent}{row.form}"), plain(row.upos), plain(row.relation))
    return drawn


def _mention(row: MentionRow) -> Text:
    means = plain(row.means) if row.means else Text("not resolved", style="yellow")
    via = plain(f" ({row.via})" if row.via else "", "dim")
    return _line(row.type, plain(f"{row.quote} = "), means, via)


def _belief(row: BeliefRow) -> Text:
    fields = (("", row.kinds), ("", row.statuses), ("from ", row.givers), ("to ", row.takers))
    words = [
        before + " or ".join(f"{value} {probability:.0%}" for value, probability in values)
        for before, values in fields
        if values
    ]
    says = f"{row.word!r} heads a contribution {row.probability:.0%}: {'; '.join(words)}"
    return _line("network", plain(says if row.heard else f"{says}; too weak to be looked at"))


def _predicate(row: PredicateRow, *, brief: bool) -> Iterator[RenderableType]:
    tense = f", {row.tense}" if row.tense else ""
    yield _line("predicate", plain(row.word, "bold"), plain(f" ({row.phrase}{tense})"))
    for rule in row.rules:
        for fate in () if brief and rule.idle else rule.fates:
            style = "green" if fate.proposes else ""
            says = Text.assemble((f"{rule.sort} ", "dim"), plain(rule.rule, "cyan"))
            says.append_text(plain(f": {fate.says}", style))
            yield _in(2, says)
            for step in fate.path:
                yield _in(6, plain(step, "dim"))


def _steps(row: PredicateRow) -> Iterator[str]:
    return (step for rule in row.rules for fate in rule.fates for step in fate.path)


def _draft(row: DraftRow, told: set[str], *, opens: bool) -> Iterator[RenderableType]:
    """The draft without the steps that the predicates above have `told` already."""
    giver = row.contributor or "nobody"
    head = Text.assemble(("draft: ", "dim"), plain(giver, "bold"), plain(f" {row.kind} "))
    head.append_text(status_text(row.status))
    head.append_text(plain(f" → {row.recipient}" if row.recipient else ""))
    head.append_text(plain(f" · {row.amount}" if row.amount else ""))
    yield head
    lines = [_line("words", plain(row.evidence)), _line("giver read by", plain(row.via or "-"))]
    lines += [plain(step, "dim") for step in row.steps if step not in told]
    if row.belief:
        lines.append(_line("network's belief", Text(f"{row.belief:.0%}")))
    if row.claim:
        lines.append(_line("said by", plain(row.speakers)))
    if row.score is not None:
        weights = ", ".join(f"{name} {weight:+.2f}" for name, weight in row.weights)
        lines.append(_line("score", Text(f"{row.score:.3f}"), plain(f" ({weights})", "dim")))
    lines.append(_outcome(row, opens=opens))
    yield _in(2, Group(*lines))


def _outcome(row: DraftRow, *, opens: bool) -> Text:
    if row.claim:
        return plain(f"claim {row.claim}" if opens else "a claim, were the text read", "bold green")
    return plain(f"no claim: {row.why}", "bold yellow")
