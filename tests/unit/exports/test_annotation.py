from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from factories import reading, says
from pledgebook.errors import DocumentError
from pledgebook.exports.annotation import from_form, to_form
from pledgebook.types import (
    ActorName,
    Attribution,
    Claim,
    Mention,
    Money,
    Quantity,
    Result,
    Speaker,
    When,
)
from unit.ledger.making import full_reading

RICH = says(
    "If asked, France will add up to €5m and two frigates off Crete, the minister said.",
    what="two frigates",
    place="off Crete",
    condition="If asked",
    money=Money(low=None, high=5_000_000, currency="EUR", years=2, bound="up_to"),
    quantity=Quantity(low=2, high=None, unit="frigate", approximate=True),
    recipient="GRC",
    channel="EU",
    target="RUS",
    increment="additional",
    includes_previous=False,
    joint_with=("m2",),
    part_of="m2",
    group_size=3,
    when="2014-10/..",
    stated_on="2014-09-04",
    speakers=(Speaker(actor="FRA", name="Anne Roux", role="minister", cue="said", via="a radio"),),
    meeting="Piraeus meeting",
    hedged=True,
    partial=True,
    overdue=True,
    denied=True,
    taker_response="open",
    score=0.75,
)


def through(result: Result) -> Result:
    """A result written as JSON and read again."""
    form = json.loads(json.dumps(to_form(result)))
    return from_form(
        form, result.document.text, engine=result.engine, version=result.engine_version
    )


@pytest.mark.parametrize("result", [reading(RICH, says()), full_reading(), reading(says())])
def test_what_is_written_is_read_back(result: Result) -> None:
    again = through(result)
    assert again.claims == result.claims
    assert replace(again, document=result.document, unaligned=()) == replace(result, unaligned=())


def test_every_field_of_a_claim_is_written() -> None:
    form = to_form(reading(RICH))["claims"][0]
    kept_out = {"document", "trace"}
    assert set(Claim.__slots__) - kept_out <= set(form)


def test_the_form_says_which_text_it_is_of() -> None:
    result = reading(says())
    assert to_form(result)["document"] == {
        "id": "courier",
        "title": "News",
        "publisher": "The Courier",
        "published": "2014-09-05",
        "source": {"file": "courier.txt", "sha256": result.document.digest},
    }
    evidence = to_form(result)["claims"][0]["evidence"]
    assert evidence == {"document": "courier", "start": 0, "end": 30, "quote": says().text}


def test_marks_that_are_not_set_are_left_out() -> None:
    form = to_form(reading(says()))["claims"][0]
    absent = {"partial", "overdue", "denied", "part_of", "joint_with", "group_size"}
    assert not absent & set(form)
    assert form["money"] is None


def test_layers_are_written_on_request() -> None:
    result = reading(says())
    found = result.document

    def mention(kind: str, start: int, end: int, normal: Any) -> Mention:
        words = found.text[start:end]
        return Mention(type=kind, start=start, end=end, quote=words, normal=normal)  # type: ignore[arg-type]

    full = replace(
        result,
        mentions=(
            mention("actor", 0, 6, ActorName(id="FRA")),
            mention("quantity", 17, 29, Quantity(low=2, high=2, unit="frigate")),
            mention("money", 7, 11, Money(low=1, high=1, currency="EUR")),
            mention("time", 12, 16, When(value="2014", granularity="year")),
            mention("place", 0, 6, None),
        ),
        attributions=(
            Attribution(
                source=found.span(0, 6), cue=None, content=(found.span(7, 29),), type="indirect"
            ),
        ),
    )
    assert "mentions" not in to_form(full)
    form = to_form(full, layers=True)
    assert [entry["normal"] for entry in form["mentions"]] == [
        {"id": "FRA", "person": None},
        {"low": 2, "high": 2, "unit": "frigate", "approximate": False},
        {
            "low": 1,
            "high": 1,
            "currency": "EUR",
            "years": None,
            "approximate": False,
            "bound": "exact",
        },
        {"value": "2014", "granularity": "year"},
        None,
    ]
    assert form["attributions"] == [
        {
            "source": {"start": 0, "end": 6, "quote": "France"},
            "cue": None,
            "content": [{"start": 7, "end": 29, "quote": "will send two frigates"}],
            "type": "indirect",
            "parent": None,
        }
    ]


def test_older_forms_lack_the_newer_fields() -> None:
    form = to_form(reading(says()))
    needed = ("id", "contributor", "kind", "status", "evidence")
    form["claims"] = [{name: form["claims"][0][name] for name in needed}]
    form["claims"][0] |= {"note": "a doubt", "optional": True, "said_by_side": None}
    (claim,) = from_form({**form, "needs": None}, says().text).claims
    assert (claim.what, claim.speakers, claim.said_by_side, claim.score) == (None, (), "outlet", 1)


def test_of_several_wholes_the_givers_own_is_taken() -> None:
    form = to_form(reading(says(), says("Donors gave €9m.", contributor="GROUP:donors"), says()))
    form["claims"][2]["part_of"] = ["m2", "m1"]
    text = "\n".join((says().text, "Donors gave €9m.", says().text))
    assert from_form(form, text).claims[2].part_of == "m1"
    form["claims"][2]["part_of"] = ["m2"]
    assert from_form(form, text).claims[2].part_of == "m2"


def test_line_ends_of_the_text_are_made_plain() -> None:
    form = to_form(reading(says("Italy joins.", contributor="ITA"), says()))
    result = from_form(form, "Italy joins.\r\n" + says().text)
    assert result.claims[1].evidence.quote == says().text


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"evidence": {"start": 0, "end": 6, "quote": "Brazil"}}, "'Brazil' is not what stands"),
        ({"evidence": {"start": 6, "end": 6, "quote": ""}}, "is empty or reversed"),
        ({"evidence": {"start": 0, "quote": "x"}}, "KeyError.*end"),
        ({"money": {"low": 1, "high": 1}}, "KeyError.*currency"),
        ({"what": 3}, "TypeError"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, Any], problem: str) -> None:
    form = to_form(reading(says()))
    form["claims"][0] |= change
    with pytest.raises(DocumentError, match=f"courier: .*{problem}"):
        from_form(form, says().text)


def test_a_form_without_a_document() -> None:
    with pytest.raises(DocumentError, match="annotation cannot be read"):
        from_form({"claims": []}, "text")
