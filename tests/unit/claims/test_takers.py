"""Who a document's gifts, guests and soldiers go to where a sentence names nobody."""

from __future__ import annotations

import pytest

from .engine import every


def takers(text: str) -> set[tuple[str, str | None]]:
    return {(claim.kind, claim.recipient) for claim in every(text)}


def test_relief_goes_to_the_place_that_the_text_tells_of() -> None:
    text = (
        "An earthquake in Nepal has killed 900 people. Nepal asked for help.\n\n"
        "Bhutan sent blankets. Thailand gave $2 million."
    )
    assert {recipient for _, recipient in takers(text)} == {"NPL"}


def test_hosts_take_in_people_and_not_their_state() -> None:
    text = (
        "Governments promised places for refugees from Sudan, where refugees still flee.\n\n"
        "Canada will take part in resettlement."
    )
    assert ("humanitarian.hosting", "GROUP:refugees") in takers(text)


def test_an_adversary_takes_nothing() -> None:
    text = (
        "The force known as ISIS holds Mosul.\n\n"
        "Australia has made a commitment of troops. Denmark offered ground troops."
    )
    assert not any("IS" in (recipient or "") for _, recipient in takers(text))


@pytest.mark.parametrize("name", ["Harbour Watch", "Northern Lantern"])
def test_ships_join_the_force_that_the_text_names(name: str) -> None:
    text = (
        f"States met in Lisbon on a naval force called {name}.\n\n"
        "Portugal will provide two frigates."
    )
    assert ("military.naval", f"COALITION:{name}") in takers(text)
