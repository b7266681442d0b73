"""What is needed against what is given: needs by kind, and who does what about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pledgebook.ledger.records import Commitment, Stated
from pledgebook.ledger.view import View
from pledgebook.types import CoverageClaim, Need, Status

_COLUMNS: Final[dict[Status, str]] = {
    "delivered": "delivers",
    "under_way": "delivers",
    "committed": "pledges",
    "pledged": "pledges",
    "offered": "offers",
    "considering": "considers",
    "asked": "asked",
    "declined": "declines",
    "withdrawn": "declines",
}
_UNNAMED_AREA: Final = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One kind of contribution: who needs it and who does what about it.

    The columns exclude each other for one commitment: what is delivered or under way
    (`delivers`), promised or bound (`pledges`), offered, considered, asked for, or refused and
    taken back (`declines`). An actor with several commitments may stand in several columns.
    """

    kind: str
    needs: tuple[Stated[Need], ...]
    delivers: tuple[Commitment, ...]
    pledges: tuple[Commitment, ...]
    offers: tuple[Commitment, ...]
    considers: tuple[Commitment, ...]
    asked: tuple[Commitment, ...]
    declines: tuple[Commitment, ...]

    @property
    def needed(self) -> bool:
        """Whether any text asks for it."""
        return bool(self.needs)

    @property
    def covered(self) -> bool:
        """Whether anybody delivers or has promised it; amounts are not compared."""
        return bool(self.delivers or self.pledges)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Rows, uncovered needs first, beside whose word there is that all is covered."""

    rows: tuple[CoverageRow, ...]
    claims: tuple[Stated[CoverageClaim], ...]

    @property
    def uncovered(self) -> tuple[CoverageRow, ...]:
        """Needs that nobody delivers or has promised."""
        return tuple(row for row in self.rows if row.needed and not row.covered)


def coverage(view: View) -> Coverage:
    """Who covers what of the needs in a view, by kind.

    A need is met by commitments of its own kind; one stated for a whole area ("humanitarian
    aid") by any commitment of the area, and a commitment of a whole area counts for itself
    only. Rows: needs that nobody covers, needs that somebody covers, and what is given though
    no text asks for it; each by kind.
    """
    needs: dict[str, list[Stated[Need]]] = defaultdict(list)
    for need in view.needs():
        needs[need.record.kind].append(need)
    given: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in view.commitments():
        given[commitment.kind].append(commitment)
    rows = [_row(kind, needs.get(kind, ()), given) for kind in {*needs, *given}]
    rows.sort(key=lambda row: (not row.needed, row.covered, row.kind))
    return Coverage(rows=tuple(rows), claims=tuple(view.coverage_claims()))


def _row(
    kind: str, needs: Sequence[Stated[Need]], given: dict[str, list[Commitment]]
) -> CoverageRow:
    columns: dict[str, list[Commitment]] = {name: [] for name in set(_COLUMNS.values())}
    area, _, name = kind.partition(".")
    whole_area = bool(needs) and name == "aid" and area != _UNNAMED_AREA
    matching = (
        [found for other, found in sorted(given.items()) if other.startswith(f"{area}.")]
        if whole_area
        else [given.get(kind, [])]
    )
    for found in matching:
        for commitment in found:
            columns[_COLUMNS[commitment.status]].append(commitment)
    return CoverageRow(
        kind=kind,
        needs=tuple(needs),
        **{column: tuple(found) for column, found in columns.items()},
    )
