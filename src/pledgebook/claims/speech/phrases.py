"""Speech reported without a verb: "according to X", "reportedly", "X's announcement that"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pledgebook.claims.speech.lexicon import cues, mediums
from pledgebook.claims.speech.shapes import Report, can_speak, clause_head, ids, noun_phrase
from pledgebook.sentences.tree import Tree
from pledgebook.types import Token


@cache
def _words_of() -> frozenset[str]:
    """The nouns of "in the words of": what somebody's words or views are called."""
    return frozenset(
        lemma.split()[2].removesuffix("s")
        for lemma, pos in cues()
        if pos == "ADP" and lemma.startswith("in the ")
    )


def phrase_reports(tree: Tree) -> Iterator[Report]:
    """The acts of speech that nouns, adverbs and prepositions tell of."""
    named = _named_colon(tree)
    if named is not None:
        yield named
    for token in tree.tokens:
        if token.lemma.lower() == "accord" or token.form.lower() == "according":
            report = _according(tree, token)
        elif token.upos == "ADV":
            report = _adverb(tree, token)
        elif token.upos == "NOUN" and token.lemma.lower() in _words_of():
            report = _in_words(tree, token) or _noun(tree, token)
        elif token.upos == "NOUN":
            report = _noun(tree, token)
        else:
            continue
        if report is not None:
            yield report


def _around(tree: Tree, phrase: Token) -> frozenset[int]:
    """The clause that a phrase stands in, without the phrase.

    Set off by a comma at either end of a sentence it holds for the whole sentence.
    """
    head = clause_head(tree, phrase.head) if phrase.head else phrase.id
    words = [t for t in tree.subtree(phrase.id) if t.upos != "PUNCT"]
    first, last = words[0].id, words[-1].id
    edge = all(t.upos == "PUNCT" for t in tree.tokens[: first - 1]) or (
        all(t.upos == "PUNCT" for t in tree.tokens[last:]) and tree[first - 1].form == ","
    )
    if edge and tree.above(phrase.id, tree.root.id) and tree.root.id not in ids(tuple(words)):
        head = tree.root.id
    return ids(tree.subtree(head)) - ids(tree.subtree(phrase.id))


def _according(tree: Tree, word: Token) -> Report | None:
    """ "according to officials", whatever the parse makes of "according"."""
    to = word.id + 1
    if to > len(tree) or tree[to].form.lower() != "to":
        return None
    if word.deprel == "case":
        source: Token | None = tree.head(word.id)
        phrase = source
    else:
        source, phrase = tree.child(word.id, "obl", "obj", "nmod"), word
    if source is None or phrase is None or not can_speak(source, lenient=False):
        return None
    cue = frozenset((word.id, to))
    return Report(
        kind="neutral",
        frame="phrase",
        verb=word.id,
        head=source.id,
        cue=cue,
        source=noun_phrase(tree, source.id) - cue,
        content=_around(tree, phrase),
    )


def _named_colon(tree: Tree) -> Report | None:
    """ "Norway's Eva Lie: the camp will stay": a person's name, a colon, then a clause."""
    colon = next((t for t in tree.tokens if t.form == ":"), None)
    if colon is None or not 1 < colon.id <= 9:
        return None
    before = tree.tokens[: colon.id - 1]
    after = tree.tokens[colon.id :]
    people = [t for t in before if t.name.endswith("PER")]
    nominal = all(t.upos in ("NOUN", "PROPN", "ADJ", "DET", "PART", "PUNCT") for t in before)
    clause = any(t.upos in ("VERB", "AUX") and "VerbForm=Fin" in t.feats for t in after)
    if not people or people[-1].id != colon.id - 1 or not nominal or not clause:
        return None
    words = frozenset(t.id for t in before)
    top = next((t for t in people if t.head not in {p.id for p in people}), people[0])
    return Report(
        kind="neutral",
        frame="that",
        verb=colon.id,
        head=top.id,
        cue=frozenset(),
        source=words,
        content=frozenset(t.id for t in after),
    )


def _in_words(tree: Tree, word: Token) -> Report | None:
    """ "in the words of the envoy", "in her words"."""
    case = tree.child(word.id, "case")
    if case is None or case.lemma != "in":
        return None
    source = tree.child(word.id, "nmod", "nmod:poss")
    if source is None or not can_speak(source, lenient=True):
        return None
    held = noun_phrase(tree, source.id)
    phrase = ids(tree.subtree(word.id))
    if not word.deprel.startswith(("obl", "nmod", "parataxis", "discourse")):
        phrase = frozenset(range(case.id, max(held) + 1))
        content = ids(tree.tokens) - phrase
    else:
        content = _around(tree, word)
    return Report(
        kind="neutral",
        frame="phrase",
        verb=word.id,
        head=source.id,
        cue=frozenset(i for i in phrase if i <= word.id or tree[i].head == source.id) - held,
        source=held,
        content=content,
    )


def _adverb(tree: Tree, word: Token) -> Report | None:
    """ "reportedly": the clause or phrase that it modifies, from nobody in particular."""
    if (word.lemma.lower(), "ADV") not in cues() or not word.head:
        return None
    return Report(
        kind="hearsay",
        frame="clause",
        verb=word.id,
        head=None,
        cue=frozenset((word.id,)),
        source=frozenset(),
        content=ids(tree.subtree(word.head, "parataxis")) - {word.id},
    )


def _noun(tree: Tree, word: Token) -> Report | None:
    """ "the announcement by Oslo that ...", "Oslo's claim that ...": needs a source."""
    lemma = word.lemma.lower()
    if (lemma, "NOUN") not in cues() and lemma not in mediums():
        return None
    clause = next(
        (
            t
            for t in tree.children(word.id, "acl", "ccomp")
            if any(m.lemma.lower() == "that" for m in tree.children(t.id, "mark"))
        ),
        None,
    )
    source = tree.child(word.id, "nmod:poss") or next(
        (
            t
            for t in tree.children(word.id, "nmod")
            if any(c.lemma in ("by", "from", "of") for c in tree.children(t.id, "case"))
        ),
        None,
    )
    if clause is None or source is None or not can_speak(source, lenient=False):
        return None
    mark = tree.child(clause.id, "mark")
    return Report(
        kind="neutral",
        frame="that",
        verb=word.id,
        head=source.id,
        cue=frozenset((word.id,)),
        source=frozenset(
            i for i in noun_phrase(tree, source.id) if tree[i].form not in ("'s", "’s", "'", "’")
        ),
        content=ids(tree.subtree(clause.id)) - ({mark.id} if mark else set()),
    )
