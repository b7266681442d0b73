"""How much speaks for two claims being about one commitment: named reasons with weights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from pledgebook.ledger.names import actor_key, content_words, states
from pledgebook.types import Claim, Money, Quantity

# Weights in quarter steps, chosen by hand from what each reason means and checked on the six
# development clusters (tests/unit/ledger/test_link_gold.py); two clusters were kept out.
# Re-run that test after a change.
WEIGHTS: Final = {
    "same kind": 2.0,
    "same broad kind": 1.0,
    "same unspecified kind": 0.25,
    "kind includes the other": -0.75,
    "money without a purpose": -0.75,
    "kinds differ within an area": -2.0,
    "areas differ": -1.75,
    "same recipient": 0.5,
    "recipient's agency": -0.75,
    "recipient's part": -1.0,
    "recipient is a group or fund": -2.0,
    "recipients differ": -4.0,
    "recipients differ in one text": -4.0,
    "same sum": 3.0,
    "same sum for another purpose in one text": 0.0,
    "sums differ": -0.25,
    "same count": 2.0,
    "counts differ": -0.25,
    "counts of different things": -0.5,
    "a sum here, a count there": -0.5,
    "same thing named": 1.0,
    "things share words": 0.5,
    "different things named": -1.25,
    "same place": 0.75,
    "places differ": -2.25,
    "places differ in one text": -4.0,
    "same meeting": 0.5,
    "groups of different meetings": -4.0,
    "a further amount": -4.0,
    "part of the other": 4.5,
    "one thing for several recipients": 4.5,
    "targets differ": -4.0,
    "given and not given in one text": -4.0,
    "same words in one place": 2.0,
    "more than a year between": -1.0,
    "more than three years between": -2.5,
}

# A pair with one of these cannot be in one commitment, whatever a third claim says of both.
VETOES: Final = frozenset(name for name, weight in WEIGHTS.items() if weight <= -4.0)

_BROAD: Final = frozenset({"military.aid", "political.support", "political.cooperation"})
GENERIC: Final = frozenset({"military.aid", "humanitarian.aid", "other.unspecified"})
_GIVEN: Final = frozenset({"pledged", "committed", "under_way", "delivered"})
_NOT_GIVEN: Final = frozenset({"declined", "considering"})
_YEAR: Final = 365


@dataclass(frozen=True, eq=False)
class Item:
    """A claim as the linker sees it: where it stands, when it was published, what it says."""

    claim_id: str
    identity: str
    document: str
    published: str | None
    claim: Claim

    @cached_property
    def order(self) -> tuple[str, str, int, int, str, str]:
        """Earliest publication first; undated texts last; then text order."""
        span = self.claim.evidence
        where = (self.document, span.start, span.end)
        return (self.published or "9999", *where, self.identity, self.claim_id)

    @cached_property
    def day(self) -> int | None:
        """The day of publication as a number of days; the first day of a month or year."""
        return None if self.published is None else _day(self.published)

    @cached_property
    def things(self) -> frozenset[str]:
        """Content words of the object as written, without the unit's number words."""
        what = self.claim.what
        return frozenset() if what is None else content_words(what.quote)

    @cached_property
    def unit(self) -> frozenset[str]:
        """Content words of the unit counted."""
        quantity = self.claim.quantity
        return frozenset() if quantity is None else content_words(quantity.unit)

    @cached_property
    def places(self) -> frozenset[str]:
        """Content words of the place as written."""
        place = self.claim.place
        return frozenset() if place is None else content_words(place.quote)

    @cached_property
    def recipient(self) -> str | None:
        """The recipient as it is compared."""
        return None if self.claim.recipient is None else actor_key(self.claim.recipient)


def score(left: Item, right: Item) -> tuple[float, tuple[str, ...]]:
    """How much speaks for one commitment, with the names of all reasons for and against."""
    if right.order < left.order:
        left, right = right, left
    names = tuple(_reasons(left, right))
    return sum(WEIGHTS[name] for name in names), names


def _reasons(earlier: Item, later: Item) -> Iterable[str]:
    """The names of the reasons for and against that a pair gives."""
    left, right = earlier.claim, later.claim
    one_text = earlier.document == later.document
    kind = _kind_reason(left, right)
    yield kind
    yield from _amount_reasons(earlier, later, one_text and left.kind != right.kind)
    yield from _thing_reasons(earlier, later)
    bond = _bond(left, right, kind) if one_text else None
    if bond is not None:
        # What the text itself binds is not parted by where it goes or whom it reaches.
        yield bond
        return
    yield from _recipient_reasons(earlier, later, one_text)
    yield from _place_reasons(earlier, later, one_text)
    if left.meeting and right.meeting:
        if left.meeting == right.meeting:
            yield "same meeting"
        elif left.contributor.startswith("GROUP:"):
            yield "groups of different meetings"
    if left.target and right.target and actor_key(left.target) != actor_key(right.target):
        yield "targets differ"
    if one_text:
        yield from _one_text_reasons(left, right)
    elif right.increment == "additional" and _amounts_differ(left, right):
        yield "a further amount"
    yield from _time_reasons(earlier.day, later.day)


def _bond(left: Claim, right: Claim, kind: str) -> str | None:
    """What binds two claims of one text whatever else they say, or None."""
    if left.kind == right.kind and left.what is not None and left.what == right.what:
        return "one thing for several recipients"
    same_matter = kind.startswith(("same", "kind includes"))
    if same_matter and (left.part_of == right.id or right.part_of == left.id):
        return "part of the other"
    return None


def _kind_reason(left: Claim, right: Claim) -> str:
    if left.kind == right.kind:
        if left.kind == "other.unspecified":
            return "same unspecified kind"
        return "same broad kind" if left.kind in _BROAD else "same kind"
    if "financial.grant" in (left.kind, right.kind):
        return "money without a purpose"
    if _area(left) != _area(right):
        return "areas differ"
    if left.kind in GENERIC or right.kind in GENERIC:
        return "kind includes the other"
    return "kinds differ within an area"


def _recipient_reasons(left: Item, right: Item, one_text: bool) -> Iterable[str]:
    first, second = left.recipient, right.recipient
    if first is None or second is None:
        return
    if first == second:
        yield "same recipient"
    elif one_text:
        yield "recipients differ in one text"
    elif first in states() and second in states():
        yield "recipients differ"
    elif first.partition("-")[0] == second.partition("-")[0]:
        yield "recipient's part"
    elif first.startswith(_DESCRIBED) or second.startswith(_DESCRIBED):
        yield "recipient is a group or fund"
    else:
        yield "recipient's agency"


_DESCRIBED: Final = ("group:", "coalition:")


def _amount_reasons(left: Item, right: Item, other_purpose: bool) -> Iterable[str]:
    sums = left.claim.money, right.claim.money
    counts = left.claim.quantity, right.claim.quantity
    if sums[0] is not None and sums[1] is not None:
        if sums[0].currency != sums[1].currency:
            return
        if not _overlap(sums[0], sums[1]):
            yield "sums differ"
        else:
            yield "same sum for another purpose in one text" if other_purpose else "same sum"
    elif counts[0] is not None and counts[1] is not None:
        alike = bool(left.unit & right.unit)
        if not alike:
            yield "counts of different things"
        else:
            yield "same count" if _overlap(counts[0], counts[1]) else "counts differ"
    elif (sums[0] and counts[1]) or (sums[1] and counts[0]):
        yield "a sum here, a count there"


def _thing_reasons(left: Item, right: Item) -> Iterable[str]:
    if not left.things or not right.things:
        return
    shared = len(left.things & right.things)
    if 2 * shared >= len(left.things | right.things):
        yield "same thing named"
    elif shared:
        yield "things share words"
    elif len(left.things) > 1 and len(right.things) > 1:
        yield "different things named"


def _place_reasons(left: Item, right: Item, one_text: bool) -> Iterable[str]:
    """One place is told in several ways; two amounts that agree are not told apart by it."""
    if not left.places or not right.places:
        return
    if left.places & right.places:
        yield "same place"
    elif not one_text:
        yield "places differ"
    elif "same count" not in tuple(_amount_reasons(left, right, other_purpose=False)):
        yield "places differ in one text"


def _one_text_reasons(left: Claim, right: Claim) -> Iterable[str]:
    if left.evidence == right.evidence and left.kind == right.kind:
        yield "same words in one place"
    if "additional" in (left.increment, right.increment) and _amounts_differ(left, right):
        yield "a further amount"
    statuses = {left.status, right.status}
    if statuses & _GIVEN and statuses & _NOT_GIVEN:
        yield "given and not given in one text"


def _time_reasons(earlier: int | None, later: int | None) -> Iterable[str]:
    if earlier is None or later is None:
        return
    if later - earlier > 3 * _YEAR:
        yield "more than three years between"
    elif later - earlier > _YEAR:
        yield "more than a year between"


def _amounts_differ(left: Claim, right: Claim) -> bool:
    if left.money is not None and right.money is not None:
        return left.money.currency != right.money.currency or not _overlap(left.money, right.money)
    if left.quantity is not None and right.quantity is not None:
        return not _overlap(left.quantity, right.quantity)
    return False


def _overlap(left: Money | Quantity, right: Money | Quantity) -> bool:
    """Whether two ranges are equal or one exact figure lies within the other's range."""
    if (left.low, left.high) == (right.low, right.high):
        return True
    low = max(_bottom(left), _bottom(right))
    high = min(_top(left), _top(right))
    return low <= high and (left.low != left.high or right.low != right.high)


def _bottom(amount: Money | Quantity) -> float:
    return 0.0 if amount.low is None else amount.low


def _top(amount: Money | Quantity) -> float:
    return float("inf") if amount.high is None else amount.high


def _area(claim: Claim) -> str:
    return claim.kind.partition(".")[0]


def _day(published: str) -> int | None:
    """Days since year one for an ISO date or prefix; None where it is no date."""
    padded = published if len(published) >= 10 else f"{published}-01-01"[:10]
    try:
        return date.fromisoformat(padded[:10]).toordinal()
    except ValueError:
        return None
