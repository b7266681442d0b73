"""The clause that a contribution hangs on."""

from __future__ import annotations

from pledgebook.claims.clauses.reading import Reading
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.types import Span, Token


def condition_of(reading: Reading, chain: tuple[int, ...], rulebook: Rulebook) -> Span | None:
    """The clause or phrase a contribution depends on, or None when it is unconditional.

    "We will send tanks if parliament agrees."    -> "if parliament agrees"
    "a loan, subject to approval by the board"    -> "subject to approval by the board"
    "We will send tanks."                         -> None

    The marker is included: the reviewer must see the word that made it conditional. Climbs
    from the innermost predicate, because parsers hang conditions one verb too low or high.

    Args:
        chain: tokens of the act and of the predicates above it, innermost first.

    Source: UD v2 guidelines, `advcl` with `mark`; lexicon `conditionals.tsv`.
    """
    tree = reading.tree
    for predicate in chain:
        for child in tree.children(predicate):
            found = condition_at(reading, child, rulebook)
            if found is not None:
                return found
    for predicate in chain[:1]:
        for token in reading.phrase(predicate):
            for child in tree.children(token.id, "advcl", "acl", "nmod", "obl", "amod"):
                found = condition_at(reading, child, rulebook)
                if found is not None:
                    return found
    return None


def condition_at(reading: Reading, child: Token, rulebook: Rulebook) -> Span | None:
    """The words of this dependent, if a conditional mark introduces it."""
    tree = reading.tree
    bare = child.deprel.partition(":")[0]
    if bare not in {"advcl", "obl", "nmod", "acl", "amod", "parataxis", "advmod", "xcomp"}:
        return None
    start, end = tree.extent(child.id)
    words = [t.form.lower() for t in tree.at(start, end)][:6]
    for length in range(min(5, len(words)), 0, -1):
        mark = rulebook.conditionals.get(" ".join(words[:length]))
        if mark is not None and usable(mark.cls, bare, child):
            return reading.span(start, end)
    inverted = tree.children(child.id, "aux")
    subject = tree.child(child.id, "nsubj")
    if bare == "advcl" and inverted and subject is not None:
        first = inverted[0]
        if first.form.lower() in {"should", "were", "had"} and first.id < subject.id:
            return reading.span(start, end)
    return None


def usable(mark_class: str, relation: str, child: Token) -> bool:
    """Whether a mark of this class makes a dependent of this relation conditional."""
    if mark_class in {"temporal", "negated"}:
        return False
    return relation != "xcomp" or child.upos == "ADJ"
