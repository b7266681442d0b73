"""What every engine must hold to."""

from __future__ import annotations

import pytest

from pledgebook.claims.rules import RulesEngine
from pledgebook.documents.read import read
from pledgebook.protocols import Engine
from pledgebook.sentences.parse import shipped_parser
from pledgebook.types import Document, Metadata, Snapshot

GIFTS = (
    "Tents for Chad\n\nNorway has sent 40 tents to Chad. Japan will send two planes and $5m to "
    "Chad, its minister said.\n\nItaly refused to send doctors to Chad.\n"
)
RAIN = "Rain in Cork\n\nIt rained for most of the day and the match was put off until Sunday.\n" * 9


def document(text: str) -> Document:
    snapshot = Snapshot(
        address="a.txt", name="a", media_type="text/plain", digest="", body=text.encode(),
        metadata=Metadata(published="2024-05-06"),
    )  # fmt: skip
    return read(snapshot)


@pytest.fixture
def engine() -> Engine:
    return RulesEngine(shipped_parser())


def test_quotes_are_exact_and_ids_unique(engine: Engine) -> None:
    result = engine.read(document(GIFTS))
    assert {claim.contributor for claim in result.claims} >= {"NOR", "JPN"}
    for claim in result.claims:
        span = claim.evidence
        assert GIFTS[span.start : span.end] == span.quote
    assert len({claim.id for claim in result.claims}) == len(result.claims)
    assert (result.engine, result.engine_version) == (engine.name, engine.version)


def test_the_same_text_gives_the_same_result(engine: Engine) -> None:
    assert engine.read(document(GIFTS)) == engine.read(document(GIFTS))


def test_a_text_about_nothing_is_not_parsed_unless_layers_are_wanted(engine: Engine) -> None:
    assert engine.read(document(RAIN)).parsed == 0
    assert engine.read(document(RAIN), layers=True).parsed > 0


def test_layers_change_no_claim(engine: Engine) -> None:
    plain, layered = engine.read(document(GIFTS)), engine.read(document(GIFTS), layers=True)
    assert plain.claims == layered.claims
    assert plain.mentions == ()
    assert layered.mentions
