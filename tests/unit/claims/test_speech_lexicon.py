"""The lexicons of reporting words and of nouns that speak."""

from __future__ import annotations

from pledgebook.claims.speech.lexicon import cues, source_classes


def test_every_reading_has_one_class_and_known_frames() -> None:
    for (lemma, pos), readings in cues().items():
        kinds = [reading.kind for reading in readings]
        assert len(kinds) == len(set(kinds)), (lemma, pos)
        assert pos in {"VERB", "NOUN", "ADV", "ADP"}


def test_verbs_of_each_class_are_there() -> None:
    first = {
        verb: cues()[verb, "VERB"][0].kind for verb in ("announce", "deny", "pledge", "believe")
    }
    assert first == {
        "announce": "announce",
        "deny": "deny",
        "pledge": "commit",
        "believe": "hearsay",
    }
    assert "obj-to" in cues()["call on", "VERB"][0].frames


def test_who_can_speak() -> None:
    classes = source_classes()
    assert (classes["spokesman"], classes["ministry"], classes["survey"]) == (
        "person",
        "body",
        "document",
    )
    assert "shortage" not in classes
