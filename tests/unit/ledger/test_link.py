from __future__ import annotations

from typing import Any

import pytest

from factories import Statement, says
from factories import reading as read
from pledgebook.ledger import link, reasons, rows
from pledgebook.ledger.link import Rulings
from pledgebook.ledger.reasons import Item
from pledgebook.types import Money, Result


def items(result: Result) -> list[Item]:
    key = rows.document_key(result.document)
    return [
        Item(
            claim_id=f"{key}-{claim.id}",
            identity=rows.identity_of(claim, key),
            document=key,
            published=result.document.published,
            claim=claim,
        )
        for claim in result.claims
    ]


def groups(*results: Result, rulings: Rulings = Rulings()) -> list[list[str]]:  # noqa: B008
    """The texts of the claims that are one commitment, commitment by commitment."""
    found = link.link([item for result in results for item in items(result)], rulings)
    return [[each.item.claim.evidence.quote for each in group] for group in found]


def later(*statements: Statement, **fields: Any) -> Result:
    return read(*statements, **({"published": "2014-10-01", "id": "later"} | fields))


def euros(amount: int) -> Money:
    return Money(low=amount, high=amount, currency="EUR")


ONE = "France will send two frigates."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"status": "delivered"}),
        ({"recipient": "GRC"}, {"recipient": "GRC"}),
        ({"recipient": "GRC"}, {}),
        ({"recipient": "GRC"}, {"recipient": "UNHCR"}),
        ({"place": "frigates"}, {}),
        (
            {"kind": "humanitarian.shelter", "money": euros(5_000_000)},
            {"kind": "financial.grant", "money": euros(5_000_000)},
        ),
        (
            {"kind": "financial.reconstruction", "money": euros(5_000_000)},
            {"kind": "humanitarian.food", "money": euros(5_000_000)},
        ),
        ({"quantity": (2, "frigate")}, {"quantity": (3, "frigate")}),
        ({"status": "considering"}, {"status": "declined"}),
        ({"quantity": (2, "frigate")}, {"quantity": (1, "frigate"), "partial": True}),
    ],
)
def test_one_commitment_told_twice(first: dict[str, Any], second: dict[str, Any]) -> None:
    again = "The French frigates are coming."
    assert groups(read(says(ONE, **first)), later(says(again, **second))) == [[ONE, again]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"recipient": "GRC"}, {"recipient": "CYP"}),
        ({"kind": "military.naval"}, {"kind": "military.weapons"}),
        ({"target": "IRQ-is"}, {"target": "RUS"}),
        (
            {"quantity": (2, "frigate")},
            {"quantity": (1, "frigate"), "increment": "additional"},
        ),
        ({"kind": "financial.loan"}, {"kind": "financial.debt_relief"}),
        ({"place": "France"}, {"place": "Crete"}),
        (
            {"contributor": "GROUP:signatories", "meeting": "Oslo conference"},
            {"contributor": "GROUP:signatories", "meeting": "Bergen conference"},
        ),
    ],
)
def test_two_commitments(first: dict[str, Any], second: dict[str, Any]) -> None:
    other = "Ships will also go to Crete."
    assert len(groups(read(says(ONE, **first)), later(says(other, **second)))) == 2


def test_years_between_tell_commitments_apart() -> None:
    other = "Ships are going."
    assert len(groups(read(says(ONE)), later(says(other), published="2015-03-01"))) == 1
    assert len(groups(read(says(ONE)), later(says(other), published="2018-03-01"))) == 2


def test_in_one_text_what_is_refused_is_not_what_is_given() -> None:
    refused = "It will not send submarines."
    assert len(groups(read(says(ONE), says(refused, status="declined")))) == 2
    assert len(groups(read(says(ONE)), later(says(refused, status="declined")))) == 1


def test_in_one_text_named_recipients_are_told_apart_unless_they_share_one_gift() -> None:
    to_greece = says("Two frigates go to Greece.", recipient="GRC", what="Two frigates")
    to_cyprus = says("Four tugs go to Cyprus.", recipient="CYP", what="Four tugs")
    assert len(groups(read(to_greece, to_cyprus))) == 2
    shared = read(says(ONE, recipient="GRC", what="two frigates"), says(ONE), text=ONE + "\n" + ONE)
    first = shared.claims[0]
    second = shared.claims[1]
    object.__setattr__(second, "what", first.what)
    object.__setattr__(second, "recipient", "CYP")
    assert len(groups(shared)) == 1


def test_parts_belong_to_the_whole_that_they_are_said_to_be_part_of() -> None:
    whole = says("France gives €90m.", kind="financial.grant", money=euros(90_000_000))
    part = says(
        "Of this €20m goes to Cyprus.",
        kind="financial.grant",
        money=euros(20_000_000),
        recipient="CYP",
        part_of="m1",
    )
    assert len(groups(read(whole, part))) == 1


def test_a_claim_does_not_bridge_two_that_exclude_each_other() -> None:
    strikes = {"kind": "military.air_strikes"}
    in_iraq = says("France bombed depots in Iraq.", place="in Iraq", **strikes)
    in_syria = says("France may bomb Syria.", place="Syria", status="considering", **strikes)
    vague = later(says("France is bombing.", **strikes))
    found = groups(read(in_iraq, in_syria), vague)
    assert sorted(map(len, found)) == [1, 2]


def test_reasons_are_named() -> None:
    first = items(read(says(ONE, what="two frigates", quantity=(2, "frigate"))))[0]
    second = items(
        later(says("Both frigates left.", what="Both frigates", quantity=(2, "frigate")))
    )
    value, names = reasons.score(first, second[0])
    assert set(names) == {"same kind", "same count", "same thing named"}
    assert value == sum(reasons.WEIGHTS[name] for name in names)
    assert reasons.score(second[0], first) == reasons.score(first, second[0])


def test_claims_judged_the_same_are_one_whatever_the_score() -> None:
    left, right = read(says(ONE, recipient="GRC")), later(says(ONE, recipient="CYP"))
    one, two = items(left)[0].identity, items(right)[0].identity
    assert len(groups(left, right)) == 2
    assert len(groups(left, right, rulings=Rulings(same=((one, two),)))) == 1


def test_claims_judged_apart_stay_apart() -> None:
    left, right = read(says(ONE)), later(says(ONE))
    pair = frozenset((items(left)[0].identity, items(right)[0].identity))
    assert len(groups(left, right, rulings=Rulings(not_same=frozenset({pair})))) == 2


def test_blocks_hold_one_giver_and_one_family_of_kinds() -> None:
    def block(**fields: Any) -> str:
        result = read(says(ONE, **fields))
        return rows.block_of(result.claims[0], "k1")

    assert block(kind="humanitarian.food") == block(kind="financial.grant")
    assert block(kind="military.naval") != block(kind="financial.grant")
    assert block(contributor="GROUP:The ten states") == block(contributor="GROUP:ten states")
    assert block(contributor="ITA") != block(contributor="FRA")
    assert block(contributor="GROUP:unnamed").startswith("group:unnamed@k1|")


def test_the_weights_are_what_the_documents_say() -> None:
    assert {"recipients differ", "a further amount", "targets differ"} <= reasons.VETOES
    assert link.THRESHOLD == 0.25


def test_in_a_large_block_the_same_sum_is_still_found() -> None:
    def gift(day: int, amount: int) -> Result:
        told = says(f"France gave €{amount}.", kind="financial.grant", money=euros(amount))
        return read(told, published=f"2014-{1 + day // 28:02}-{1 + day % 28:02}", id=f"d{day}")

    between = link.NEIGHBOURS * 2
    others = [
        read(
            says(f"It feeds {n}.", kind="humanitarian.food", quantity=(n, "person")),
            published=gift(n, 1).document.published,
            id=f"o{n}",
        )
        for n in range(1, between)
    ]
    found = groups(gift(0, 777), *others, gift(between, 777))
    assert ["France gave €777.", "France gave €777."] in found
