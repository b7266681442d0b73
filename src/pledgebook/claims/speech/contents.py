"""What is said: the content that a reading of a reporting verb takes, as token ids."""

from __future__ import annotations

from pledgebook.claims.speech.lexicon import Cue
from pledgebook.claims.speech.pleas import plea, plea_in_line
from pledgebook.claims.speech.shapes import gerund, ids, infinitive, noun_phrase
from pledgebook.claims.speech.tags import segment
from pledgebook.sentences.tree import Tree, matches
from pledgebook.types import Token

_CLAUSE_FRAMES = frozenset(("that", "quote", "whether"))
_ADJUNCT = 7
"""Words that may stand between a reporting verb and "that": "on Monday in a statement that"."""
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
    ]
)
_PERIODS = frozenset(("week", "month", "year", "night", "weekend"))
_WH = frozenset(("how", "why", "what", "who", "when", "where", "which"))
_OPEN = frozenset(("neutral", "announce", "claim", "concede"))
"""Classes after which a clause may follow without any sign: "says any ship is welcome"."""
_OPENERS = ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
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
    if "that" in frames and not is_passive:
        rest = _rest(tree, verb, bare=cue.kind in _OPEN)
        if rest:
            return "that", rest
    if "obj-to" in frames:
        asked = plea(tree, verb, is_passive) or (not is_passive and plea_in_line(tree, verb))
        if asked:
            return "obj-to", asked
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
    if "quote" in frames and verb.id not in quoted and not is_passive:
        if not tree.children(verb.id, "nsubj"):
            return "", frozenset()
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
        if (infinitive(tree, clause) or gerund(tree, clause)) and not words & quoted:
            continue
        if clause.id in inside and _wanted(tree, clause, frames, bool(words & quoted)):
            return trimmed(tree, _filled(tree, verb, words | _others(tree, verb, inside, quoted)))
    for clause in tree.children(verb.id, "parataxis", "dislocated", "obj", "dep"):
        words = ids(tree.subtree(clause.id))
        whole = words <= quoted and verb.id not in quoted
        if clause.deprel == "obj" and not (clause.upos == "VERB" or whole):
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


def _others(
    tree: Tree, verb: Token, inside: frozenset[int], quoted: frozenset[int]
) -> frozenset[int]:
    """Further clauses of the content: "and that ..." beside the first, or a second ccomp.

    UD allows one ccomp, so a second one is a part of the first.
    """
    found: frozenset[int] = frozenset()
    after = any(
        clause.id > verb.id and _full(tree, clause) for clause in tree.children(verb.id, "ccomp")
    )
    for clause in tree.children(verb.id, "ccomp", "conj"):
        if after and clause.id < verb.id and not ids(tree.subtree(clause.id)) & quoted:
            continue
        that = any(m.lemma.lower() == "that" for m in tree.children(clause.id, "mark"))
        if that or (clause.deprel == "ccomp" and _full(tree, clause)):
            found |= ids(tree.subtree(clause.id)) & inside
    return found


def _full(tree: Tree, clause: Token) -> bool:
    """Whether a clause has a verb: not the day or place of a dateline."""
    return any(t.upos in ("VERB", "AUX") for t in tree.subtree(clause.id))


def _filled(tree: Tree, verb: Token, words: frozenset[int]) -> frozenset[int]:
    """Words of a clause after its verb with what lies between them: a clause has no holes."""
    above = {t.id for t in tree.path_to_root(verb.id)}
    if not words or min(words) < verb.id:
        return words - above
    whole = range(min(words), max(words) + 1)
    governor = next((i for i in whole if i in above), 0)
    if governor:
        # "While noting that ..., he said": the clause ends where its governor's begins.
        commas = [i for i in whole if tree[i].form == "," and i < governor]
        whole = range(min(words), commas[-1] if commas else governor)
    return frozenset(whole)


def _wanted(tree: Tree, clause: Token, frames: frozenset[str], in_quotes: bool) -> bool:
    """Whether a clause has the form that the reading takes."""
    marks = {t.lemma.lower() for t in tree.children(clause.id, "mark")}
    if in_quotes and "quote" in frames:
        return True
    first = tree.subtree(clause.id)[0]
    if marks & {"whether", "if"} or first.lemma.lower() in _WH:
        return bool(frames & {"whether", "that"})
    return "that" in frames


def _between(tree: Tree, one: Token, other: Token) -> set[str]:
    low, high = sorted((one.id, other.id))
    return {tree[i].form for i in range(low + 1, high)}


def trimmed(tree: Tree, words: frozenset[int]) -> frozenset[int]:
    """Content without the complementizer that opens it, and without adjuncts before that.

    "said on Monday that Oslo would go", "said last month it would": the day is the verb's.
    """
    held = sorted(words)
    for place, i in enumerate(held[:_ADJUNCT]):
        if tree[i].upos in ("VERB", "AUX") or tree[i].form == ",":
            break
        if tree[i].deprel == "mark" and tree[i].lemma.lower() == "that":
            return frozenset(held[place + 1 :])
    while held and _timed(tree, held):
        held.pop(0)
    words = frozenset(held)
    first = min((i for i in words if tree[i].upos != "PUNCT"), default=0)
    if first and tree[first].deprel == "mark" and tree[first].lemma.lower() == "that":
        return words - {first}
    return words


def _timed(tree: Tree, held: list[int]) -> bool:
    """Whether content begins with a word of a time that belongs to the reporting verb."""
    words = [tree[i].form.lower() for i in held[:3]]
    if len(words) < 3:
        return False
    if words[0] in _DAYS or words[0] in _PERIODS:
        return True
    if words[0] in ("on", "late", "early") and words[1] in _DAYS:
        return True
    return words[0] in ("last", "this", "earlier") and (words[1] in _PERIODS or words[1] == "this")


def _rest(tree: Tree, verb: Token, *, bare: bool) -> frozenset[int]:
    """A clause behind the verb that the tree hung elsewhere: "says any ship is welcome".

    With "that" it may stand behind an adjunct ("said in a statement that"), whose noun the
    tree then gives it to; without it (`bare`) it follows at once.
    """
    inside = segment(tree, verb.id)
    first = verb.id + 1
    if first not in inside or tree.children(verb.id, "obj", "xcomp", "ccomp"):
        return frozenset()
    that = _that_behind(tree, first, inside)
    opens = tree[first]
    timed = matches(opens.deprel, ("nmod:unmarked", "obl:unmarked", "obl:tmod"))
    if not that and (timed or not bare or opens.upos not in _OPENERS):
        return frozenset()
    words = range(that + 1 if that else first, inside.stop)
    ends = next((i for i in words if tree[i].form == ";"), inside.stop)
    clause = frozenset(range(words.start, ends))
    subject = any(matches(tree[i].deprel, ("nsubj",)) for i in clause)
    verbs = any(tree[i].upos in ("VERB", "AUX") and "VerbForm=Fin" in tree[i].feats for i in clause)
    return clause if subject and verbs else frozenset()


def _that_behind(tree: Tree, first: int, inside: range) -> int:
    """The "that" behind a verb's adjuncts, 0 where a verb or mark comes first."""
    for i in range(first, min(first + _ADJUNCT + 3, inside.stop)):
        token = tree[i]
        if token.lemma.lower() == "that" and token.deprel == "mark":
            return i
        if token.upos in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON"):
            return 0
    return 0


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
