"""What is said: the content that a reading of a reporting verb takes, as token ids."""

from __future__ import annotations

from pledgebook.claims.speech.lexicon import Cue
from pledgebook.claims.speech.shapes import gerund, ids, infinitive, noun_phrase
from pledgebook.claims.speech.tags import segment
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import Token

_CLAUSE_FRAMES = frozenset(("that", "quote", "whether"))
_OPEN = frozenset(("neutral", "announce", "claim", "concede"))
"""Classes after which a clause may follow without any sign: "says any ship is welcome"."""
_BARE = frozenset(("neutral", "announce", "claim", "question"))
"""Classes whose words may stand in another sentence: `"We will go." Lee said.`"""


def content_of(
    tree: Tree,
    verb: Token,
    cue: Cue,
    more: tuple[int, ...],
    is_passive: bool,
    quoted: frozenset[int],
) -> tuple[str, frozenset[int]]:
    """Frame and ids of what is said; ("", nothing) where the verb has no content here."""
    frames = cue.frames
    if frames & _CLAUSE_FRAMES:
        clause = _clause(tree, verb, frames, quoted)
        if clause:
            return ("whether" if "that" not in frames else "that"), clause
    if "that" in frames and not is_passive and cue.kind in _OPEN:
        rest = _rest(tree, verb)
        if rest:
            return "that", rest
    if "obj-to" in frames:
        plea = _plea(tree, verb, is_passive) or (not is_passive and _plea_in_line(tree, verb))
        if plea:
            return "obj-to", plea
    if "for" in frames:
        for phrase in tree.children(verb.id, "obl"):
            case = tree.child(phrase.id, "case")
            if case is not None and case.lemma == "for" and phrase.id > verb.id:
                return "for", ids(tree.subtree(phrase.id)) - {case.id}
    if "of" in frames:
        for phrase in tree.children(verb.id, "advcl", "obl"):
            mark = tree.child(phrase.id, "mark", "case")
            if mark is not None and mark.lemma in ("of", "for"):
                return "of", ids(tree.subtree(phrase.id)) - {mark.id}
    if "ing" in frames and max(more, default=verb.id) < len(tree):
        after = tree[max(more, default=verb.id) + 1]
        if gerund(tree, after):
            return "ing", ids(tree.subtree(after.id))
    if frames & {"to", "ing"}:
        for clause_ in tree.children(verb.id, "xcomp", "ccomp", "obj", "advcl"):
            if "to" in frames and clause_.deprel == "xcomp" and infinitive(tree, clause_):
                return "to", ids(tree.subtree(clause_.id))
            if "ing" in frames and gerund(tree, clause_) and clause_.id > verb.id:
                return "ing", ids(tree.subtree(clause_.id))
    if "nominal" in frames:
        thing = _thing(tree, verb, is_passive)
        if thing:
            return "nominal", thing
    if "quote" in frames and verb.id not in quoted and tree.children(verb.id, "nsubj"):
        near = _quoted_near(tree, verb, quoted)
        return ("quote", near) if near or cue.kind in _BARE else ("", near)
    return "", frozenset()


def _clause(
    tree: Tree, verb: Token, frames: frozenset[str], quoted: frozenset[int]
) -> frozenset[int]:
    """The clause that is said: below the verb, beside it, or around it."""
    inside = frozenset(segment(tree, verb.id))
    for clause in sorted(tree.children(verb.id, "ccomp"), key=lambda c: c.id < verb.id):
        words = ids(tree.subtree(clause.id)) & inside
        if not _full(tree, clause) and not words & quoted:
            continue
        if infinitive(tree, clause) or gerund(tree, clause):
            if not words & quoted:
                continue
        if clause.id in inside and _wanted(tree, clause, frames, bool(words & quoted)):
            return trimmed(tree, _filled(tree, verb, words | _others(tree, verb, inside)))
    for clause in tree.children(verb.id, "parataxis", "dislocated", "obj", "dep"):
        words = ids(tree.subtree(clause.id))
        if clause.deprel == "obj" and not (clause.upos == "VERB" or words <= quoted):
            continue
        said = bool(words & quoted) or _between(tree, clause, verb) & {":", ","}
        if said and _wanted(tree, clause, frames, bool(words & quoted)):
            return trimmed(tree, words)
    above = tree.head(verb.id)
    if above is None or not tree.children(verb.id, "nsubj"):
        return frozenset()
    marks = {t.lemma.lower() for t in tree.children(verb.id, "mark", "advmod")}
    around = verb.deprel == "parataxis" or (verb.deprel == "advcl" and "as" in marks)
    if around and not tree.children(verb.id, "obj") and "that" in frames:
        return trimmed(tree, ids(tree.subtree(above.id)) - ids(tree.subtree(verb.id)))
    if around and "quote" in frames:
        words = ids(tree.subtree(above.id)) - ids(tree.subtree(verb.id))
        return trimmed(tree, words) if words & quoted else frozenset()
    return frozenset()


def _others(tree: Tree, verb: Token, inside: frozenset[int]) -> frozenset[int]:
    """Further clauses of the content: "and that ..." beside the first, or a second ccomp.

    UD allows one ccomp, so a second one is a part of the first.
    """
    found: frozenset[int] = frozenset()
    for clause in tree.children(verb.id, "ccomp", "conj"):
        that = any(m.lemma.lower() == "that" for m in tree.children(clause.id, "mark"))
        if that or (clause.deprel == "ccomp" and _full(tree, clause)):
            found |= ids(tree.subtree(clause.id)) & inside
    return found


def _full(tree: Tree, clause: Token) -> bool:
    """Whether a clause has a verb: not the day or place of a dateline."""
    return any(t.upos in ("VERB", "AUX") for t in tree.subtree(clause.id))


def _filled(tree: Tree, verb: Token, words: frozenset[int]) -> frozenset[int]:
    """Words of a clause after its verb with what lies between them: a clause has no holes."""
    if not words or min(words) < verb.id:
        return words
    return frozenset(range(min(words), max(words) + 1))


def _wanted(tree: Tree, clause: Token, frames: frozenset[str], in_quotes: bool) -> bool:
    """Whether a clause has the form that the reading takes."""
    marks = {t.lemma.lower() for t in tree.children(clause.id, "mark")}
    if in_quotes and "quote" in frames:
        return True
    if marks & {"whether", "if"}:
        return bool(frames & {"whether", "that"})
    return "that" in frames


def _between(tree: Tree, one: Token, other: Token) -> set[str]:
    low, high = sorted((one.id, other.id))
    return {tree[i].form for i in range(low + 1, high)}


def trimmed(tree: Tree, words: frozenset[int]) -> frozenset[int]:
    """Content without the complementizer that opens it."""
    first = min((i for i in words if tree[i].upos != "PUNCT"), default=0)
    if first and tree[first].deprel == "mark" and tree[first].lemma.lower() == "that":
        return words - {first}
    return words


def _plea(tree: Tree, verb: Token, is_passive: bool) -> frozenset[int]:
    """Whom somebody is asked to act, with the act: "allies to send tanks"."""
    if is_passive:
        hearer = tree.child(verb.id, "nsubj:pass")
    else:
        hearer = next(
            (t for t in tree.children(verb.id, "obj", "iobj", "obl") if t.id > verb.id), None
        )
    if hearer is None and not is_passive:
        return frozenset()
    acts = list(tree.children(verb.id, "xcomp", "advcl", "ccomp"))
    if hearer is not None:
        acts += tree.children(hearer.id, "acl", "advcl")
    for act in acts:
        if act.id > verb.id and infinitive(tree, act):
            if hearer is None:
                return ids(tree.subtree(act.id))
            return noun_phrase(tree, hearer.id, act.id) | ids(tree.subtree(act.id))
    return frozenset()


def _plea_in_line(tree: Tree, verb: Token) -> frozenset[int]:
    """ "urged the allies to send": a noun phrase and an infinitive side by side after the verb."""
    inside = segment(tree, verb.id)
    for i in range(verb.id + 1, inside.stop):
        token = tree[i]
        if token.form.lower() == "to" and i + 1 in inside and tree[i + 1].upos in ("VERB", "AUX"):
            if i == verb.id + 1:
                return frozenset()
            end = max(t.id for t in tree.subtree(i + 1) if t.id in inside)
            return frozenset(range(verb.id + 1, max(end, i + 1) + 1))
        if token.upos in ("VERB", "AUX", "SCONJ") or token.form in (",", ";", ":"):
            return frozenset()
    return frozenset()


def _rest(tree: Tree, verb: Token) -> frozenset[int]:
    """ "says any ship is welcome": a clause right after the verb that the tree hung elsewhere."""
    inside = segment(tree, verb.id)
    first = verb.id + 1
    if first not in inside or tree.children(verb.id, "obj", "xcomp", "ccomp"):
        return frozenset()
    opens = tree[first]
    that = opens.upos == "SCONJ" and opens.lemma.lower() == "that"
    if not that and opens.upos not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return frozenset()
    if matches(opens.deprel, ("nmod:unmarked", "obl:unmarked", "obl:tmod")):
        return frozenset()
    words = range(first + that, inside.stop)
    ends = next((i for i in words if tree[i].form == ";"), inside.stop)
    clause = frozenset(range(first + that, ends))
    subject = any(matches(tree[i].deprel, ("nsubj",)) for i in clause)
    verbs = any(tree[i].upos in ("VERB", "AUX") and "VerbForm=Fin" in tree[i].feats for i in clause)
    return clause if subject and verbs else frozenset()


def _thing(tree: Tree, verb: Token, is_passive: bool) -> frozenset[int]:
    """The noun phrase that is announced, promised or asked for."""
    if not is_passive:
        thing = tree.child(verb.id, "obj")
        if thing is None or thing.upos == "PRON":
            return frozenset()
        return ids(tree.subtree(thing.id))
    thing = tree.child(verb.id, "nsubj:pass")
    above = tree.head(verb.id)
    if thing is None and above is not None and tree[verb.id].deprel == "acl":
        return noun_phrase(tree, above.id, verb.id)
    return ids(tree.subtree(thing.id)) if thing is not None else frozenset()


def _quoted_near(tree: Tree, verb: Token, quoted: frozenset[int]) -> frozenset[int]:
    """Quoted words of the sentence that the parse hung elsewhere, below the verb or around it."""
    if not tree.children(verb.id, "nsubj"):
        return frozenset()
    near = frozenset(i for i in quoted if tree.above(i, verb.id))
    if near:
        return near
    touching = {verb.id, *ids(tree.subtree(verb.id))}
    low, high = min(touching), max(touching)
    return quoted if {low - 1, low - 2, high + 1, high + 2} & quoted else frozenset()
