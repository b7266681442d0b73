"""From which side a claim's word comes."""

from __future__ import annotations

import pytest

from pledgebook.claims.parties.sides import said_by_side
from pledgebook.types import Speaker

FRANCE, MALI, UN, NOBODY = (Speaker(actor=a) for a in ("FRA", "MLI", "UN", None))
TOGETHER = Speaker(actor="GROUP:signatories")


@pytest.mark.parametrize(
    ("speakers", "side"),
    [
        ((), "outlet"),
        ((FRANCE,), "provider"),
        ((MALI,), "recipient"),
        ((UN, FRANCE), "provider"),
        ((UN,), "third_party"),
        ((NOBODY,), "third_party"),
    ],
)
def test_the_side_of_a_chain(speakers: tuple[Speaker, ...], side: str) -> None:
    assert said_by_side("FRA", "MLI", speakers) == side


def test_an_organiser_speaks_of_the_gifts_of_others() -> None:
    assert said_by_side("FRA", None, (UN,), organisers=frozenset({"UN"})) == "organiser"
    assert said_by_side("UN", None, (UN,), organisers=frozenset({"UN"})) == "provider"


def test_a_rival_is_told_from_a_third_party() -> None:
    assert said_by_side("FRA", None, (MALI,), rivals=frozenset({"MLI"})) == "rival"


def test_only_the_asker_counts_in_a_request() -> None:
    assert said_by_side("FRA", "MLI", (FRANCE, MALI), asked=True) == "recipient"


def test_signatories_speak_for_their_group() -> None:
    assert said_by_side("GROUP:signatories", None, (TOGETHER,)) == "provider"
    assert said_by_side("FRA", None, (TOGETHER,)) == "third_party"
