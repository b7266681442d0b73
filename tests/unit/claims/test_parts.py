"""Parts and totals of gifts, and sums given together."""

from __future__ import annotations

from .engine import amount_of, claims, every, sizes


def test_of_which_parts_a_sum() -> None:
    found = every("Japan pledged $9 million to Chad, of which $2 million in loans.")
    whole, part = sorted(found, key=lambda c: -(amount_of(c) or 0))
    assert (amount_of(whole), amount_of(part)) == (9_000_000, 2_000_000)
    assert part.kind == "financial.loan"
    assert part.part_of == whole.id


def test_a_part_may_have_got_further() -> None:
    text = "Japan pledged $9 million to Chad. Of this, $2 million has been disbursed."
    assert ("JPN", 2_000_000, "delivered") in sizes(text)


def test_a_total_runs_on() -> None:
    text = "Japan pledged $4 million to Chad, bringing its total contribution to $9 million."
    found = {amount_of(c): c for c in every(text)}
    assert 9_000_000 in found


def test_a_part_needs_a_whole() -> None:
    assert sizes("Of this, $2 million was stolen from the bank.") == []


def test_a_joint_sum_stands_on_the_group() -> None:
    found = claims("Sweden and Norway will together give $9 million to Chad.")
    group = found["GROUP:Sweden and Norway"]
    assert amount_of(group) == 9_000_000
    assert amount_of(found["SWE"]) is None
    assert set(group.joint_with) == {found["SWE"].id, found["NOR"].id}
    assert found["SWE"].joint_with == (group.id,)


def test_each_gives_the_sum() -> None:
    text = "Sweden and Norway each gave $9 million to Chad."
    assert sizes(text) == [("NOR", 9_000_000, "delivered"), ("SWE", 9_000_000, "delivered")]


def test_respectively_pairs_givers_and_sums() -> None:
    text = "Japan and Kenya gave $3 million and $1 million respectively to UNICEF."
    assert sizes(text) == [("JPN", 3_000_000, "delivered"), ("KEN", 1_000_000, "delivered")]


def test_a_fraction_has_a_kind_and_a_sum_of_its_own() -> None:
    text = "Germany will give 220 million euros to Sudan, half of it in soft loans."
    share = next(c for c in every(text) if amount_of(c) == 110_000_000)
    assert (share.kind, share.contributor) == ("financial.loan", "DEU")


def test_a_fraction_of_people_is_no_gift() -> None:
    text = "Germany will give 220 million euros to Sudan. Half of the people live in towns."
    assert len(every(text)) == 1
