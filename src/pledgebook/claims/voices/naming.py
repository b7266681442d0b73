"""From the words of a source to a speaker: name, actor, role and the outlet it spoke to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pledgebook.claims.speech.lexicon import source_classes
from pledgebook.claims.speech.shapes import Report, noun_phrase
from pledgebook.claims.voices.focus import GOVERNMENT_NOUNS, Candidate, Focus, definite, is_subject
from pledgebook.claims.voices.focus import kind_of as kind_of_source
from pledgebook.claims.voices.outlets import outlet_of
from pledgebook.claims.voices.settings import Setting
from pledgebook.mentions.world import is_country
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import ActorName, Document, Mention, Speaker, Token

_NAME_ARCS = ("flat", "compound", "appos", "nmod:desc", "nmod:unmarked", "list", "punct")
_OUTWARD = frozenset(("to", "for", "on", "with", "against", "about", "than"))
_POSSESSIVES = frozenset(("his", "her", "its", "their"))
_FAR = 5
"""Steps from a source's head beyond which an actor says nothing of its side: the NATO of "a
diplomat from a NATO country" (a preposition is four, a modifier one)."""
_SUFFIXES = (" Jr.", " Jr", " Sr.", " Sr", " II", " III")


class Naming:
    """Names the sources of one document; keeps what earlier sources told about a name."""

    def __init__(
        self, document: Document, trees: tuple[Tree, ...], mentions: tuple[Mention, ...]
    ) -> None:
        self.document = document
        self.mentions = tuple(m for m in mentions if _names_somebody(m))
        self.focus = Focus(trees, self.mentions)
        self.setting = Setting(document, self.mentions)
        self.known: dict[str, Speaker] = {}
        self._full = _full_names(trees)
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
            m for m in self.mentions if any(m.start < t.end and t.start < m.end for t in words)
        ]
        name, role = self._person(tree, head, words, inside)
        actor = self._actor(tree, head, inside)
        own = any(m.start <= head.start < m.end and _is_state(m) for m in inside)
        role = role or (None if own and head.upos == "PROPN" else self._role(words, inside))
        back = self.known.get(_last(name)) if name else None
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
            if isinstance(normal, ActorName) and normal.person and top is not None:
                if _near(tree, top, head):
                    return normal.person, normal.role
        run: list[Token] = []
        for token in words:
            if token.name.endswith("PER") and _near(tree, token, head):
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
        return _bare(name), None

    def _actor(self, tree: Tree, head: Token, inside: list[Mention]) -> str | None:
        """The state or body that the source speaks for: its own id, then its modifiers'."""
        ranked: list[tuple[int, int, str]] = []
        for mention in inside:
            normal = mention.normal
            top = tree.top(mention.start, mention.end)
            if not isinstance(normal, ActorName) or normal.id is None or top is None:
                continue
            rank = _rank(tree, top, head)
            if rank is not None and not _vague(tree, mention, normal.id, head):
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
        for mention in self.mentions:
            if mention.start < end and start < mention.end:
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
            old = self.known.get(_last(speaker.name))
            if old is None or (old.actor is None and speaker.actor is not None):
                self.known[_last(speaker.name)] = speaker
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


def _names_somebody(mention: Mention) -> bool:
    """Whether a mention can name a speaker: actors, and places that stand for a state.

    A mention that only guesses the state of an unnamed source ("diplomats") cannot: the
    contract wants no actor there.
    """
    return isinstance(mention.normal, ActorName) and mention.via != "voice"


def _is_state(mention: Mention) -> bool:
    normal = mention.normal
    return isinstance(normal, ActorName) and normal.id is not None and is_country(normal.id)


def _vague(tree: Tree, mention: Mention, actor: str, head: Token) -> bool:
    """Whether an id says nothing of the side: a described group, or a part of a longer name.

    "two people familiar with the talks" is a group of nobody's side; in "the High
    Commission" a name tag on "High" alone names no body.
    """
    if actor.startswith("GROUP:"):
        return source_classes().get(head.lemma.lower()) == "person"
    if not actor.startswith("ORG:") or mention.end > head.start:
        return actor.startswith("ORG:") and mention.via == "title"
    body = source_classes().get(head.lemma.lower()) == "body"
    return body and head.form[:1].isupper() and mention.end + 1 >= tree[head.id].start


def _last(name: str | None) -> str:
    return name.split()[-1].casefold() if name else ""


def _bare(name: str) -> str:
    """A name without "Jr." and the like."""
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name.rstrip(" ,")


def _near(tree: Tree, token: Token, head: Token) -> bool:
    """Whether a token names the head itself rather than somebody that it belongs to."""
    here = token
    while here.id != head.id:
        if not matches(here.deprel, _NAME_ARCS) or not here.head:
            return _beside(tree, token, head)
        here = tree[here.head]
    return True


def _beside(tree: Tree, token: Token, head: Token) -> bool:
    """Whether only name parts and commas stand between two words, whatever the arcs say."""
    low, high = sorted((token.id, head.id))
    return high - low < 6 and all(
        tree[i].upos == "PROPN" or tree[i].form in (",", "-") or tree[i].name.endswith("PER")
        for i in range(low + 1, high)
    )


def _rank(tree: Tree, top: Token, head: Token) -> int | None:
    """How close an actor stands to the head: 0 is the head; None leads away from it."""
    steps, here = 0, top
    while here.id != head.id:
        case = tree.child(here.id, "case")
        if here.deprel.startswith(("acl", "conj", "obl", "advcl")) or not here.head:
            return None
        if here.deprel == "nmod" and case is not None and case.lemma.lower() in _OUTWARD:
            return None
        near = matches(here.deprel, (*_NAME_ARCS, "amod")) or here.deprel == "nmod:poss"
        steps += 1 if near else 4
        here = tree[here.head]
    return steps if steps < _FAR else None


def name_runs(tree: Tree) -> Iterator[tuple[Token, ...]]:
    """The runs of tokens that the name tags call a person or organisation."""
    run: list[Token] = []
    for token in tree.tokens:
        kind = token.name.partition("-")[2]
        goes_on = run and token.name == f"I-{run[0].name.partition('-')[2]}"
        if run and not goes_on and _hyphenated(tree, token, run[-1], run[0].name):
            run.append(token)
            continue
        if run and not goes_on:
            yield tuple(run)
            run = []
        if kind in ("PER", "ORG"):
            run.append(token)
    if run:
        yield tuple(run)


def _hyphenated(tree: Tree, token: Token, last: Token, name: str) -> bool:
    """Whether a token goes on with a double name: the hyphen, or the part after it."""
    if not name.endswith("PER") or token.start != last.end:
        return False
    if token.form == "-":
        after = tree[token.id + 1] if token.id < len(tree) else None
        return after is not None and after.start == token.end and after.form[:1].isupper()
    return last.form == "-" and token.form[:1].isupper()


def _full_names(trees: tuple[Tree, ...]) -> dict[str, str]:
    """Last names to the first full name with that ending, from the name tags."""
    found: dict[str, str] = {}
    for tree in trees:
        for run in name_runs(tree):
            if len(run) > 1 and run[0].name.endswith("PER"):
                parts = [run[0].form]
                for before, token in zip(run, run[1:], strict=False):
                    parts.append(("" if token.start == before.end else " ") + token.form)
                name = _bare("".join(parts))
                found.setdefault(_last(name), name)
    return found
