"""The lemmas of verbs that a parser meets too rarely to know: "severed" is of "sever"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pledgebook.types import Sentence, Token


def with_verb_lemmas(
    sentences: Sequence[Sentence], lemmas: Mapping[str, str]
) -> tuple[Sentence, ...]:
    """The sentences with the rule files' lemma on each form that only one of their verbs has.

    A tagger's lemma of a rare form is a guess ("severed": severe, "staffs": staffs), the
    forms of a listed verb are known (`Rulebook.verb_lemmas`). Other tokens are as they were.
    """
    return tuple(
        replace(sentence, tokens=tuple(mended(token, lemmas) for token in sentence.tokens))
        for sentence in sentences
    )


def mended(token: Token, lemmas: Mapping[str, str]) -> Token:
    """The token with the listed verb's lemma, where it is tagged as a verb."""
    if token.upos != "VERB":
        return token
    lemma = lemmas.get(token.form.lower())
    if lemma is None or lemma == token.lemma:
        return token
    return replace(token, lemma=lemma)
