from __future__ import annotations

import pytest

from pledgebook.sentences.gate import Cues, Evidence, blocks_to_parse, evidence_of, worth_parsing
from pledgebook.types import Block, BlockKind, Document

CUES = Cues(
    words=frozenset({"sent", "send", "pledged", "offered", "tents", "planes", "doctors", "talks"}),
    predicates=frozenset({"sent", "send", "pledged", "offered"}),
    things=frozenset({"tents", "planes", "doctors"}),
)
STATES = ("Chad", "Norway", "Japan", "Togo", "Italy")


def states(text: str) -> int:
    return sum(text.count(name) for name in STATES)


def note(*blocks: tuple[BlockKind, str] | str, parents: dict[int, int] | None = None) -> Document:
    made, at, texts = [], 0, []
    for number, block in enumerate(blocks):
        kind, text = ("body", block) if isinstance(block, str) else block
        parent = (parents or {}).get(number)
        made.append(Block(start=at, end=at + len(text), kind=kind, parent=parent))  # type: ignore[arg-type]
        texts.append(text)
        at += len(text) + 1
    return Document(id="note", text="\n".join(texts), digest="", blocks=tuple(made))


def seen(*blocks: tuple[BlockKind, str] | str, parents: dict[int, int] | None = None) -> Evidence:
    return evidence_of(note(*blocks, parents=parents), CUES, states)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Norway sent tents.", True),
        ("Norway sent $5m.", True),
        ("Norway offered what it had pledged.", True),
        ("We sent tents.", True),
        ("The ministry sent tents.", True),
        ("Norway sent a note.", False),
        ("Norway likes tents.", False),
        ("My aunt sent tents.", False),
        ("It rained in Norway.", False),
    ],
)
def test_a_sentence_tells_by_actor_predicate_and_thing(text: str, tells: bool) -> None:
    assert bool(seen(text).stretches) is tells


def test_stretches_are_exact_and_ranked() -> None:
    text = "It rained. Norway sent tents. Japan sent Chad planes and $5m."
    found = seen(text).stretches
    assert [text[s.start : s.end].strip() for s in found] == [
        "Japan sent Chad planes and $5m.",
        "Norway sent tents.",
    ]
    assert found[0].weight > found[1].weight


def test_a_title_or_an_initial_ends_no_sentence() -> None:
    found = seen("Norway and the U.S. Army sent, said Mr. Berg, some tents.").stretches
    assert len(found) == 1


def test_an_actor_in_another_sentence_does_not_count() -> None:
    assert not seen("Norway won. The club sent tents.").stretches


def test_a_text_that_tells_much_is_certain() -> None:
    gifts = ["Norway sent tents.", "Japan sent planes.", "Togo sent doctors.", "Italy sent $5m."]
    assert seen(*gifts).certain
    assert not seen(*gifts[:3]).certain
    filler = ["Nobody in the long queue knew when it would end."] * 12
    assert not seen(*gifts, *filler).certain


def test_a_list_of_gifts_is_certain() -> None:
    rows = [("row", f"{name} | tents") for name in STATES]
    assert seen("Received so far", *rows).certain  # type: ignore[arg-type]
    assert not seen("Final scores", *[("row", f"{name} | 3") for name in STATES]).certain  # type: ignore[arg-type]
    assert not seen("Prices", *[("row", "Tents | $5m")] * 5).certain  # type: ignore[arg-type]


def test_headings_in_capitals_may_be_the_givers() -> None:
    blocks = [
        part
        for name in ("NORWAY", "JAPAN", "TOGO", "ITALY")
        for part in (("heading", name), ("item", "Tents"))
    ]
    parents = {number: number - 1 for number in range(1, 8, 2)}
    assert seen(*blocks, parents=parents).certain  # type: ignore[arg-type]


def test_captions_and_boilerplate_tell_nothing() -> None:
    assert not seen(("caption", "Norway sent tents."), ("boilerplate", "Japan sent $5m.")).stretches


def test_blocks_with_a_cue_are_parsed_and_the_ones_after_them() -> None:
    text = note("It rained.", "Norway sent tents.", "Japan the same.", "It snowed.", "The end.")
    assert blocks_to_parse(text, CUES.words) == (1, 2)


def test_rows_with_a_figure_need_a_cue_elsewhere() -> None:
    rows: list[tuple[BlockKind, str] | str] = [("row", "Norway 40"), ("row", "Japan none")]
    assert blocks_to_parse(note("Rain.", "More rain.", *rows), CUES.words) == ()
    kept = blocks_to_parse(note("Tents", "More rain.", "Rain.", *rows), CUES.words)
    assert kept == (0, 1, 3)


def test_the_heading_above_a_kept_block_is_kept() -> None:
    text = note(("heading", "NORWAY"), "Rain.", ("item", "Tents"), parents={2: 0})
    assert blocks_to_parse(text, CUES.words) == (0, 2)


def test_everything_leaves_out_boilerplate_only() -> None:
    text = note("Rain.", ("boilerplate", "Read more"), ("byline", "By A. Lee"), "Snow.")
    assert blocks_to_parse(text, CUES.words, everything=True) == (0, 3)


def test_each_block_has_its_reason() -> None:
    rows: list[tuple[BlockKind, str] | str] = [("row", "Norway 40")]
    parts = [("heading", "NORWAY"), "Norway sent tents.", "It rained.", "It snowed.", *rows]
    text = note(*parts, parents={1: 0})  # type: ignore[arg-type]
    assert worth_parsing(text, CUES.words) == {
        0: "heading",
        1: "cue",
        2: "after a cue",
        4: "figure",
    }


def test_what_is_certain_is_dense_or_a_list() -> None:
    gifts = [f"{name} sent tents to Chad." for name in STATES]
    rows = [("item", f"{name}: tents, $5m") for name in STATES]
    assert (seen(*gifts).dense, seen(*gifts).lists) == (True, False)
    assert seen("Received so far", *rows).lists  # type: ignore[arg-type]
