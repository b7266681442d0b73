"""Why sentences are claims or none, in the words of the step that decided it."""

from __future__ import annotations

from functools import cache

import pytest

from pledgebook.claims.explaining import Explained, Fate, explained
from pledgebook.claims.rules import RulesEngine
from pledgebook.sentences.parse import parser_named

from .engine import document
from .test_beliefs import Opinionated

FILLER = "Nobody in the long queue outside the hall knew how the afternoon would end for them."


@cache
def ruled(least: float = 0.0) -> RulesEngine:
    """An engine without a network's beliefs: what the rules do is what is tested."""
    return RulesEngine(Opinionated(parser_named("shipped"), {}), least=least)


@cache
def held(text: str, least: float = 0.0) -> Explained:
    return explained(ruled(least), document(text))


def reasons(text: str, least: float = 0.0) -> list[str]:
    """Why drafts are no claims, "" for those that are."""
    return [v.why for found in held(text, least).verdicts.values() for v in found]


def fates(text: str, rule: str) -> list[Fate]:
    return [
        fate
        for found in held(text).lookups.values()
        for lookup in found
        for each, own in lookup.rules
        if each.id == rule
        for fate in own
    ]


TEXTS = (
    "Norway will send 40 tents to Chad, its minister said. Norway will send tents to Chad.",
    "Oman and Chad gave Mali $2m and $1m respectively. The committee sent tents.",
    "Japan should send tents to Chad, Japan said. Spain gave Niger rice.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_claims_are_those_of_the_engine(text: str) -> None:
    found = [v.claim for each in held(text).verdicts.values() for v in each if v.claim]
    assert tuple(found) == ruled().read(document(text)).claims


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The committee sent 40 tents to Chad.", "no giver is named: the words for whoever"),
        ("40 tents were sent to Chad.", "no giver is named: neither a speaker"),
        ("Norwegian students gave Chad 40 tents.", "no contributor of humanitarian.shelter"),
        ("Japan is helping.", "unspecified help without an amount"),
        ("Japan should send tents to Chad, Japan said.", "asked of one's own side"),
        (TEXTS[0], "restates a fuller mention: 'Norway will send 40 tents to Chad'"),
        (TEXTS[1], '"respectively" gives this amount to another giver'),
        ("Officials in Accra said that other countries could give tents.", "a need"),
    ],
)
def test_a_draft_that_is_no_claim_has_a_reason(text: str, words: str) -> None:
    assert any(words in why for why in reasons(text)), reasons(text)


def test_relief_at_home_is_a_home_matter() -> None:
    text = "Japan sent 40 tents to the flooded valley."
    found = explained(ruled(), document(text, publisher="Government of Japan"))
    whys = [v.why for each in found.verdicts.values() for v in each]
    assert len(whys) == 1
    assert "home matter of JPN" in whys[0]


def test_a_score_that_is_too_low_is_named_with_its_features() -> None:
    (verdict,) = held("Norway will send 40 tents to Chad.", 1.0).verdicts[0]
    assert verdict.claim is None
    assert verdict.why.endswith("is below 1")
    assert verdict.score is not None
    assert f"{verdict.score:.3f}" in verdict.why
    sizes = [abs(weight) for _, weight in verdict.weighed]
    assert sizes == sorted(sizes, reverse=True)
    assert "via:country" in dict(verdict.weighed)


def test_what_is_struck_out_before_has_no_score() -> None:
    (verdict,) = held("The committee sent 40 tents to Chad.").verdicts[0]
    assert (verdict.score, verdict.weighed) == (None, ())


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Japan sent a letter to Chad.", "op.idiom", "'letter' is nothing that can be given"),
        ("Norway underwrote 40 tents for Chad.", "guarantee", "goes with financial.guarantee"),
        ("If Japan sends tents, Chad thanks it.", "send", "leaves it open"),
        ("Sending tents to Chad is costly.", "send", "nobody asserts it"),
        ("Will Japan send tents?", "send", "the sentence is a question"),
        ("Kenya sent police to Nairobi.", "send", "KEN serves only itself"),
        ("Japan will send tents.", "send", "proposes humanitarian.shelter of 'tents': pledged"),
        ("Norway will send tents to Chad, it said.", "op.say", "makes the status of what"),
        ("Japan sent two patrol boats to Chad.", "patrol", "an attribute or part of a name"),
    ],
)
def test_a_rule_says_what_it_came_to(text: str, rule: str, words: str) -> None:
    found = fates(text, rule)
    assert any(words in fate.says for fate in found), found


def test_a_status_is_composed_step_by_step() -> None:
    (fate,) = fates("If Japan sends tents, Chad thanks it.", "send")
    assert [step.rule for step in fate.path] == ["send", "form"]
    assert fate.path[-1].says == (
        "'sends' stands under 'if', which asserts nothing: under_way becomes absent"
    )
    (fate,) = fates("They urged Japan to promise to host the talks.", "host.talks")
    assert fate.proposes
    assert [step.rule for step in fate.path] == ["host.talks", "op.promise", "op.ask"]


def test_a_closed_text_shows_what_would_be_found() -> None:
    text = "\n\n".join(["The derby", *[FILLER] * 8, "The striker of Togo sent rice home."])
    found = held(text)
    assert not found.opening.opens
    assert ruled().read(document(text)).parsed == 0
    assert found.lookups


def test_what_the_gate_leaves_out_stands_aside() -> None:
    text = "Norway sent 40 tents to Chad.\n\nIt snowed.\n\nIt rained.\n\nNobody slept."
    found = held(text)
    words = [document(text).text[r.sentence.start : r.sentence.end] for r in found.aside.readings]
    assert words == ["It rained.", "Nobody slept."]
    assert [found.worth[r.sentence.block] for r in found.told.readings] == ["cue", "after a cue"]
    assert found.cues[0] == ("sent", "tents")


def test_what_only_the_network_believes_is_a_draft_with_its_reason() -> None:
    opinions = {"tents": ("humanitarian.shelter", "pledged", ("Norway",))}
    parser = Opinionated(parser_named("shipped"), opinions)
    text = "Norway readies 40 tents for Chad."
    found = explained(RulesEngine(parser, least=1.0), document(text))
    (reading,) = found.told.readings
    assert [belief.probability for belief in reading.sentence.beliefs] == [0.9]
    (verdict,) = found.verdicts[0]
    assert verdict.draft.belief > 0
    assert verdict.draft.steps[0].rule == "network"
    assert verdict.why.endswith("is below 1")
