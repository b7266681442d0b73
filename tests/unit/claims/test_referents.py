"""Whom pronouns and bare nouns stand for."""

from __future__ import annotations

from pledgebook.claims.attribution import attributions
from pledgebook.claims.parties.referents import referent
from pledgebook.types import ActorName, Document, Mention, Sentence

from .test_attribution import TENTS_SOON, WE_SEND
from .trees import actor, paragraph, read

CANADA_MET = (
    "Canada/Canada/PROPN/NNP/nsubj>2/B-LOC met/meet/VERB/VBD/root>0 "
    "Oslo/Oslo/PROPN/NNP/obj>2/B-LOC "
    "././PUNCT/./punct>2"
)
IT_SENT = (
    "It/it/PRON/PRP/nsubj>2 sent/send/VERB/VBD/root>0 vests/vest/NOUN/NNS/obj>2 ././PUNCT/./punct>2"
)
IT_RAINED = "It/it/PRON/PRP/expl>2 rained/rain/VERB/VBD/root>0 ././PUNCT/./punct>2"
COUNTRY_SENT = (
    "The/the/DET/DT/det>2 country/country/NOUN/NN/nsubj>3 sent/send/VERB/VBD/root>0 "
    "vests/vest/NOUN/NNS/obj>3 ././PUNCT/./punct>3"
)
MR_LEE = (
    "Mr/Mr/PROPN/NNP/nmod:desc>2 Lee/Lee/PROPN/NNP/nsubj>3/B-PER spoke/speak/VERB/VBD/root>0 "
    "././PUNCT/./punct>3"
)
HE_LEFT = "He/he/PRON/PRP/nsubj>2 left/leave/VERB/VBD/root>0 ././PUNCT/./punct>2"
SHE_LEFT = "She/she/PRON/PRP/nsubj>2 left/leave/VERB/VBD/root>0 ././PUNCT/./punct>2"
HIS_GOVERNMENT = (
    "His/his/PRON/PRP$/nmod:poss>2 government/government/NOUN/NN/nsubj>3 fell/fall/VERB/VBD/root>0 "
    "././PUNCT/./punct>3"
)


def of(
    document: Document, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], form: str
) -> ActorName | None:
    """The referent of the first token of a form in the last sentence."""
    found = attributions(document, sentences, mentions)
    token = next(t for t in sentences[-1].tokens if t.form == form)
    return referent(document, sentences, mentions, found, sentences[-1], token)


def test_it_is_the_last_subject() -> None:
    document, sentences = read(paragraph(CANADA_MET, IT_SENT))
    mentions = (actor(document, "Canada", "CAN"), actor(document, "Oslo", "NOR"))
    assert of(document, sentences, mentions, "It") == ActorName(id="CAN")


def test_an_expletive_is_nobody() -> None:
    document, sentences = read(paragraph(CANADA_MET, IT_RAINED))
    assert of(document, sentences, (actor(document, "Canada", "CAN"),), "It") is None


def test_the_country_is_the_last_state() -> None:
    document, sentences = read(paragraph(CANADA_MET, COUNTRY_SENT))
    found = of(document, sentences, (actor(document, "Canada", "CAN"),), "country")
    assert found == ActorName(id="CAN")


def test_gender_keeps_a_pronoun_from_the_wrong_person() -> None:
    document, sentences = read(paragraph(MR_LEE, HE_LEFT))
    found = of(document, sentences, (actor(document, "Lee", "NOR", "Tom Lee"),), "He")
    assert found == ActorName(id="NOR", person="Tom Lee")
    document, sentences = read(paragraph(MR_LEE, SHE_LEFT))
    assert of(document, sentences, (actor(document, "Lee", "NOR", "Tom Lee"),), "She") is None


def test_his_government_is_his_state() -> None:
    document, sentences = read(paragraph(MR_LEE, HIS_GOVERNMENT))
    found = of(document, sentences, (actor(document, "Lee", "NOR", "Tom Lee"),), "government")
    assert found == ActorName(id="NOR")


def test_we_in_a_quotation_is_the_speakers_state() -> None:
    quoted = TENTS_SOON.replace("Tents/tent/NOUN/NNS/nsubj>4", "We/we/PRON/PRP/nsubj>4")
    document, sentences = read(paragraph(quoted))
    assert of(document, sentences, (actor(document, "Lee", "NOR", "Tom Lee"),), "We") == ActorName(
        id="NOR"
    )


def test_we_of_nobody_is_nobody() -> None:
    document, sentences = read(paragraph(WE_SEND))
    assert of(document, sentences, (), "We") is None
