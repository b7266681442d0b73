from __future__ import annotations

from dataclasses import replace

from pledgebook.pages.explanation import (
    BeliefRow,
    DraftRow,
    ExplanationPage,
    FateRow,
    MentionRow,
    PredicateRow,
    RuleRow,
    SentenceEntry,
    TreeRow,
    explanation_page,
)
from pledgebook.pages.plain import json_text
from pledgebook.pages.terminal.explanation import explanation_view

from ..claims.test_explaining import FILLER, held
from .making import drawn

PATH = ("send: 'send' by itself: open", "op.promise: 'promised': open becomes pledged")
SEND = RuleRow(
    rule="send",
    sort="act",
    says="The subject sends.",
    fates=(
        FateRow(says="proposes humanitarian.shelter: pledged", proposes=True, path=PATH),
        FateRow(says="'letter' is never a contribution", proposes=False, path=()),
    ),
)
IDLE = RuleRow(
    rule="op.ask",
    sort="operator",
    says="The subject asks.",
    fates=(FateRow(says="governs no thing", proposes=False, path=()),),
)
DRAFT = DraftRow(
    contributor="JPN",
    contributor_name="Japan",
    via="country",
    recipient="TCD",
    kind="humanitarian.shelter",
    status="pledged",
    amount="40 × tent",
    evidence="Japan promised to send tents",
    speakers="the minister",
    belief=0.5,
    steps=(*PATH, "contributor: contributor JPN (country)"),
    claim="m1",
    why="",
    score=0.875,
    weights=(("via:country", 0.42), ("block:title", -0.3)),
)
BELIEF = BeliefRow(
    word="tents",
    probability=0.9,
    heard=True,
    kinds=(("humanitarian.shelter", 0.8),),
    statuses=(("pledged", 0.7), ("offered", 0.2)),
    givers=(("Japan", 0.95),),
    takers=(("nobody", 0.6),),
)
ENTRY = SentenceEntry(
    number=2,
    start=0,
    end=29,
    block="body",
    text="Japan promised to send tents.",
    parsed=True,
    gate="parsed for its cues: send, tents",
    tree=(
        TreeRow(
            id=2, depth=0, form="promised", lemma="promise", upos="VERB", relation="root", head=0
        ),
        TreeRow(id=1, depth=1, form="Japan", lemma="Japan", upos="PROPN", relation="nsubj", head=2),
    ),
    mentions=(
        MentionRow(type="actor", quote="Japan", means="JPN", via="country"),
        MentionRow(type="actor", quote="They", means="", via=""),
    ),
    beliefs=(BELIEF,),
    predicates=(
        PredicateRow(word="send", phrase="send", tense="open", rules=(SEND,)),
        PredicateRow(word="asked", phrase="ask", tense="past", rules=(IDLE,)),
    ),
    drafts=(DRAFT, replace(DRAFT, claim="", why="no giver is named", score=None, weights=())),
)
PAGE = ExplanationPage(
    document="summit",
    title="Tents",
    publisher="Harbour Post",
    published="2014-09-05",
    opens=True,
    gate="read: much of it tells",
    looks=(("Japan promised tents.", "states 1 with a giver"),),
    of=3,
    claims=1,
    sentences=(ENTRY,),
)


def test_a_sentence_is_shown_from_the_gate_to_the_score() -> None:
    text = drawn(explanation_view(PAGE, brief=False), 100)
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == "summit  Tents · Harbour Post · 2014-09-05"
    assert lines[1] == "gate: read: much of it tells"
    wanted = [
        "Japan promised tents. · states 1 with a giver",
        "[2] Japan promised to send tents.",
        "body: parsed for its cues: send, tents",
        "actor: Japan = JPN (country)",
        "actor: They = not resolved",
        "predicate: send (send, open)",
        "act send: proposes humanitarian.shelter: pledged",
        *PATH,
        "act send: 'letter' is never a contribution",
        "predicate: asked (ask, past)",
        "operator op.ask: governs no thing",
        "draft: JPN humanitarian.shelter pledged → TCD · 40 × tent",
        "words: Japan promised to send tents",
        "contributor: contributor JPN (country)",
        "network's belief: 50%",
        "said by: the minister",
        "score: 0.875 (via:country +0.42, block:title -0.30)",
        "claim m1",
        "no claim: no giver is named",
        "1 of 3 sentences shown · 1 claim in the text",
    ]
    places = [lines.index(line) for line in wanted]
    assert places == sorted(places)


def test_the_tree_is_indented_under_its_heads() -> None:
    lines = drawn(explanation_view(PAGE, brief=False)).splitlines()
    (root,) = [line for line in lines if "VERB" in line]
    (below,) = [line for line in lines if "PROPN" in line]
    assert root.split() == ["promised", "VERB", "root"]
    assert below.split() == ["Japan", "PROPN", "nsubj"]
    assert below.index("Japan") == root.index("promised") + 2
    assert below.index("PROPN") == root.index("VERB")


def test_what_the_network_believes_is_one_line() -> None:
    text = " ".join(drawn(explanation_view(PAGE, brief=False)).split())
    assert (
        "network: 'tents' heads a contribution 90%: humanitarian.shelter 80%; pledged 70% or "
        "offered 20%; from Japan 95%; to nobody 60%" in text
    )
    weak = replace(PAGE, sentences=(replace(ENTRY, beliefs=(replace(BELIEF, heard=False),)),))
    assert "too weak to be looked at" in drawn(explanation_view(weak, brief=False), 200)


def test_a_step_is_told_once() -> None:
    text = drawn(explanation_view(PAGE, brief=False))
    assert text.count(PATH[0]) == 1


def test_brief_leaves_out_what_has_nothing_to_say() -> None:
    text = drawn(explanation_view(PAGE, brief=True))
    assert "act send" in text
    for word in ("VERB", "actor:", "op.ask", "asked"):
        assert word not in text


def test_a_closed_text_says_so_and_makes_no_claims() -> None:
    text = drawn(explanation_view(replace(PAGE, opens=False), brief=False))
    assert "the engine finds nothing in this text" in text
    assert "a claim, were the text read" in text
    assert "claim m1" not in text


def test_a_sentence_that_tells_nothing_is_told_of_by_none() -> None:
    idle = PredicateRow(word="asked", phrase="ask", tense="past", rules=(IDLE,))
    quiet = replace(ENTRY, beliefs=(), predicates=(idle,), drafts=())
    assert not quiet.told
    assert ENTRY.told
    assert "no rule knows a word of it" in drawn(
        explanation_view(replace(PAGE, sentences=(replace(quiet, predicates=()),)), brief=False)
    )


def test_the_page_of_a_text_counts_all_and_shows_what_is_wanted() -> None:
    text = "Norway will send 40 tents to Chad, its minister said. It rained. It snowed."
    page = explanation_page(held(text), lambda entry: entry.number == 1)
    (entry,) = page.sentences
    assert (page.of, page.claims, page.opens) == (3, 1, True)
    assert entry.text == text[entry.start : entry.end]
    assert entry.gate == "parsed for its cues: send, tents"
    assert entry.tree[0].depth == 0
    assert {row.depth for row in entry.tree} >= {0, 1, 2}
    assert "punct" not in {row.relation for row in entry.tree}
    assert ("Norway", "NOR") in {(row.quote, row.means) for row in entry.mentions}
    (draft,) = entry.drafts
    assert (draft.contributor, draft.claim, draft.amount) == ("NOR", "m1", "40 × tent")
    assert draft.weights
    assert '"opens": true' in json_text(page)


def test_captions_and_blocks_without_a_cue_are_shown_unread() -> None:
    text = "Norway sent 40 tents to Chad.\n\nIt snowed.\n\nIt rained.\n\nPhoto: Ann Lee/Reuters"
    page = explanation_page(held(text))
    read = [(entry.block, entry.parsed, bool(entry.tree)) for entry in page.sentences]
    assert read[:3] == [("body", True, True), ("body", True, True), ("body", False, True)]
    assert read[3][1:] == (False, False)
    assert page.sentences[3].gate == f"not parsed: a {read[3][0]} states nothing"


def test_a_closed_text_says_what_was_looked_at() -> None:
    told = "Spain and Portugal pledged the striker's club three games and two draws on loan."
    page = explanation_page(held("\n\n".join(["Winger leaves", *[FILLER] * 7, told])))
    assert not page.opens
    assert page.gate.startswith("not read: ")
