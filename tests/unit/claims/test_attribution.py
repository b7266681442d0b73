"""Who says what: sources, cues, contents, nesting, speakers and sides."""

from __future__ import annotations

from pledgebook.claims.attribution import attributions, chain_at
from pledgebook.types import Attribution, Document, Speaker

from .trees import actor, paragraph, read

WOULD_SEND = (
    "Norwegian/Norwegian/ADJ/JJ/amod>2 minister/minister/NOUN/NN/nmod:desc>3 "
    "Ann/Ann/PROPN/NNP/nsubj>5/B-PER Lee/Lee/PROPN/NNP/flat>3/I-PER said/say/VERB/VBD/root>0 "
    "Oslo/Oslo/PROPN/NNP/nsubj>8/B-LOC would/would/AUX/MD/aux>8 send/send/VERB/VB/ccomp>5 "
    "tents/tent/NOUN/NNS/obj>8 ././PUNCT/./punct>5"
)
AND_SOON = (
    "“/“/PUNCT/``/punct>4 We/we/PRON/PRP/nsubj>4 will/will/AUX/MD/aux>4 go/go/VERB/VB/ccomp>7 "
    ",/,/PUNCT/,/punct>4 ”/”/PUNCT/''/punct>4 said/say/VERB/VBD/root>0 "
    "Lee/Lee/PROPN/NNP/nsubj>7/B-PER ,/,/PUNCT/,/punct>12 “/“/PUNCT/``/punct>12 "
    "and/and/CCONJ/CC/cc>12 soon/soon/ADV/RB/conj>4 ././PUNCT/./punct>7 ”/”/PUNCT/''/punct>4"
)
OFFICIALS_SAID = (
    "Oslo/Oslo/PROPN/NNP/nsubj>3/B-LOC will/will/AUX/MD/aux>3 send/send/VERB/VB/ccomp>7 "
    "tents/tent/NOUN/NNS/obj>3 ,/,/PUNCT/,/punct>7 officials/official/NOUN/NNS/nsubj>7 "
    "said/say/VERB/VBD/root>0 on/on/ADP/IN/case>9 Monday/Monday/PROPN/NNP/obl>7 ././PUNCT/./punct>7"
)
ACCORDING = (
    "According/accord/VERB/VBG/case>4 to/to/ADP/IN/fixed>1 the/the/DET/DT/det>4 "
    "ministry/ministry/NOUN/NN/obl>8 ,/,/PUNCT/,/punct>4 ten/ten/NUM/CD/nummod>7 "
    "trucks/truck/NOUN/NNS/nsubj>8 left/leave/VERB/VBD/root>0 ././PUNCT/./punct>8"
)
TOLD_RADIO = (
    "Lee/Lee/PROPN/NNP/nsubj>2/B-PER told/tell/VERB/VBD/root>0 "
    "Radio/Radio/PROPN/NNP/compound>4/B-ORG "
    "Nord/Nord/PROPN/NNP/iobj>2/I-ORG that/that/SCONJ/IN/mark>8 Rome/Rome/PROPN/NNP/nsubj>8/B-LOC "
    "had/have/AUX/VBD/aux>8 promised/promise/VERB/VBN/ccomp>2 that/that/SCONJ/IN/mark>12 "
    "ships/ship/NOUN/NNS/nsubj>12 would/would/AUX/MD/aux>12 sail/sail/VERB/VB/ccomp>8 "
    "././PUNCT/./punct>2"
)
SAID_TO_PREFER = (
    "The/the/DET/DT/det>2 minister/minister/NOUN/NN/nsubj:pass>4 is/be/AUX/VBZ/aux:pass>4 "
    "said/say/VERB/VBN/root>0 to/to/PART/TO/mark>6 prefer/prefer/VERB/VB/xcomp>4 "
    "boats/boat/NOUN/NNS/obj>6 ././PUNCT/./punct>4"
)
REPORTEDLY = (
    "Planes/plane/NOUN/NNS/nsubj>3 reportedly/reportedly/ADV/RB/advmod>3 "
    "landed/land/VERB/VBD/root>0 ././PUNCT/./punct>3"
)
DID_NOT_SAY = (
    "Lee/Lee/PROPN/NNP/nsubj>4/B-PER did/do/AUX/VBD/aux>4 not/not/PART/RB/advmod>4 "
    "say/say/VERB/VB/root>0 whether/whether/SCONJ/IN/mark>8 Oslo/Oslo/PROPN/NNP/nsubj>8/B-LOC "
    "would/would/AUX/MD/aux>8 pay/pay/VERB/VB/ccomp>4 ././PUNCT/./punct>4"
)
URGED = (
    "He/he/PRON/PRP/nsubj>2 urged/urge/VERB/VBD/root>0 allies/ally/NOUN/NNS/obj>2 "
    "to/to/PART/TO/mark>5 send/send/VERB/VB/xcomp>2 tents/tent/NOUN/NNS/obj>5 ././PUNCT/./punct>2"
)
TENTS_SOON = (
    "“/“/PUNCT/``/punct>4 Tents/tent/NOUN/NNS/nsubj>4 will/will/AUX/MD/aux>4 "
    "come/come/VERB/VB/ccomp>9 soon/soon/ADV/RB/advmod>4 ,/,/PUNCT/,/punct>4 ”/”/PUNCT/''/punct>4 "
    "Lee/Lee/PROPN/NNP/nsubj>9/B-PER said/say/VERB/VBD/root>0 ././PUNCT/./punct>9"
)
BOATS_IN_MARCH = (
    "“/“/PUNCT/``/punct>4 Boats/boat/NOUN/NNS/nsubj>4 will/will/AUX/MD/aux>4 "
    "follow/follow/VERB/VB/root>0 in/in/ADP/IN/case>6 March/March/PROPN/NNP/obl>4 "
    "././PUNCT/./punct>4 "
    "”/”/PUNCT/''/punct>4"
)
NOBODY_LEFT = (
    "“/“/PUNCT/``/punct>5 Nobody/nobody/PRON/NN/nsubj:pass>5 will/will/AUX/MD/aux>5 "
    "be/be/AUX/VB/aux:pass>5 left/leave/VERB/VBN/root>0 behind/behind/ADV/RB/advmod>5 "
    "././PUNCT/./punct>5 ”/”/PUNCT/''/punct>5"
)
SCARE = (
    "Oslo/Oslo/PROPN/NNP/nsubj>2/B-LOC said/say/VERB/VBD/root>0 the/the/DET/DT/det>5 "
    "“/“/PUNCT/``/punct>5 surge/surge/NOUN/NN/nsubj>8 ”/”/PUNCT/''/punct>5 was/be/AUX/VBD/cop>8 "
    "over/over/ADP/RB/ccomp>2 ././PUNCT/./punct>2"
)
ANNOUNCED = (
    "Oslo/Oslo/PROPN/NNP/nsubj>2/B-LOC announced/announce/VERB/VBD/root>0 "
    "forty/forty/NUM/CD/nummod>4 trucks/truck/NOUN/NNS/obj>2 ././PUNCT/./punct>2"
)
BOTH_SAID = (
    "Oslo/Oslo/PROPN/NNP/nsubj>4/B-LOC and/and/CCONJ/CC/cc>3 Rome/Rome/PROPN/NNP/conj>1/B-LOC "
    "said/say/VERB/VBD/root>0 they/they/PRON/PRP/nsubj>7 would/would/AUX/MD/aux>7 "
    "help/help/VERB/VB/ccomp>4 ././PUNCT/./punct>4"
)
WE_SEND = (
    "We/we/PRON/PRP/nsubj>3 will/will/AUX/MD/aux>3 send/send/VERB/VB/root>0 "
    "tents/tent/NOUN/NNS/obj>3 ././PUNCT/./punct>3"
)
QUOTED_AS = (
    "Lee/Lee/PROPN/NNP/nsubj:pass>3/B-PER was/be/AUX/VBD/aux:pass>3 quoted/quote/VERB/VBN/root>0 "
    "as/as/SCONJ/IN/mark>5 saying/say/VERB/VBG/advcl>3 ships/ship/NOUN/NNS/nsubj>8 "
    "would/would/AUX/MD/aux>8 sail/sail/VERB/VB/ccomp>5 ././PUNCT/./punct>3"
)
ANNOUNCEMENT = (
    "The/the/DET/DT/det>2 announcement/announcement/NOUN/NN/nsubj>9 by/by/ADP/IN/case>4 "
    "Rome/Rome/PROPN/NNP/nmod>2/B-LOC that/that/SCONJ/IN/mark>8 ships/ship/NOUN/NNS/nsubj>8 "
    "would/would/AUX/MD/aux>8 sail/sail/VERB/VB/acl>2 surprised/surprise/VERB/VBD/root>0 "
    "nobody/nobody/PRON/NN/obj>9 ././PUNCT/./punct>9"
)
# The tree hangs the subject of the reporting clause on the reported verb.
STRAY = OFFICIALS_SAID.replace(
    "nsubj>7 said/say/VERB/VBD/root>0", "nsubj>3 said/say/VERB/VBD/root>0"
)


def words(found: Attribution) -> tuple[str | None, str | None, list[str], str]:
    """Source, cue, contents and type, as written."""
    return (
        found.source.quote if found.source else None,
        found.cue.quote if found.cue else None,
        [span.quote for span in found.content],
        found.type,
    )


def only(sentence: str) -> Attribution:
    """The one attribution of a document of one sentence."""
    document, sentences = read(paragraph(sentence))
    (found,) = attributions(document, sentences, ())
    return found


def at(document: Document, quoted: str) -> tuple[int, int]:
    """The stretch where some words stand."""
    start = document.text.index(quoted)
    return start, start + len(quoted)


def test_a_clause_under_the_verb_is_indirect_speech() -> None:
    document, sentences = read(paragraph(WOULD_SEND))
    mentions = (actor(document, "Norwegian", "NOR"), actor(document, "Oslo", "NOR"))
    (found,) = attributions(document, sentences, mentions)
    assert words(found) == (
        "Norwegian minister Ann Lee",
        "said",
        ["Oslo would send tents"],
        "indirect",
    )
    assert found.speaker == Speaker(actor="NOR", name="Ann Lee", role="minister", cue="said")


def test_a_quotation_goes_on_behind_its_cue() -> None:
    found = only(AND_SOON)
    assert words(found) == ("Lee", "said", ["“We will go,”", "“and soon.”"], "direct")


def test_a_reporting_clause_set_off_by_a_comma() -> None:
    assert words(only(OFFICIALS_SAID)) == (
        "officials",
        "said",
        ["Oslo will send tents"],
        "indirect",
    )


def test_the_line_of_words_decides_where_the_tree_errs() -> None:
    assert words(only(STRAY)) == words(only(OFFICIALS_SAID))


def test_according_to_holds_for_its_clause() -> None:
    assert words(only(ACCORDING)) == (
        "the ministry",
        "According to",
        ["ten trucks left"],
        "indirect",
    )


def test_speech_in_speech_names_outlet_and_parent() -> None:
    document, sentences = read(paragraph(TOLD_RADIO))
    found = attributions(document, sentences, (actor(document, "Rome", "ITA"),))
    assert [f.parent for f in found] == [None, 0]
    assert found[0].speaker == Speaker(name="Lee", cue="told", via="Radio Nord")
    chain = chain_at(found, *at(document, "ships would sail"))
    assert [(s.name, s.actor) for s in chain] == [("Lee", None), (None, "ITA")]
    assert chain_at(found, *at(document, "Lee")) == ()


def test_nobody_is_named_in_hearsay() -> None:
    found = only(SAID_TO_PREFER)
    assert words(found) == (None, "is said", ["The minister", "to prefer boats"], "indirect")
    assert found.speaker is None
    assert words(only(REPORTEDLY)) == (None, "reportedly", ["Planes", "landed"], "indirect")


def test_what_was_not_said_is_no_speech() -> None:
    document, sentences = read(paragraph(DID_NOT_SAY))
    assert attributions(document, sentences, ()) == ()


def test_a_plea_holds_hearer_and_act() -> None:
    assert words(only(URGED)) == ("He", "urged", ["allies to send tents"], "indirect")


def test_a_passive_reporter_is_the_source() -> None:
    assert words(only(QUOTED_AS)) == ("Lee", "saying", ["ships would sail"], "indirect")


def test_a_noun_of_speech_with_its_source() -> None:
    assert words(only(ANNOUNCEMENT)) == ("Rome", "announcement", ["ships would sail"], "indirect")


def test_a_second_quotation_belongs_to_the_cue_before() -> None:
    document, sentences = read(paragraph(TENTS_SOON, BOATS_IN_MARCH))
    (found,) = attributions(document, sentences, ())
    assert words(found)[2] == ["“Tents will come soon,”", "“Boats will follow in March.”"]


def test_a_quoted_paragraph_goes_on_with_the_speaker_before() -> None:
    document, sentences = read(paragraph(TENTS_SOON), paragraph(NOBODY_LEFT))
    first, second = attributions(document, sentences, ())
    assert words(second) == ("Lee", None, ["“Nobody will be left behind.”"], "direct")
    assert second.speaker == Speaker(name="Lee")
    assert first.cue is not None


def test_a_quoted_paragraph_after_plain_text_is_nobodys() -> None:
    document, sentences = read(paragraph(TENTS_SOON), paragraph(ANNOUNCED), paragraph(NOBODY_LEFT))
    found = attributions(document, sentences, (actor(document, "Oslo", "NOR"),))
    assert chain_at(found, *at(document, "Nobody will be left")) != ()
    document, sentences = read(paragraph(WE_SEND), paragraph(NOBODY_LEFT))
    assert attributions(document, sentences, ()) == ()


def test_a_scare_quote_is_no_direct_speech() -> None:
    assert words(only(SCARE)) == ("Oslo", "said", ["the “surge” was over"], "indirect")


def test_a_giver_that_announces_its_own_gift_is_not_reported() -> None:
    document, sentences = read(paragraph(ANNOUNCED))
    found = attributions(document, sentences, (actor(document, "Oslo", "NOR"),))
    assert words(found[0]) == ("Oslo", "announced", ["forty trucks"], "indirect")
    assert chain_at(found, *at(document, "Oslo announced forty trucks")) == ()


def test_of_two_who_speak_the_giver_stands_in_the_chain() -> None:
    document, sentences = read(paragraph(BOTH_SAID))
    mentions = (actor(document, "Oslo", "NOR"), actor(document, "Rome", "ITA"))
    found = attributions(document, sentences, mentions)
    place = at(document, "they would help")
    assert [s.actor for s in chain_at(found, *place)] == ["NOR"]
    assert [s.actor for s in chain_at(found, *place, contributor="ITA")] == ["ITA"]


def test_a_statement_has_one_voice() -> None:
    title = (
        "Statement/statement/NOUN/NN/root>0 by/by/ADP/IN/case>4 "
        "Minister/Minister/PROPN/NNP/nmod:desc>4 "
        "Ann/Ann/PROPN/NNP/nmod>1/B-PER Lee/Lee/PROPN/NNP/flat>4/I-PER"
    )
    document, sentences = read(paragraph(title, kind="title"), paragraph(WE_SEND))
    mentions = (actor(document, "Minister Ann Lee", "NOR", "Ann Lee", "Minister"),)
    found = attributions(document, sentences, mentions)
    (speaker,) = chain_at(found, *at(document, "We will send tents"))
    assert (speaker.actor, speaker.name, speaker.cue) == ("NOR", "Ann Lee", None)


def test_a_turn_lasts_until_the_next() -> None:
    ask = (
        "Q/q/NOUN/NN/root>0 :/:/PUNCT/:/punct>1 Tents/tent/NOUN/NNS/parataxis>1 ?/?/PUNCT/./punct>1"
    )
    answer = (
        "LEE/Lee/PROPN/NNP/root>0 :/:/PUNCT/:/punct>1 "
        "Yes/yes/INTJ/UH/parataxis>1 ././PUNCT/./punct>1"
    )
    document, sentences = read(
        paragraph(ask, kind="turn"), paragraph(answer, kind="turn"), paragraph(WE_SEND)
    )
    found = attributions(document, sentences, ())
    assert [s.role for s in chain_at(found, *at(document, "Tents"))] == ["Q"]
    assert [s.role for s in chain_at(found, *at(document, "We will send"))] == ["Lee"]


def test_content_is_always_words_of_the_text() -> None:
    document, sentences = read(paragraph(AND_SOON), paragraph(TOLD_RADIO, STRAY))
    for found in attributions(document, sentences, ()):
        for span in (found.source, found.cue, *found.content):
            assert span is None or document.text[span.start : span.end] == span.quote


def test_a_with_clause_has_its_own_subject() -> None:
    found = only(
        "Rome/Rome/PROPN/NNP/nsubj>3/B-LOC will/will/AUX/MD/aux>3 leave/leave/VERB/VB/root>0 "
        ",/,/PUNCT/,/punct>9 with/with/SCONJ/IN/mark>9 Minister/Minister/PROPN/NNP/nmod:desc>7 "
        "Ann/Ann/PROPN/NNP/obl>3/B-PER Lee/Lee/PROPN/NNP/flat>7/I-PER saying/say/VERB/VBG/advcl>3 "
        "ships/ship/NOUN/NNS/nsubj>12 would/would/AUX/MD/aux>12 sail/sail/VERB/VB/ccomp>9 "
        "././PUNCT/./punct>3"
    )
    assert found.speaker is not None
    assert found.speaker.name == "Ann Lee"
    assert words(found)[2] == ["ships would sail"]


def test_what_is_said_of_the_speaker_is_not_content() -> None:
    found = only(
        "“/“/PUNCT/``/punct>4 We/we/PRON/PRP/nsubj>4 will/will/AUX/MD/aux>4 go/go/VERB/VB/ccomp>7 "
        ",/,/PUNCT/,/punct>4 ”/”/PUNCT/''/punct>4 said/say/VERB/VBD/root>0 "
        "Lee/Lee/PROPN/NNP/nsubj>7/B-PER ,/,/PUNCT/,/punct>11 who/who/PRON/WP/nsubj>11 "
        "wore/wear/VERB/VBD/acl:relcl>8 a/a/DET/DT/det>13 coat/coat/NOUN/NN/obj>11 "
        "././PUNCT/./punct>7"
    )
    assert words(found) == ("Lee", "said", ["“We will go,”"], "direct")


def test_a_second_clause_may_have_another_subject() -> None:
    found = only(
        "They/they/PRON/PRP/nsubj>2 left/leave/VERB/VBD/root>0 ,/,/PUNCT/,/punct>7 "
        "and/and/CCONJ/CC/cc>7 the/the/DET/DT/det>6 envoy/envoy/NOUN/NN/nsubj>2 "
        "said/say/VERB/VBD/conj>2 Oslo/Oslo/PROPN/NNP/nsubj>10/B-LOC would/would/AUX/MD/aux>10 "
        "pay/pay/VERB/VB/ccomp>7 ././PUNCT/./punct>2"
    )
    assert words(found) == ("the envoy", "said", ["Oslo would pay"], "indirect")


def test_paragraphs_after_a_colon_are_said() -> None:
    said = (
        "Ann/Ann/PROPN/NNP/nsubj>3/B-PER Lee/Lee/PROPN/NNP/flat>1/I-PER said/say/VERB/VBD/root>0 "
        ":/:/PUNCT/:/punct>3"
    )
    document, sentences = read(paragraph(said), paragraph(WE_SEND), paragraph(REPORTEDLY))
    found = attributions(document, sentences, ())
    assert [s.name for s in chain_at(found, *at(document, "We will send tents"))] == ["Ann Lee"]


def test_the_dateline_is_nobodys_word() -> None:
    report = (
        "OSLO/OSLO/PROPN/NNP/root>0/B-LOC ,/,/PUNCT/,/punct>4 "
        "March/March/PROPN/NNP/nmod:unmarked>4 "
        "2/2/NUM/CD/appos>1 (/(/PUNCT/-LRB-/punct>6 Nordwire/Nordwire/PROPN/NNP/appos>1 "
        ")/)/PUNCT/-RRB-/punct>6 -/-/PUNCT/,/punct>10 Officials/official/NOUN/NNS/nsubj>10 "
        "said/say/VERB/VBD/parataxis>1 on/on/ADP/IN/case>12 Monday/Monday/PROPN/NNP/obl>16 "
        "that/that/SCONJ/IN/mark>16 tents/tent/NOUN/NNS/nsubj>16 would/would/AUX/MD/aux>16 "
        "come/come/VERB/VB/ccomp>10 ././PUNCT/./punct>1"
    )
    assert words(only(report)) == ("Officials", "said", ["tents would come"], "indirect")


def test_a_promise_is_told_of_an_office_but_not_of_a_state() -> None:
    promised = (
        "{}/{}/PROPN/NNP/nsubj>2/{} promised/promise/VERB/VBD/root>0 forty/forty/NUM/CD/nummod>4 "
        "trucks/truck/NOUN/NNS/obj>2 ././PUNCT/./punct>2"
    )
    document, sentences = read(paragraph(promised.format("Rome", "Rome", "B-LOC")))
    assert attributions(document, sentences, (actor(document, "Rome", "ITA"),)) == ()
    document, sentences = read(paragraph(promised.format("Lee", "Lee", "B-PER")))
    (found,) = attributions(document, sentences, (actor(document, "Lee", "NOR", "Ann Lee"),))
    assert words(found)[2] == ["forty trucks"]
