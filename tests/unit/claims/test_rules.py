"""The engine from a text to its claims."""

from __future__ import annotations

from pledgebook.claims.rules import RulesEngine, own_call
from pledgebook.types import Result

from .engine import Unopinionated, claims, document, every

TENTS = "Norway will send 40 tents to Chad, its foreign minister said."


def result(text: str, *, layers: bool = True, least: float = 0.0, **metadata: str) -> Result:
    made = RulesEngine(Unopinionated(), least=least)
    return made.read(document(text, **metadata), layers=layers)


def test_every_span_of_a_claim_is_its_words() -> None:
    text = "If the road opens, Norway will send 40 tents to Chad in June, its minister said."
    (claim,) = every(text)
    spans = (claim.evidence, claim.what, claim.place, claim.condition)
    found = [span for span in spans if span is not None]
    assert len(found) >= 3
    for span in found:
        assert text[span.start : span.end] == span.quote


def test_claims_are_numbered_in_text_order() -> None:
    found = every("Norway sent 40 tents to Chad. Japan gave Chad $5 million. Spain sent nurses.")
    assert [c.id for c in found] == [f"m{n}" for n in range(1, len(found) + 1)]
    assert [c.contributor for c in found] == ["NOR", "JPN", "ESP"]


def test_a_text_is_read_alike_every_time() -> None:
    assert result(TENTS).claims == result(TENTS).claims


def test_unlikely_claims_are_not_emitted() -> None:
    (claim,) = result(TENTS).claims
    assert 0 < claim.score < 1
    assert result(TENTS, least=claim.score).claims == (claim,)
    assert result(TENTS, least=1.0).claims == ()


def test_a_score_of_ones_own_decides() -> None:
    made = RulesEngine(Unopinionated(), score=lambda _c, _d, _w: 0.25, least=0.0)
    assert [c.score for c in made.read(document(TENTS), layers=True).claims] == [0.25]


def test_layers_hold_the_mentions_and_who_speaks() -> None:
    with_layers, without = result(TENTS), result(TENTS, layers=False)
    assert {m.quote for m in with_layers.mentions} >= {"Norway", "Chad"}
    assert len(with_layers.attributions) == 1
    assert (without.mentions, without.attributions) == ((), ())
    assert without.claims == with_layers.claims


def test_a_text_about_something_else_is_not_parsed() -> None:
    found = result("The choir sang two songs. The hall was full. " * 20, layers=False)
    assert (found.parsed, found.claims) == (0, ())


def test_a_gift_without_a_giver_is_counted() -> None:
    found = result("The committee sent 40 tents to Chad.")
    assert found.claims == ()
    assert [(u.reason, u.document) for u in found.unaligned] == [("no_contributor", "text")]


def test_the_engine_names_itself_and_its_parser() -> None:
    found = result(TENTS)
    parser = Unopinionated()
    assert found.engine == "rules"
    assert found.engine_version.endswith(f"{parser.name}-{parser.version}")


def test_who_speaks_is_of_the_givers_side() -> None:
    assert claims(TENTS)["NOR"].said_by_side == "provider"
    assert claims("Norway sent 40 tents to Chad.")["NOR"].said_by_side == "outlet"


def test_a_request_is_spoken_by_who_asks() -> None:
    found = claims("Chad asked Norway to give it 40 tents.")
    assert found["NOR"].status == "asked"
    assert found["NOR"].recipient == "TCD"
    assert found["NOR"].speakers[-1].actor == "TCD"
    assert found["NOR"].said_by_side == "recipient"


def test_a_call_on_ones_own_side_is_no_request() -> None:
    (claim,) = every("Chad asked Norway to send 40 tents.")
    assert not own_call(claim)
    assert every("Norway should send 40 tents to Chad, Norway said.") == ()


def test_a_bare_dollar_is_the_givers() -> None:
    found = claims("Canada gave Chad $5 million.")
    assert found["CAN"].money is not None
    assert found["CAN"].money.currency == "CAD"
    given = claims("Canada gave Chad US$5 million.")
    assert given["CAN"].money is not None
    assert given["CAN"].money.currency == "USD"


def test_bylines_and_captions_state_nothing() -> None:
    text = f"{TENTS}\n\nPhoto: Japan sent 90 tents to Chad."
    assert set(claims(text)) == {"NOR"}


def test_a_heading_that_looks_like_a_speakers_over_no_text_is_nobodys_voice() -> None:
    text = (
        "Sir Ann Lee-Bligh\n\n"
        "Envoy who talked the Omani tribes out of a war and Mrs Thatcher out of a speech\n"
    )
    assert every(text) == ()
