"""Contents of gifts that a later clause lists."""

from __future__ import annotations

from .engine import every, sizes


def test_the_contents_of_a_package_are_the_givers() -> None:
    found = every("Norway sent Chad a relief package. It includes 300 tents and 20 generators.")
    counts = {(c.contributor, c.quantity.unit, c.quantity.low) for c in found if c.quantity}
    assert ("NOR", "tent", 300) in counts
    assert ("NOR", "generator", 20) in counts


def test_contents_share_status_and_taker() -> None:
    found = every("Norway will send Chad a relief package. It includes 300 tents.")
    (tents,) = (c for c in found if c.quantity is not None)
    assert (tents.status, tents.recipient) == ("pledged", "TCD")
    assert "contents" in {step.rule for step in tents.trace}


def test_what_a_vehicle_is_filled_with_is_given_in_its_place() -> None:
    found = every("Norway sent a plane to Chad. The plane was loaded with 300 tents.")
    assert ("NOR", 300, "delivered") in [
        (c.contributor, c.quantity.low if c.quantity else None, c.status) for c in found
    ]


def test_a_list_without_a_gift_before_it_gives_nothing() -> None:
    assert sizes("The exhibition includes 300 tents and 20 generators.") == []


def test_a_gift_too_far_back_is_not_taken_up() -> None:
    text = (
        "Norway sent Chad a relief package. The rain went on. Roads were closed. Schools stayed "
        "shut. The price of bread rose. A museum collection includes 300 tents."
    )
    assert 300 not in {size[1] for size in sizes(text)}


def test_people_do_not_contain_things() -> None:
    text = "Norway sent 40 soldiers to Chad. The soldiers include 12 women."
    assert 12 not in {size[1] for size in sizes(text)}


def test_a_named_givers_package_tells_of_itself() -> None:
    assert sizes("Norway's relief package includes 300 tents.") == [("NOR", 300, "pledged")]
    assert sizes("Norway's economy includes 300 tents.") == []


def test_what_is_denied_beside_a_gift_is_not_given() -> None:
    assert sizes("Norway will send 600 soldiers, not about 500.") == [("NOR", 600, "pledged")]
