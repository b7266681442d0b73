"""The sentences that each rule says must, and must not, yield a claim by it.

They run through the whole engine with the shipped parser; the probe is left out and no claim
is too unsure, since a rule is what is tested. `data/rule_examples_open.tsv` lists the sentences
that the engine does not read yet, with the reason. It may only shrink: a sentence in it that
is read well fails here until its line is gone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pledgebook.claims.rulebook.book import Act, Modal, Operator, rulebook
from pledgebook.types import Claim
from unit.claims.engine import every

OPEN = Path(__file__).parent / "data" / "rule_examples_open.tsv"
MOST_OPEN = 26
"""Lines of the list when it was last shortened."""
Entry = Act | Operator | Modal


@cache
def claims_of(sentence: str) -> tuple[Claim, ...]:
    return every(sentence)


def entries() -> Iterator[Entry]:
    """Every act, operator, modal and tense, once."""
    rules = rulebook()
    acts = {act.id: act for found in rules.acts.values() for act in found}
    acts |= {act.id: act for found in rules.act_nouns.values() for act in found}
    operators = {o.id: o for found in rules.operators.values() for o in found}
    modals = {m.id: m for m in (*rules.modals.values(), *rules.tenses.values())}
    yield from (*acts.values(), *operators.values(), *modals.values())


def is_silent(entry: Entry) -> bool:
    """Whether an entry says that there is no claim ("failed to send")."""
    if isinstance(entry, Operator):
        return entry.status == "none" and not entry.transparent
    return isinstance(entry, Modal) and entry.status == "none"


def shows(entry: Entry, sentence: str) -> bool:
    """Whether a sentence that must show the entry does: a claim by it, or none if it is silent.

    A tense leaves no line of its own in the trace: any claim shows it.
    """
    found = claims_of(sentence)
    if is_silent(entry):
        return not found
    if isinstance(entry, Modal):
        return bool(found)
    return any(step.rule == entry.id for claim in found for step in claim.trace)


def keeps_out(entry: Entry, sentence: str) -> bool:
    """Whether no claim by the entry is read in a sentence that must not yield one."""
    if is_silent(entry) or isinstance(entry, Modal):
        return True
    return not any(step.rule == entry.id for claim in claims_of(sentence) for step in claim.trace)


def open_examples() -> dict[tuple[str, str], str]:
    """By entry and sentence: why the engine does not read it yet."""
    with OPEN.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["entry"], row["sentence"]): row["reason"] for row in rows}


CASES = [
    *((entry, "yes", sentence) for entry in entries() for sentence in entry.yes),
    *((entry, "no", sentence) for entry in entries() for sentence in entry.no),
]


@pytest.mark.parametrize(
    ("entry", "side", "sentence"),
    [pytest.param(*case, id=f"{case[0].id}-{case[1]}-{at}") for at, case in enumerate(CASES)],
)
def test_a_rule_does_what_its_examples_say(entry: Entry, side: str, sentence: str) -> None:
    done = shows(entry, sentence) if side == "yes" else keeps_out(entry, sentence)
    known = (entry.id, sentence) in open_examples()
    assert done is not known, "read well: delete its line in the list" if known else sentence


def test_the_list_of_open_examples_names_existing_ones_and_shrinks() -> None:
    stated = {(entry.id, sentence) for entry, _, sentence in CASES}
    listed = open_examples()
    assert set(listed) <= stated
    assert all(reason.strip() for reason in listed.values())
    assert len(listed) <= MOST_OPEN
