"""What came up on the way to the claims of a document and went no further, with the reason.

Reading never looks at it; `claims.explaining` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.clauses.status import Outcome

if TYPE_CHECKING:
    from pledgebook.claims.drafting.drafts import Draft
    from pledgebook.claims.drafting.proposals import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One rule that was tried on one word and came to nothing.

    `outcome` is the status that was composed, None where it did not come to that.
    """

    reading: Reading
    token: int
    rule: str
    why: str
    outcome: Outcome | None = None


@dataclass(slots=True)
class Trail:
    """Everything that was tried, proposed and drafted; a struck draft says why itself."""

    tried: list[Tried] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def strike(
        self, reading: Reading, token: int, rule: str, why: str, outcome: Outcome | None = None
    ) -> None:
        """Notes why a rule came to nothing at a word."""
        self.tried.append(Tried(reading=reading, token=token, rule=rule, why=why, outcome=outcome))
