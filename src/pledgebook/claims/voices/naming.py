"""From the words of a source to a speaker: name, actor, role and the outlet it spoke to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.speech.shapes import Report, noun_phrase
from pledgebook.claims.voices.focus import GOVERNMENT_NOUNS, Candidate, Focus, definite, is_subject
from pledgebook.claims.voices.focus import kind_of as kind_of_source
from pledgebook.claims.voices.names import (
    bare_name,
    distance,
    full_names,
    is_state,
    last_name,
    name_runs,
    names_head,
    names_somebody,
    vague,
)
from pledgebook.claims.voices.outlets import outlet_of
from pledgebook.claims.voices.settings import Setting
from pledgebook.mentions.world import is_country
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import ActorName, Document, Mention, Speaker, Token

_POSSESSIVES = frozenset(("his", "her", "its", "their"))


class Naming:
    """Names the sources of one document; keeps what earlier sources told about a name."""

    def __init__(
        self, document: Document, trees: tuple[Tree, ...], mentions: tuple[Mention, ...]
    ) -> None:
        self.document = document
        named = (m for m in mentions if names_somebody(m))
        self.mentions = tuple(sorted(named, key=lambda m: m.start))
        self._longest = max((m.end - m.start for m in self.mentions), default=0)
        self.focus = Focus(trees, self.mentions)
        self.setting = Setting(document, self.mentions)
        self.known: dict[str, Speaker] = {}
        self._full = full_names(trees)
        for tree in trees:
            for run in name_runs(tree):
                self._tagged(tree, run)

    def speakers(self, tree: Tree, report: Report) -> tuple[Speaker, ...]:
        """The source of a report, with those coordinated with it behind; empty without one."""
        cue = self._text(tree, report.cue) or None
        if report.head is None:
            state = self.setting.label(tree) if report.verb == 1 else None
            return (Speaker(actor=state, cue=cue),) if state is not None else ()
        via = outlet_of(tree, report, self.mentions)
        heads = [tree[report.head]]
        heads += [t for t in tree.children(report.head, "conj") if t.id in report.source]
        found = []
        for head in heads:
            words = noun_phrase(tree, head.id, without_conj=True) if len(heads) > 1 else None
            plain = self._pronoun(tree, head) or self._phrase(tree, head, words or report.source)
            speaker = replace(plain, cue=cue, via=via or plain.via)
            if head.upos != "PRON":
                self._remember(tree, head, speaker)
            found.append(speaker)
        return tuple(found)

    def _text(self, tree: Tree, words: Iterable[int]) -> str:
        """The words from first to last as the document has them; "" for none."""
        held = sorted(words)
        if not held:
            return ""
        return self.document.text[tree[held[0]].start : tree[held[-1]].end]

    def _touching(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a character with a stretch."""
        low = bisect_left(self.mentions, start - self._longest, key=lambda m: m.start)
        high = bisect_left(self.mentions, end, key=lambda m: m.start)
        return [m for m in self.mentions[low:high] if m.end > start]

    def _pronoun(self, tree: Tree, head: Token) -> Speaker | None:
        if head.upos != "PRON":
            return None
        best = self.focus.pronoun(head.form, tree.sentence.index, head.start)
        if best is None:
            return Speaker()
        return Speaker(actor=best.name.id, name=best.name.person, role=best.name.role)

    def _phrase(self, tree: Tree, head: Token, source: frozenset[int]) -> Speaker:
        words = [tree[i] for i in sorted(source)] or [head]
        inside = [
            m
            for m in self._touching(words[0].start, words[-1].end)
            if any(m.start < t.end and t.start < m.end for t in words)
        ]
        name, role = self._person(tree, head, words, inside)
        actor = self._actor(tree, head, inside, source)
        own = any(m.start <= head.start < m.end and is_state(m) for m in inside)
        role = role or (None if own and head.upos == "PROPN" else self._role(words, inside))
        back = self.known.get(last_name(name)) if name else None
        if back is not None:
            if name and " " not in name:
                name = back.name
            actor, role = actor or back.actor, role or back.role
        if actor is None:
            actor = self.setting.actor(tree, words, named=name is not None)
        if name is None and actor is None:
            return self._taken_up(tree, head, words, role)
        return Speaker(actor=actor, name=name, role=role)

    def _person(
        self, tree: Tree, head: Token, words: list[Token], inside: list[Mention]
    ) -> tuple[str | None, str | None]:
        """Full name and role, from a mention that knows them or from the name tags."""
        for mention in inside:
            normal = mention.normal
            top = tree.top(mention.start, mention.end)
            named = isinstance(normal, ActorName) and normal.person is not None
            if named and top is not None and names_head(tree, top, head):
                assert isinstance(normal, ActorName)
                return normal.person, normal.role
            whole = mention.start <= words[0].start and words[-1].end <= mention.end
            if whole and isinstance(normal, ActorName) and normal.person:
                return normal.person, normal.role
        run: list[Token] = []
        for token in words:
            if token.name.endswith("PER") and names_head(tree, token, head):
                run.append(token)
            elif run:
                break
        if not run and head.upos == "PROPN" and head.form.casefold() in self.known:
            return self.known[head.form.casefold()].name, None
        if not run:
            return None, None
        name = self.document.text[run[0].start : run[-1].end]
        if len(run) == 1:
            name = self._full.get(name.casefold(), name)
        return bare_name(name), None

    def _actor(
        self, tree: Tree, head: Token, inside: list[Mention], source: frozenset[int]
    ) -> str | None:
        """The state or body that the source speaks for: its own id, then its modifiers'."""
        ranked: list[tuple[int, int, str]] = []
        for mention in inside:
            normal = mention.normal
            top = tree.top(mention.start, mention.end)
            if not isinstance(normal, ActorName) or normal.id is None or top is None:
                continue
            first = tree[min(source, default=head.id)].start
            whole = mention.start <= first and mention.end >= head.end
            rank = 0 if whole else distance(tree, top, head)
            if rank is not None and not vague(tree, mention, normal.id, head):
                ranked.append((rank, mention.start, normal.id))
        if ranked:
            return min(ranked)[2]
        for token in tree.subtree(head.id, "acl", "conj"):
            if token.form.lower() in _POSSESSIVES and token.deprel == "nmod:poss":
                best = self.focus.pronoun(token.form, tree.sentence.index, token.start)
                return best.name.id if best else None
        return None

    def _role(self, words: list[Token], inside: list[Mention]) -> str | None:
        """The office as written: the phrase without the name; None for a bare name."""
        named = [
            (m.start, m.end)
            for m in inside
            if isinstance(m.normal, ActorName) and not m.normal.role
        ]
        kept = [
            t
            for t in words
            if (t.upos == "NOUN" or t.lemma.lower() in source_classes())
            and not t.name.endswith("PER")
            and (t.upos == "NOUN" or not any(a <= t.start < b for a, b in named))
        ]
        return self.document.text[kept[0].start : kept[-1].end] if kept else None

    def _taken_up(self, tree: Tree, head: Token, words: list[Token], role: str | None) -> Speaker:
        """ "the minister", "the ministry": somebody named before; a name that no table knows."""
        lemma = head.lemma.lower()
        common = lemma in source_classes()
        best: Candidate | None = None
        if common and (definite(tree, head) or lemma in GOVERNMENT_NOUNS):
            phrase = frozenset(
                t.form.lower() for t in words if t.upos not in ("DET", "PUNCT", "PART")
            )
            best = self.focus.noun(lemma, tree.sentence.index, head.start, phrase)
        if best is not None:
            return Speaker(actor=best.name.id, name=best.name.person, role=best.name.role or role)
        if head.upos != "PROPN" or common:
            return Speaker(role=role)
        parts = [t for t in words if t.upos not in ("DET", "PUNCT")]
        text = self.document.text[parts[0].start : parts[-1].end]
        if head.name.endswith(("ORG", "LOC")) or tree.children(head.id, "det"):
            return Speaker(actor=f"ORG:{text}")
        if all(t.upos == "PROPN" for t in parts):
            return Speaker(name=text)
        return Speaker(role=role or text)

    def _tagged(self, tree: Tree, run: tuple[Token, ...]) -> None:
        """Put a name that only the name tags know into focus."""
        start, end = run[0].start, run[-1].end
        person = run[0].name.endswith("PER")
        for mention in self._touching(start, end):
            normal = mention.normal
            if not person or (isinstance(normal, ActorName) and normal.person):
                return
        top = tree.top(start, end)
        if top is None:
            return
        while top.head and matches(top.deprel, ("flat", "appos", "nmod:desc")):
            top = tree[top.head]
        if person:
            speaker = self._phrase(tree, top, noun_phrase(tree, top.id))
            if speaker.name is None:
                return
        else:
            speaker = Speaker(actor=f"ORG:{self.document.text[start:end]}")
        self._remember(tree, top, speaker)

    def _remember(self, tree: Tree, head: Token, speaker: Speaker) -> None:
        """Put a source in focus: the last one who spoke is the first that "he" may be."""
        if speaker.name is not None:
            old = self.known.get(last_name(speaker.name))
            if old is None or (old.actor is None and speaker.actor is not None):
                self.known[last_name(speaker.name)] = speaker
        name = ActorName(id=speaker.actor, person=speaker.name, role=speaker.role)
        kind = kind_of_source(name, head)
        if speaker.name is None and source_classes().get(head.lemma.lower()) is None:
            if speaker.actor is None:
                return
            kind = "state" if is_country(speaker.actor) else "body"
        self.focus.add(
            Candidate(
                start=head.start,
                sentence=tree.sentence.index,
                kind=kind,
                name=name,
                subject=is_subject(tree, head),
                gender=self.focus.gender(tree, head, speaker.name),
                noun=head.lemma.lower(),
            )
        )
