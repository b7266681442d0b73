"""Whom a pronoun or a bare noun stands for, for rules that look for a contributor."""

from __future__ import annotations

from pledgebook.claims.attribution import chain_at
from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.voices.focus import (
    FIRST,
    FIRST_PLURAL,
    GOVERNMENT_NOUNS,
    STATE_NOUNS,
    definite,
)
from pledgebook.claims.voices.naming import Naming
from pledgebook.sentences.tree import Tree
from pledgebook.types import ActorName, Attribution, Document, Mention, Sentence, Speaker, Token

SECOND = frozenset(("you", "your", "yours"))
_POSSESSIVES = frozenset(("my", "our", "his", "her", "its", "their"))
_OWNED = STATE_NOUNS | GOVERNMENT_NOUNS | {"side", "people", "troops", "force"}


class Referents:
    """The referents of one document; build it once and ask for many tokens."""

    def __init__(
        self,
        document: Document,
        sentences: tuple[Sentence, ...],
        mentions: tuple[Mention, ...],
        attributions: tuple[Attribution, ...],
    ) -> None:
        self._trees = {sentence.index: Tree(sentence) for sentence in sentences}
        naming = Naming(document, tuple(self._trees.values()), mentions)
        self._focus = naming.focus
        self.home = naming.setting.home
        self._attributions = attributions

    def of(self, sentence: Sentence, token: Token) -> ActorName | None:
        """Whom a token stands for; None where nobody fits, never a guess.

        "I", "my": the speaker. "we", "our": the speaker's state or body, `GROUP:signatories`
        in a joint statement. "you" in a transcript: the side that is spoken to. "he", "she":
        the last person in focus. "it", "the country": the last state or body that was a
        subject. "his government": the actor of "his". "the minister": the last one so
        called. A name or a new noun ("a diplomat"): None.
        """
        tree = self._trees[sentence.index]
        word = token.form.lower()
        if word in FIRST | FIRST_PLURAL:
            return self._speaker(token, plural=word in FIRST_PLURAL)
        if word in SECOND:
            return self._addressed(token)
        if token.deprel == "expl":
            return None
        if token.upos == "PRON":
            best = self._focus.pronoun(word, sentence.index, token.start)
            return best.name if best else None
        owner = next(
            (t for t in tree.children(token.id, "nmod:poss") if t.form.lower() in _POSSESSIVES),
            None,
        )
        if owner is not None:
            held = self.of(sentence, owner) if token.lemma.lower() in _OWNED else None
            return ActorName(id=held.id) if held is not None and held.id is not None else None
        lemma = token.lemma.lower()
        if lemma in source_classes() and definite(tree, token):
            phrase = frozenset(
                t.form.lower()
                for t in tree.subtree(token.id)
                if t.upos not in ("DET", "PUNCT", "ADP", "PART")
            )
            found = self._focus.noun(lemma, sentence.index, token.start, phrase)
            return found.name if found else None
        return None

    def _addressed(self, token: Token) -> ActorName | None:
        """Whom "you" stands for in a transcript: who answers, or the only other side there."""
        turns = [a for a in self._attributions if a.cue is None and a.speaker and a.source]
        held = [
            number
            for number, turn in enumerate(turns)
            if any(span.start <= token.start < span.end for span in turn.content)
        ]
        if not held:
            return None
        actors = [turn.speaker.actor for turn in turns if turn.speaker is not None]
        own = actors[held[-1]]
        if own is None:
            answer = actors[held[-1] + 1 : held[-1] + 2]
            return ActorName(id=answer[0]) if answer and answer[0] is not None else None
        others = {actor for actor in actors if actor is not None and actor != own}
        return ActorName(id=others.pop()) if len(others) == 1 else None

    def _speaker(self, token: Token, *, plural: bool) -> ActorName | None:
        chain = chain_at(self._attributions, token.start, token.end)
        if not chain:
            return None
        last: Speaker = chain[-1]
        if plural:
            return ActorName(id=last.actor) if last.actor is not None else None
        if last.actor is None and last.name is None:
            return None
        return ActorName(id=last.actor, person=last.name, role=last.role)


def referent(
    document: Document,
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    attributions: tuple[Attribution, ...],
    sentence: Sentence,
    token: Token,
) -> ActorName | None:
    """Whom one token stands for, as `Referents.of`; build `Referents` for more than one.

    Example: in "Canada met Oslo. It sent vests.", "It" is `ActorName(id="CAN")`.
    """
    return Referents(document, sentences, mentions, attributions).of(sentence, token)
