from __future__ import annotations

from pathlib import Path

import pytest

from factories import document, span
from pledgebook.analysis.plans import LARGEST_FILE, PlanNeed, read_plan, stated_need
from pledgebook.errors import SettingsError
from pledgebook.ledger.records import Source, Stated
from pledgebook.types import Money, Need, Quantity

EXAMPLE = Path(__file__).parents[3] / "examples" / "plan.yaml"


def plan(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_plan_has_needs_with_amount_deadline_weight_and_recipient(tmp_path: Path) -> None:
    text = """\
plan: Winter
needs:
  - kind: humanitarian.shelter
    quantity: 500
    unit: tents
    deadline: 2014-11-01
    weight: 3
    recipient: Iraq
  - name: bread
    kind: humanitarian.food
    money: 2.5
    currency: EUR
  - kind: military
"""
    found = read_plan(plan(tmp_path, text))
    assert found.name == "Winter"
    assert found.needs == (
        PlanNeed(
            name="humanitarian.shelter: 500 tents",
            kind="humanitarian.shelter",
            amount=500,
            measure="tents",
            deadline="2014-11-01",
            weight=3.0,
            recipient="Iraq",
        ),
        PlanNeed(name="bread", kind="humanitarian.food", amount=2.5, measure="EUR", money=True),
        PlanNeed(name="military", kind="military"),
    )


def test_the_example_is_a_plan() -> None:
    assert len(read_plan(EXAMPLE).needs) == 5


NEED = "needs:\n  - kind: humanitarian.food\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", None, "is empty"),
        ("needs: []\n", 1, "needs: list should have at least 1 item"),
        ("wants:\n  - 1\n", 1, "'needs' is missing"),
        (f"{NEED}wants: 1\n", 3, "no key is called 'wants'; the keys are plan, needs"),
        ("- 1\n", 1, "keys with values"),
        ("needs:\n  - tents\n", 2, "keys with values"),
        ("needs:\n  - weight: 1\n", 2, "'kind' is missing"),
        ("needs:\n  - kind: humanitarian.fod\n", 2, "is humanitarian.food meant?"),
        (f"{NEED}    colour: red\n", 3, "no key is called 'colour'; the keys are name, kind"),
        (f"{NEED}    quantity: 5\n", 2, "quantity and unit belong together"),
        (f"{NEED}    money: 5\n", 2, "money and currency belong together"),
        (
            f"{NEED}    money: 5\n    currency: EUR\n    quantity: 5\n    unit: tent\n",
            2,
            "make two needs of it",
        ),
        (f"{NEED}    quantity: five\n    unit: tent\n", 3, "quantity: input should be a valid"),
        (f"{NEED}    quantity: true\n    unit: tent\n", 3, "quantity: input should be a valid"),
        (f"{NEED}    quantity: 0\n    unit: tent\n", 3, "quantity: input should be greater"),
        (f"{NEED}    weight: -1\n", 3, "weight: input should be greater"),
        (f"{NEED}    weight: .inf\n", 3, "weight: input should be a finite"),
        (f"{NEED}    deadline: soon\n", 3, "deadline: input should be a valid date"),
        (f"{NEED}    money: 5\n    currency: euro\n", 4, "currency: string should match"),
        (f"{NEED}    weight: 1\n    weight: 2\n", 4, "'weight' stands twice"),
        ("needs: &a\n  - kind: military\nplan: *a\n", 3, "references (*a) are not read"),
        ("needs: [1\n", 2, "no YAML"),
        ("needs: !!python/object/apply:os.system [ls]\n", 1, "no YAML"),
        ("a: " + "[" * 5000 + "]" * 5000, None, "no readable YAML"),
        (NEED + "#" * LARGEST_FILE, None, "larger than"),
    ],
)
def test_an_error_names_file_line_and_key(
    tmp_path: Path, text: str, line: int | None, says: str
) -> None:
    path = plan(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read_plan(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}: " if line else f"{path}: ")
    assert says in message
    assert "\n" not in message


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.yaml: cannot be read"):
        read_plan(tmp_path / "none.yaml")
    path = tmp_path / "bytes.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"bytes\.yaml: cannot be read"):
        read_plan(path)


def needed(**more: object) -> PlanNeed:
    text = document("It needs tents.")
    given = dict.fromkeys(("asked_by", "asked_of", "deadline", "quantity", "money"))
    need = Need(
        kind="humanitarian.shelter",
        evidence=span(text, "needs tents"),
        **(given | more),  # type: ignore[arg-type]
    )
    source = Source(
        key="k",
        name="a",
        title=None,
        publisher=None,
        published=None,
        url=None,
        address=None,
        digest="",
    )
    return stated_need(Stated(record=need, source=source, engine="e", engine_version="1"))


def test_a_need_of_a_text_is_a_need_of_weight_one() -> None:
    found = needed(quantity=Quantity(low=3, high=5, unit="tent"), deadline="2014-09/2014-10")
    assert (found.amount, found.measure, found.deadline) == (3, "tent", "2014-10")
    assert (found.name, found.weight, found.money) == ("needs tents", 1.0, False)
    capped = needed(money=Money(low=None, high=9, currency="EUR"), deadline="2014-10/..")
    assert (capped.amount, capped.measure, capped.money, capped.deadline) == (9, "EUR", True, None)
    assert needed().measure == ""
