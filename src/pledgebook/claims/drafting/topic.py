"""What a document is about: the purpose of its sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.gifts.kinds import GRANT, area_of
from pledgebook.claims.rulebook.book import Rulebook

# A topic must be named this often before it colours sums without a purpose of their own;
# a word of the title counts TITLE_WEIGHT times. Chosen on the dev half of the gold (3 and 4
# were best of 2-5 and 1-6); re-run the gold after a change.
TOPIC_MENTIONS = 3
RELIEF = "humanitarian."
TITLE_WEIGHT = 4


def topic_kind(
    rulebook: Rulebook, readings: Iterable[Reading], given: Iterable[str] = ()
) -> str | None:
    """The kind that a sum without stated purpose takes from its document, or None.

    Contract, section 8, point 1: a purpose stated anywhere in the document holds for every
    sum of that gift or conference.

    Args:
        given: the kinds of the document's other gifts, which tell its purpose as words do.
    """
    counts: Counter[str] = Counter(kind for kind in given if kind.startswith(RELIEF))
    for reading in readings:
        weight = TITLE_WEIGHT if reading.block.kind in {"title", "heading"} else 1
        for token in reading.tree.tokens:
            kind = topic_of(rulebook, token.lemma.lower(), token.upos)
            if kind is not None:
                counts[kind] += weight
    areas: Counter[str] = Counter()
    for kind, count in counts.items():
        areas[grouped(kind)] += count
    if not areas:
        return None
    area, count = max(areas.items(), key=lambda item: (item[1], item[0]))
    if count < TOPIC_MENTIONS:
        return None
    if area == "humanitarian":
        return "humanitarian.aid"
    return max((n, k) for k, n in counts.items() if grouped(k) == area)[1]


def topic_of(rulebook: Rulebook, lemma: str, upos: str) -> str | None:
    """The kind of sums that one word speaks of: "flood" -> relief, "rebuild" -> reconstruction."""
    if upos == "VERB":
        acts = rulebook.acts.get(lemma, ())
        return next((a.kind for a in acts if a.kind == "financial.reconstruction"), None)
    if upos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    thing = rulebook.things.get(lemma)
    if thing is None or not thing.money_kind or thing.money_kind == GRANT:
        return None
    if thing.money_kind.startswith("political."):
        return None
    owed = thing.money_kind == "financial.debt_relief"
    if owed or thing.cls in {"topic", "people"} or thing.phrase in rulebook.words("generic_topic"):
        return thing.money_kind
    return None


def grouped(kind: str) -> str:
    """The area of a kind; kinds of money stand for themselves."""
    area = area_of(kind)
    return kind if area == "financial" else area
