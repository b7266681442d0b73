"""The page at the end of `read`, `extract` and `parse`: what was read and what was not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """An input that was not read and the line that says why and what to do."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """What a run did.

    `documents` were read now; `known` were in the ledger already, read by the same engine.
    `claims` is None where none were looked for; then `sentences` counts what was parsed.
    `unaligned` by reason. `stopped` is True where the run was interrupted.
    """

    documents: int
    known: int
    claims: int | None
    sentences: int
    unaligned: tuple[tuple[str, int], ...]
    skipped: tuple[SkippedRow, ...]
    seconds: float
    written_to: str
    stopped: bool = False

    @property
    def read_nothing(self) -> bool:
        """Whether no input could be read, now or before."""
        return not self.documents and not self.known
