"""What a parser's network believes, joined to what the rules find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pledgebook.claims.drafting.beliefs import RULE, is_sure
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.rules import RulesEngine
from pledgebook.protocols import Parser
from pledgebook.types import Belief, Document, Sentence

from .engine import document, engine

Opinion = tuple[str, str, str, tuple[str | None, ...]]
"""Kind, status and the words that name givers, by the word that is given."""


class Opinionated:
    """The shipped parser, with beliefs about some words put into its sentences."""

    name = "opinionated"
    version = "1"
    believes = True

    def __init__(self, inner: Parser, opinions: Mapping[str, Opinion]) -> None:
        self.inner = inner
        self.opinions = opinions

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        sentences = self.inner.parse(document, blocks)
        return tuple(
            replace(
                sentence,
                beliefs=tuple(
                    self.belief(document, token.id, *self.opinions[token.form])
                    for token in sentence.tokens
                    if token.form in self.opinions
                ),
            )
            for sentence in sentences
        )

    def belief(
        self,
        document: Document,
        token: int,
        kind: str,
        status: str,
        givers: tuple[str | None, ...],
    ) -> Belief:
        places = [None if giver is None else document.text.index(giver) for giver in givers]
        return Belief(
            token=token,
            probability=0.9,
            kinds=((kind, 0.8), ("other.unspecified", 0.1)),
            statuses=((status, 0.7), ("asked", 0.2)),
            givers=tuple((place, 0.9) for place in places),
        )


def drafts(text: str, opinions: Mapping[str, Opinion]) -> list[Draft]:
    opinionated = RulesEngine(Opinionated(engine().parser, opinions), engine().rules, least=0.0)
    told = opinionated.told(source := document(text), range(len(source.blocks)))
    return opinionated.drafts(told)[0]


LANTERNS = "Ghana rustled up forty lanterns for Togo."


def test_a_short_text_states_nothing_that_the_network_has_no_belief_in() -> None:
    text = document("Norway sent Chad forty tents.")
    assert engine().stated(text) == (1, 0)
    silent = RulesEngine(Opinionated(engine().parser, {}), engine().rules)
    assert silent.stated(text) == (0, 0)
    tents = {"tents": ("humanitarian.shelter", "delivered", ("Norway",))}
    assert RulesEngine(Opinionated(engine().parser, tents), engine().rules).stated(text) == (1, 0)


def test_a_wording_that_no_rule_knows_is_read_where_the_network_sees_it() -> None:
    assert not drafts(LANTERNS, {})
    (found,) = drafts(LANTERNS, {"lanterns": ("humanitarian.aid", "delivered", ("Ghana",))})
    assert (found.contributor, found.kind, found.status) == (
        "GHA", "humanitarian.aid", "delivered",
    )  # fmt: skip
    assert found.what is not None
    assert found.what.quote == "forty lanterns"
    assert found.quantity is not None
    assert found.quantity.low == 40
    assert found.recipient == "TGO"
    assert found.steps[0].rule == RULE
    assert "90%" in found.steps[0].says


def test_a_belief_that_the_rules_share_makes_no_second_draft() -> None:
    text = "Norway sent 500 tents to Tonga."
    (plain,) = drafts(text, {})
    (both,) = drafts(text, {"tents": ("humanitarian.shelter", "delivered", ("Norway",))})
    assert plain.believed is None
    assert both.believed is not None
    assert both.belief == pytest.approx(0.81)
    assert both.steps == plain.steps


def test_each_believed_giver_has_a_draft() -> None:
    text = "Both Ghana and Benin rustled up forty lanterns for Togo."
    found = drafts(text, {"lanterns": ("humanitarian.aid", "delivered", ("Ghana", "Benin"))})
    assert {draft.contributor for draft in found} == {"GHA", "BEN"}


def test_a_giver_may_stand_in_another_sentence_of_the_paragraph() -> None:
    text = "Ghana had waited. Now forty lanterns were rustled up for Togo."
    (found,) = drafts(text, {"lanterns": ("humanitarian.aid", "delivered", ("Ghana",))})
    assert found.contributor == "GHA"
    assert text[found.start : found.end].startswith("forty lanterns")


def test_a_giver_that_no_table_knows_goes_by_its_phrase() -> None:
    text = "A shipping agent in Aden rustled up forty lanterns for Togo."
    (found,) = drafts(text, {"lanterns": ("humanitarian.aid", "delivered", ("agent",))})
    assert found.contributor == "GROUP:shipping agent in Aden"


def test_a_noun_of_a_bodys_name_stands_for_it_where_the_text_names_it() -> None:
    text = "The IMF met in Lima. The Fund rustled up forty lanterns for Togo."
    (found,) = drafts(text, {"lanterns": ("humanitarian.aid", "delivered", ("Fund",))})
    assert found.contributor == "IMF"


def test_an_act_without_a_thing_is_headed_by_its_verb() -> None:
    text = "Ghana badmouthed the coup in Mali."
    (found,) = drafts(text, {"badmouthed": ("political.condemnation", "delivered", ("Ghana",))})
    assert (found.contributor, found.kind, found.what) == ("GHA", "political.condemnation", None)


def test_only_drafts_of_rules_and_firm_beliefs_are_sure() -> None:
    (found,) = drafts(LANTERNS, {"lanterns": ("humanitarian.aid", "delivered", ("Ghana",))})
    assert is_sure(found)
    found.belief = 0.2
    assert not is_sure(found)
    (ruled,) = drafts("Norway sent 500 tents to Tonga.", {})
    assert is_sure(ruled)


@pytest.mark.parametrize(
    ("giver", "word"),
    [
        ("The fund", "fund"),
        ("Its director", "director"),
        ("A spokesman", "spokesman"),
        ("The mayor", "mayor"),
    ],
)
def test_who_is_taken_up_again_has_no_name_of_its_own(giver: str, word: str) -> None:
    text = f"{giver} rustled up forty lanterns for Togo."
    found = drafts(text, {"lanterns": ("humanitarian.aid", "delivered", (word,))})
    assert {draft.contributor for draft in found} <= {None}


def test_a_word_for_several_gives_each_a_draft_and_none_the_shared_sum() -> None:
    text = "Ghana and Benin met in Lima. They rustled up $3 million for Togo."
    found = drafts(text, {"$": ("humanitarian.aid", "delivered", ("They",))})
    assert {draft.contributor for draft in found} == {"GHA", "BEN"}
    assert [draft.money for draft in found] == [None, None]


def test_the_giver_is_noted_at_its_own_words() -> None:
    (found,) = drafts(LANTERNS, {"lanterns": ("humanitarian.aid", "delivered", ("Ghana",))})
    (step,) = (step for step in found.steps if step.rule == "contributor")
    assert LANTERNS[step.start : step.end] == "Ghana"


def test_a_noun_of_a_bodys_name_is_rather_that_body_than_the_last_one() -> None:
    text = "The IMF met in Lima. The council of Poto spoke. The Fund rustled up forty lanterns."
    (found,) = drafts(text, {"lanterns": ("humanitarian.aid", "delivered", ("Fund",))})
    assert found.contributor == "IMF"


def test_who_is_counted_is_a_group_of_its_own() -> None:
    text = "Two mayors rustled up forty lanterns for Togo."
    (found,) = drafts(text, {"lanterns": ("humanitarian.aid", "delivered", ("mayors",))})
    assert found.contributor == "GROUP:Two mayors"


def test_the_kind_of_a_rule_gives_way_to_a_likelier_area() -> None:
    text = "Ghana sent forty trucks to Togo."
    (plain,) = drafts(text, {})
    (found,) = drafts(text, {"trucks": ("military.logistics", "delivered", ("Ghana",))})
    assert plain.area == "humanitarian"
    assert found.kind == "military.logistics"


def test_a_stated_purpose_stands_against_a_likelier_area() -> None:
    text = "Ghana sent $3 million for food."
    (found,) = drafts(text, {"$": ("military.logistics", "delivered", ("Ghana",))})
    assert found.kind == "humanitarian.food"


def test_a_sum_that_the_network_reads_as_money_takes_no_topic() -> None:
    text = "Floods hit Togo. The floods left thousands without flood relief. Ghana gave $3 million."
    assert [draft.area for draft in drafts(text, {})] == ["humanitarian"]
    (found,) = drafts(text, {"$": ("financial.grant", "delivered", ("Ghana",))})
    assert found.kind == "financial.grant"
