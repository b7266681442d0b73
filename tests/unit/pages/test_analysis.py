"""Coverage, members and changes: their pages and how a terminal shows them."""

from __future__ import annotations

from dataclasses import replace

from pledgebook.analysis.changes import Change, Changes
from pledgebook.analysis.coverage import Coverage, CoverageRow
from pledgebook.analysis.members import Group, Member
from pledgebook.ledger.records import Conflict, ConflictValue, Stated
from pledgebook.pages.changes import changes_page
from pledgebook.pages.coverage import coverage_page
from pledgebook.pages.members import members_page
from pledgebook.pages.terminal.analysis import changes_view, coverage_view, members_view
from pledgebook.types import Count, CoverageClaim, Membership, Money, Need

from .making import commitment, drawn, report, source, span

FIVE = Money(low=5, high=5, currency="EUR")


def stated(record: object) -> Stated:  # type: ignore[type-arg]
    return Stated(  # type: ignore[type-var]
        record=record, source=source(), engine="rules", engine_version="1"
    )


def need(kind: str = "military.naval", **more: object) -> Need:
    given: dict[str, object] = {
        "asked_by": "UN",
        "asked_of": None,
        "deadline": None,
        "quantity": None,
        "money": None,
        "evidence": span("ships are needed"),
    }
    return Need(kind=kind, **(given | more))  # type: ignore[arg-type]


def row(kind: str, **more: object) -> CoverageRow:
    given: dict[str, object] = dict.fromkeys(
        ("needs", "delivers", "pledges", "offers", "considers", "asked", "declines"), ()
    )
    return CoverageRow(kind=kind, **(given | more))  # type: ignore[arg-type]


def coverage() -> Coverage:
    word = CoverageClaim(claimant="USA", scope="all", met="yes", evidence=span("all is covered"))
    return Coverage(
        rows=(
            row("military.naval", needs=(stated(need()),), declines=(commitment(),)),
            row(
                "humanitarian.food",
                needs=(
                    stated(need("humanitarian.food", money=Money(low=5, high=5, currency="EUR"))),
                ),
                delivers=(commitment(), commitment(id="b"), commitment(contributor="AUS")),
                considers=(commitment(contributor="ITA"),),
                asked=(commitment(contributor="DEU"),),
            ),
            row("military.weapons", pledges=(commitment(contributor="POL"),)),
        ),
        claims=(stated(word),),
    )


def test_coverage_has_a_cell_for_each_giver_and_stance() -> None:
    page = coverage_page(coverage())
    food = page.lines[1]
    assert [(cell.contributor, cell.stance, len(cell.commitments)) for cell in food.cells] == [
        ("FRA", "delivers", 2),
        ("AUS", "delivers", 1),
        ("ITA", "considers", 1),
        ("DEU", "asked", 1),
    ]
    assert (food.needed, food.covered) == (True, True)
    assert food.needs[0].amount == "EUR 5"
    assert not page.lines[0].covered


def test_the_matrix_names_what_nobody_covers_and_who_says_it_is() -> None:
    text = drawn(coverage_view(coverage_page(coverage())), 80)
    assert "Nobody has promised: Naval forces" in text
    assert "France ×2" in text
    assert "considers Italy" in " ".join(text.split())
    assert "asked of Germany" in " ".join(text.split())
    assert "asked by United Nations (EUR 5)" in " ".join(text.split())
    assert "Given, though no text asks for it" in text
    assert "United States on whether it is covered: yes" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_coverage_without_a_need() -> None:
    assert "No text states a need." in drawn(
        coverage_view(coverage_page(Coverage(rows=(), claims=())))
    )


def member(actor: str, role: str = "member", contested: bool = False) -> Member:
    told = Membership(
        group="core coalition",
        member=actor,
        role=role,  # type: ignore[arg-type]
        evidence=span(f"{actor} is in"),
    )
    return Member(member=actor, role=role, evidence=stated(told), contested=contested)


def group(low: int, high: int | None, *members: Member) -> Group:
    count = Count(
        group="core coalition",
        low=low,
        high=high,
        what=span("nations"),
        evidence=span("a core coalition"),
    )
    return Group(
        name="COALITION:core coalition",
        names=("COALITION:core coalition", "the coalition"),
        members=members,
        counts=(stated(count),),
    )


def verdict(low: int, high: int | None, *members: Member) -> str:
    return members_page([group(low, high, *members)]).groups[0].counts[0].verdict


def test_counts_are_set_against_names_with_and_without_the_host() -> None:
    two = (member("FRA"), member("DEU"))
    assert verdict(2, 2, *two) == "as many are named"
    assert verdict(2, 2, *two, member("GBR", "host")) == "as many are named, without the host"
    assert verdict(5, 5, *two) == "3 fewer named"
    assert verdict(1, 1, *two) == "1 more named"
    assert verdict(2, None, *two) == "as many are named"
    assert verdict(10, 10) == "none of them named"


def test_members_are_listed_with_their_first_words() -> None:
    page = members_page([group(10, 10, member("FRA"), member("IRN", "not_member", True))])
    text = drawn(members_view(page), 80)
    for words in ("core coalition", "also: the coalition", "claimed 10", "FRA is in", "2014-09-05"):
        assert words in text
    assert "not member ≠" in text
    assert "1 member named" in text


def test_no_members() -> None:
    assert "No text names members" in drawn(members_view(members_page([])))


def changes() -> Changes:
    clash = Conflict(
        field="quantity",
        kind="conflict",
        values=(
            ConflictValue(value="600", reports=(report(),)),
            ConflictValue(value="400", reports=(report(),)),
        ),
    )
    new = Change(commitment=commitment(), before=None, after="pledged", reports=(report(),))
    moved = Change(
        commitment=commitment(status="delivered"),
        before="pledged",
        after="delivered",
        reports=(report(),),
    )
    clashing = Change(
        commitment=commitment(disputed=True),
        before="pledged",
        after="pledged",
        reports=(report(),),
        conflicts=(clash,),
    )
    return Changes(
        since="2014-09-05",
        until="2014-09-15",
        new=(new,),
        moved=(moved,),
        withdrawn=(),
        conflicting=(clashing,),
    )


def test_changes_say_what_was_before() -> None:
    page = changes_page(changes())
    assert [(each.sort, each.before, each.after) for each in page.rows] == [
        ("new", "", "pledged"),
        ("moved", "pledged", "delivered"),
        ("conflicting", "pledged", "pledged"),
    ]
    text = drawn(changes_view(page), 120)
    assert "New (1)" in text
    assert "Withdrawn" not in text
    assert "quantity: 600 ≠ 400" in text
    assert "pledged → pledged" not in text
    assert max(len(line) for line in drawn(changes_view(page), 80).splitlines()) <= 80


def test_no_changes() -> None:
    nothing = Changes(
        since="2014-09-05", until="2014-09-15", new=(), moved=(), withdrawn=(), conflicting=()
    )
    assert "Nothing changed after 2014-09-05" in drawn(changes_view(changes_page(nothing)))


def test_words_that_name_several_members_are_shown_once() -> None:
    told = Membership(
        group="core coalition", member="FRA", role="member", evidence=span("France and Italy")
    )
    both = [
        Member(member=actor, role="member", evidence=stated(replace(told, member=actor)))
        for actor in ("FRA", "ITA")
    ]
    text = drawn(members_view(members_page([group(2, 2, *both)])), 80)
    assert text.count("France and Italy") == 1
    assert "Italy " in text.replace("France and Italy", "")


def test_a_count_that_several_texts_claim_is_one_line() -> None:
    told = group(10, 10, member("FRA"))
    twice = replace(told, counts=told.counts * 2)
    text = drawn(members_view(members_page([twice])), 80)
    assert text.count("claimed 10") == 1
    assert "and 1 more" in text


def test_a_group_of_which_nobody_is_named_is_one_line_at_the_end() -> None:
    unnamed = replace(group(9, 9), name="GROUP:nine allies", names=("GROUP:nine allies",))
    text = drawn(members_view(members_page([unnamed, group(10, 10, member("FRA"))])), 80)
    assert "nine allies: claimed 9  “a core coalition”" in text
    assert text.index("nine allies") > text.index("France")
