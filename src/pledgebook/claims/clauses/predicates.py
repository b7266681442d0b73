"""The words of a predicate: its dictionary phrases, the tense of its verb group, its complement.

"rule it out" is the lexeme "rule out"; "has been sent" is a perfect; "refused to send" takes
a to-infinitive. The names are those of the rule files (docs/reference/rules.md).
"""

from __future__ import annotations

from collections.abc import Mapping

from pledgebook.claims.clauses.reading import Reading

MODAL_FORMS = {
    "wo": "will", "'ll": "will", "’ll": "will", "sha": "shall", "ca": "can", "'d": "would",
    "’d": "would",
}  # fmt: skip
MODALS = frozenset(
    {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "ought"}
)
HOMEWARD = frozenset({"home", "back"})
"""Adverbs that turn a bringing or sending verb round: "bring home" is no gift."""
SKIPPED = frozenset({"advmod", "punct", "aux", "det", "nmod:poss"})
"""Relations of words that may stand inside a phrasal predicate: "take an active part"."""


def lexemes(
    reading: Reading, token_id: int, phrasal: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The dictionary phrases that a predicate may be, longest first, its lemma last.

    Words after the first are looked for among the next words and among its particles and
    the prepositions of its complements: "ruled it out", "called yesterday on Japan".
    """
    known = reading.lexemes.get(token_id)
    if known is None:
        known = reading.lexemes[token_id] = _lexemes(reading, token_id, phrasal)
    return known


def _lexemes(
    reading: Reading, token_id: int, phrasal: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    tree = reading.tree
    token = tree[token_id]
    lemma = token.lemma.lower()
    found = [
        phrase
        for phrase in phrasal.get(lemma, ())
        if follows(reading, token_id, phrase.split(" ")[1:])
    ]
    for copula in tree.children(token_id, "cop", "aux:pass")[:1]:
        found.extend(
            phrase
            for phrase in phrasal.get("be", ())
            if follows(reading, copula.id, phrase.split(" ")[1:])
        )
    found.sort(key=lambda phrase: -len(phrase.split(" ")))
    particles = {c.lemma.lower() for c in tree.children(token_id, "compound:prt")}
    particles |= {c.form.lower() for c in tree.children(token_id, "advmod")} & HOMEWARD
    if particles - {word for phrase in found for word in phrase.split(" ")}:
        return tuple(found)
    found.append(lemma)
    form = token.form.lower()
    if form != lemma and token.upos in {"ADJ", "VERB"}:
        found.append(form)
    return tuple(found)


def follows(reading: Reading, token_id: int, words: list[str]) -> bool:
    """Whether these words complete a phrase that begins with the token."""
    # Most phrases fail here: the rest of this function is asked millions of times.
    if not reading.words.issuperset(words):
        return False
    tree = reading.tree
    near = {
        child.lemma.lower()
        for child in tree.children(token_id, "compound:prt", "obj", "xcomp", "advmod")
    }
    near |= {
        child.lemma.lower()
        for child in tree.children(token_id, "obl")
        if all(case.lemma.lower() in words for case in tree.children(child.id, "case"))
    }
    near |= {
        child.lemma.lower()
        for held in tree.children(token_id, "obj")
        for child in tree.children(held.id, "amod", "xcomp")
        if child.id > held.id
    }
    near |= {
        case.lemma.lower()
        for child in tree.children(token_id, "obl", "nmod", "advcl", "ccomp")
        for case in tree.children(child.id, "case", "mark")
    }
    at = token_id + 1
    for word in words:
        while (
            at <= len(tree)
            and word not in {tree[at].lemma.lower(), tree[at].form.lower()}
            and tree[at].deprel in SKIPPED
        ):
            at += 1
        if at <= len(tree) and word in {tree[at].lemma.lower(), tree[at].form.lower()}:
            at += 1
        elif word not in near:
            return False
    return True


def tense_of(reading: Reading, token_id: int) -> str:
    """The name of a verb group's modal or tense, "open" for an infinitive or gerund.

    "will send" -> "will"; "has been sent" -> "perfect"; "is ready" -> "present"; "is to
    send" -> "be to". A bare verb in coordination shares the first verb's auxiliary: in
    "will send vests and train soldiers" both are "will".
    """
    tree = reading.tree
    token = tree[token_id]
    group = [
        c for c in tree.children(token_id, "aux", "cop") if c.id < token_id or c.deprel == "cop"
    ]
    if token.deprel == "conj" and not group and not tree.children(token_id, "mark"):
        first = tree[token.head]
        if token.xpos == "VB" or (token.xpos == first.xpos and token.xpos in {"VBN", "VBG"}):
            return tense_of(reading, first.id)
    for auxiliary in group:
        lemma = MODAL_FORMS.get(auxiliary.form.lower(), auxiliary.lemma.lower())
        if auxiliary.xpos == "MD" or (lemma in MODALS and auxiliary.deprel == "aux"):
            return MODAL_FORMS.get(lemma, lemma)
    be = next((c for c in group if c.lemma.lower() == "be"), None)
    if any(c.lemma.lower() == "to" for c in tree.children(token_id, "mark")):
        finite = (
            be is not None
            and be.xpos in {"VBZ", "VBP", "VBD"}
            and (be.deprel != "aux:pass" or len(tree.children(token_id, "aux:pass")) > 1)
        )
        return "be to" if finite else going_to(reading, token_id)
    if any(c.lemma.lower() == "have" for c in group):
        return "perfect_progressive" if token.xpos == "VBG" else "perfect"
    return simple_tense(reading, token_id)


def simple_tense(reading: Reading, token_id: int) -> str:
    """The tense of a group without modal, infinitive or perfect."""
    tree = reading.tree
    token = tree[token_id]
    passive = next(iter(tree.children(token_id, "aux:pass")), None)
    auxiliary = next(
        (
            c
            for c in tree.children(token_id, "aux", "cop")
            if c.lemma.lower() in {"be", "do", "get"}
        ),
        None,
    )
    if passive is not None:
        if passive.xpos == "VBG":
            return "progressive"
        if passive.xpos == "VB":
            return "open"
        return "present" if passive.xpos in {"VBZ", "VBP"} else "past"
    if auxiliary is not None:
        past = auxiliary.xpos == "VBD"
        if token.xpos == "VBG" and auxiliary.lemma.lower() == "be":
            return "past_progressive" if past else "progressive"
        return "past" if past else "present"
    if token.xpos == "VBN" and token.deprel.startswith("acl"):
        return "past"
    return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(token.xpos, "open")


def going_to(reading: Reading, token_id: int) -> str:
    """ "be going to" for an infinitive under "is going", else "open"."""
    tree = reading.tree
    above = tree.head(token_id)
    if (
        above is not None
        and above.form.lower() == "going"
        and tree[token_id].deprel == "xcomp"
        and tree.children(above.id, "aux")
    ):
        return "be going to"
    return "open"


def complements(reading: Reading, here: int, above: int) -> frozenset[str]:
    """How `here` complements `above`, in the words of the rule files; empty for adjuncts.

    "to", "object_to", "that", "whether", "ing", "object_ing", "from_ing", "thing", or the
    preposition that introduces it.
    """
    tree = reading.tree
    token = tree[here]
    relation = token.deprel.partition(":")[0]
    marks = [c.lemma.lower() for c in tree.children(here, "mark", "case") if c.id < here]
    if token.deprel == "nsubj":
        return frozenset({"subject"})
    if relation in {"obj", "iobj", "compound"} or token.deprel == "nsubj:pass":
        return frozenset({"thing"})
    if relation in {"obl", "nmod"}:
        names = {"thing"} if not marks else {marks[0]}
        if tree.children(here, "acl") and "for" in names:
            names.add("for_to")
        return frozenset(names)
    if relation not in {"xcomp", "ccomp", "acl", "advcl", "csubj", "parataxis"}:
        return frozenset()
    if "whether" in marks or ("if" in marks and relation == "ccomp"):
        return frozenset({"whether"})
    has_object = bool(tree.children(above, "obj", "iobj", "nsubj:pass"))
    planned = any(c.xpos in {"VBZ", "VBP", "VBD"} for c in tree.children(here, "cop", "aux"))
    if ("to" in marks and not planned) or (token.xpos == "VB" and relation == "xcomp"):
        if "for" in marks:
            return frozenset({"for_to", "to"})
        return frozenset({"to", "object_to"} if has_object else {"to"})
    if token.upos in {"NOUN", "PROPN"} and relation == "xcomp":
        return frozenset({"thing"})
    having = any(c.form.lower() in {"having", "being"} for c in tree.children(here, "aux"))
    if having or (token.xpos == "VBG" and not tree.children(here, "aux")):
        if marks:
            return frozenset(
                {f"{marks[0]}_ing", marks[0], "ing"} if marks[0] == "from" else {marks[0], "ing"}
            )
        return frozenset({"ing", "object_ing"} if has_object else {"ing"})
    if relation == "advcl":
        return frozenset()
    return frozenset({"that"})
