"""The rule files load, say what they mean, and refuse what is malformed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from pledgebook.claims.rulebook.book import (
    MAX_PHRASE_WORDS,
    Act,
    Modal,
    Operator,
    increment_of,
    load_rulebook,
    normal,
    rulebook,
)
from pledgebook.claims.rulebook.files import read_rulebook
from pledgebook.claims.rulebook.inflections import noun_forms, verb_forms
from pledgebook.errors import RuleError

DATA = Path(str(files("pledgebook") / "data" / "en"))
RULES = rulebook()


def acts() -> Iterator[Act]:
    seen = {act.id: act for found in RULES.acts.values() for act in found}
    seen |= {act.id: act for found in RULES.act_nouns.values() for act in found}
    yield from seen.values()


def operators() -> Iterator[Operator]:
    yield from {o.id: o for found in RULES.operators.values() for o in found}.values()


def modals() -> Iterator[Modal]:
    yield from {m.id: m for m in (*RULES.modals.values(), *RULES.tenses.values())}.values()


def tokens(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+(?:-[a-z]+)*", text.lower()))


def forms_of(words: tuple[str, ...]) -> set[str]:
    irregular = {
        (lemma, pos): tuple(forms.split())
        for lemma, pos, forms in (
            line.split("\t")
            for line in (DATA / "lexicons" / "irregular.tsv").read_text("utf-8").splitlines()[1:]
        )
    }
    found: set[str] = set()
    for phrase in words:
        for word in phrase.split():
            found |= verb_forms(word, irregular) | noun_forms(word, irregular)
    return found


@pytest.mark.parametrize("act", [*acts()], ids=lambda act: act.id)
def test_each_act_is_named_in_its_own_examples(act: Act) -> None:
    own = forms_of((*act.lemmas, *act.nouns))
    assert all(own & tokens(sentence) for sentence in act.yes)


@pytest.mark.parametrize("operator", [*operators()], ids=lambda operator: operator.id)
def test_each_operator_is_named_in_its_own_examples(operator: Operator) -> None:
    own = forms_of((*operator.verbs, *operator.nouns, *operator.adjectives, *operator.adverbs))
    assert all(own & tokens(sentence) for sentence in operator.yes)


@pytest.mark.parametrize("entry", [*acts(), *operators(), *modals()], ids=lambda entry: entry.id)
def test_every_entry_explains_itself(entry: Act | Operator | Modal) -> None:
    assert entry.says.endswith(".")
    assert entry.yes
    assert entry.no
    assert not set(entry.yes) & set(entry.no)


def test_every_kind_of_the_taxonomy_can_be_found() -> None:
    reachable = {act.kind for act in acts()}
    reachable |= {thing.kind for thing in RULES.things.values()}
    assert set(RULES.kinds) <= reachable


def test_kinds_have_an_area_and_a_name() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", code) for code in RULES.kinds)
    assert RULES.kinds["military.naval"].label == "Naval forces"


@pytest.mark.parametrize(
    ("words", "phrase", "kind"),
    [
        (["two", "field", "hospital"], "field hospital", "humanitarian.medical"),
        (["hospital"], "hospital", "humanitarian.medical"),
        (["anti-tank", "missile"], "anti-tank missile", "military.weapons"),
        (["anti", "-", "tank", "missile"], "anti-tank missile", "military.weapons"),
        (["F-16s"], "f-16", "military.weapons"),
        (["winter", "tents"], "tent", "humanitarian.shelter"),
        (["teachers", "'", "salaries"], "teachers salaries", "financial.budget_support"),
        (["budget", "support"], "budget support", "financial.budget_support"),
        (["air", "strike"], "air strike", "military.air_strikes"),
    ],
)
def test_the_longest_phrase_that_ends_at_the_head_is_the_thing(
    words: list[str], phrase: str, kind: str
) -> None:
    thing = RULES.thing_of(words)
    assert thing is not None
    assert thing.kind == kind
    assert normal(phrase).rstrip("s") in normal(thing.phrase)


def test_a_form_helps_where_the_lemma_is_a_verb() -> None:
    thing = RULES.thing_of(["armour", "vehicle"], ["armoured", "vehicles"])
    assert thing is not None
    assert thing.phrase == "armoured vehicle"


def test_what_nobody_gives_is_no_thing() -> None:
    assert RULES.thing_of(["grey", "melancholy"]) is None
    assert RULES.thing_of([]) is None
    letter = RULES.thing_of(["letter"])
    assert letter is not None
    assert letter.cls == "not"


def test_money_for_a_thing_has_the_kind_of_its_use() -> None:
    assert RULES.things["wheat"].money_kind == "humanitarian.food"
    assert RULES.things["refugee"].cls == "people"
    assert RULES.things["rifle"].money_kind == "military.weapons"
    assert RULES.things["soldier"].money_kind is None


def test_jets_given_are_weapons_and_jets_sent_fly_strikes() -> None:
    jet = RULES.things["fighter jet"]
    assert (jet.kind, jet.deployed_kind) == ("military.weapons", "military.air_strikes")


def test_phrases_fit_the_lookup() -> None:
    longest = max(len(phrase.split()) for phrase in RULES.things)
    assert longest <= MAX_PHRASE_WORDS


@pytest.mark.parametrize(
    "form", ["sent", "dispatching", "pledged", "committing", "refusal", "withdrew", "donations"]
)
def test_cues_hold_inflected_forms(form: str) -> None:
    assert form in RULES.cues


def test_cues_leave_out_what_every_sentence_has() -> None:
    assert not RULES.cues & {"is", "was", "the", "have", "said", "of"}
    assert "frigates" in RULES.strong_cues
    assert "work" not in RULES.strong_cues


def test_defaults_and_own_prepositions_meet() -> None:
    (give,) = (act for act in RULES.acts["donate"] if act.id == "give")
    assert give.preps["to"][0] == "recipient"
    assert give.preps["via"] == ("channel", "place")


def test_operators_say_what_happens_under_will() -> None:
    (approve,) = RULES.operators["ratify", "verb"]
    assert (approve.status, approve.future) == ("committed", "pledged")
    (refuse,) = RULES.operators["refuse", "verb"]
    assert (refuse.status, refuse.future) == ("declined", "declined")


def test_who_is_asked_would_give() -> None:
    for urge in RULES.operators["urge", "verb"]:
        assert (urge.status, urge.contributor) == ("asked", "addressee")


def test_acts_that_demand_more_come_first() -> None:
    found = [act.id for act in RULES.acts["rebuild"]]
    assert found.index("build.force") < found.index("rebuild")


def test_phrases_are_found_by_their_first_word() -> None:
    assert "rule out" in RULES.phrasal["rule"]
    assert all(" " in phrase for found in RULES.phrasal.values() for phrase in found)


def test_amount_changes_give_an_increment() -> None:
    assert increment_of(RULES.amount_changes["a total of"]) == "running_total"
    assert increment_of(RULES.amount_changes["further"]) == "additional"
    assert increment_of(RULES.conditionals["if"]) is None


@pytest.mark.parametrize("name", ["things", "groups", "parties", "conditionals", "hedges"])
def test_lexicons_are_sorted(name: str) -> None:
    lines = (DATA / "lexicons" / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    phrases = [line.split("\t")[0] for line in lines]
    assert phrases == sorted(phrases)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped rules in a folder that a test may spoil, the long files cut short."""
    for part in ("rules", "lexicons"):
        (tmp_path / part).mkdir()
        for path in (DATA / part).iterdir():
            if path.name not in LEFT_OUT:
                shutil.copy(path, tmp_path / part)
    rewritten(tmp_path / "lexicons" / "things.tsv", shortened)
    return tmp_path


LEFT_OUT = {
    "acts-political.yaml",
    "acts-humanitarian.yaml",
    "acts-economic.yaml",
    "operators-promise.yaml",
    "operators-course.yaml",
}


def shortened(text: str) -> str:
    header, *lines = text.splitlines(keepends=True)
    return header + "".join(x for x in lines if x.startswith(("tent\t", "blanket\t")))


def rewritten(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("rules/acts-military.yaml", "kind: military.weapons", "kind: military.tea", "tea"),
        ("rules/acts-military.yaml", "- id: arm\n", "- id: give\n", "used twice"),
        ("rules/acts-money.yaml", "- id: fund\n", "- id: fund\n  colour: red\n", "colour"),
        ("rules/acts-money.yaml", "lemmas: [fund,", "lemmas: [Fund,", "entry fund"),
        ("rules/operators-open.yaml", "status: declined", "status: maybe", "op.refuse"),
        ("rules/taxonomy.yaml", "label: Air strikes,", "", "military.air_strikes"),
        ("rules/modals.yaml", "- id: will", "- id: [", "modals.yaml"),
        ("lexicons/things.tsv", "phrase\tclass", "phrase\tkind", "line 1"),
        ("lexicons/things.tsv", "\ntent\tthing\t", "\ntent\tstuff\t", "stuff"),
        ("lexicons/things.tsv", "\ntent\t", "\nblanket\t", "twice"),
        ("lexicons/hedges.tsv", "\nreportedly\t", "\nReportedly\t", "lower case"),
        ("lexicons/hedges.tsv", "\nreportedly\t", "\nreportedly\t\t", "columns"),
    ],
)
def test_a_malformed_file_is_named(
    copied: Path, file: str, old: str, new: str, message: str
) -> None:
    path = copied / file
    assert old in path.read_text("utf-8")
    rewritten(path, lambda text: text.replace(old, new, 1))
    with pytest.raises(RuleError, match=re.escape(message)) as caught:
        read_rulebook(copied)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("side", ["yes", "no"])
def test_an_entry_without_examples_does_not_load(copied: Path, side: str) -> None:
    path = copied / "rules" / "acts-giving.yaml"
    rewritten(path, lambda text: re.sub(rf"  {side}: \[.*\]", f"  {side}: []", text, count=1))
    with pytest.raises(RuleError, match=f"entry give: needs a '{side}' sentence"):
        read_rulebook(copied)


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "lexicons" / "groups.tsv").unlink()
    with pytest.raises(RuleError, match=r"groups\.tsv"):
        read_rulebook(copied)


def test_a_folder_is_read_once(copied: Path) -> None:
    assert load_rulebook(copied) is load_rulebook(copied)
