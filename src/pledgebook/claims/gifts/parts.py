"""Parts and totals of a gift: "of which €20m in loans", "it includes tents", "bringing it to $9m".

Such words name no giver: it is the giver of the gift that they take apart or add to. Contract,
section 8, point 3: named parts are claims, with the status of the whole unless they say more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pledgebook.claims.clauses.reading import Reading, money_of, quantity_of
from pledgebook.claims.drafting.drafts import Draft, quantity_of_gift
from pledgebook.claims.drafting.proposals import merged
from pledgebook.claims.gifts.kinds import GRANT, UNSPECIFIED, Given, Kinds
from pledgebook.claims.lists.fragments import of_amount, stage_of
from pledgebook.claims.parties.roles import RELATIVE
from pledgebook.claims.rulebook.book import Rulebook
from pledgebook.mentions import amounts
from pledgebook.types import Document, Mention, Money, Quantity, Step, Token

NEAR_WORDS = 2
"""How many words may stand between "of which" and a number that counts the same things."""
REACH = 3
"""How many sentences before its own a part looks for its whole."""
SCALES = (10**9, 10**6, 10**3, 1)
INCLUSION = frozenset({"include", "contain", "comprise", "consist", "feature", "encompass"})
ANAPHORS = frozenset({"it", "this", "that", "which", "these", "they"})
TOTALS = frozenset(
    {"total", "sum", "amount", "number", "figure", "contribution", "support", "assistance", "aid",
     "funding", "tally", "value", "commitment", "it", "this"}
)  # fmt: skip
RAISING = frozenset({"bring", "take", "raise", "lift", "push"})
WHOLES = frozenset({"which", "whom", "this", "that", "these", "those", "it", "them"})


def parted(
    rulebook: Rulebook,
    document: Document,
    readings: Sequence[Reading],
    drafts: Sequence[Draft],
    kinds: Kinds,
) -> Iterator[Draft]:
    """Drafts of the parts and running totals of gifts that the drafts state."""
    named = sorted((d for d in drafts if d.contributor is not None), key=lambda d: d.start)
    for reading in readings:
        if reading.is_question or reading.block.kind in {"row", "title", "heading"}:
            continue
        for token in reading.tree.tokens:
            lemma = token.lemma.lower()
            found: Iterator[Draft] = iter(())
            if lemma in INCLUSION and token.upos == "VERB":
                found = included(rulebook, reading, token, named, kinds)
            elif lemma == "of" and token.id < len(reading.tree):
                found = of_which(rulebook, document, reading, token, named, kinds)
            elif lemma in RAISING and token.upos == "VERB":
                found = totalled(reading, token, named, kinds)
            for draft in found:
                if not stated(draft, drafts):
                    yield draft


def whole_of(reading: Reading, at: int, named: Sequence[Draft]) -> Draft | None:
    """The gift that words at a place take apart: the last before them, with an amount first."""
    sentence = reading.sentence
    near = [
        d
        for d in named
        if d.start < at
        and 0 <= sentence.index - d.reading.sentence.index <= REACH
        and sentence.block - d.reading.sentence.block <= 1
        and d.status not in {"asked", "declined"}
        and d.area != "political"
    ]
    here = [d for d in near if d.reading.sentence.index == sentence.index]
    for group in (here, near):
        sized = [d for d in group if d.money is not None or d.quantity is not None]
        if sized or group:
            return (sized or group)[-1]
    return None


def included(
    rulebook: Rulebook, reading: Reading, verb: Token, named: Sequence[Draft], kinds: Kinds
) -> Iterator[Draft]:
    """The parts that a verb of inclusion names: "The package includes $2m for shelter"."""
    tree = reading.tree
    subject = tree.child(verb.id, "nsubj")
    participle = verb.form.lower() == "including"
    if subject is None and not participle:
        return
    if subject is not None and not is_whole(rulebook, reading, subject):
        return
    whole = whole_of(reading, verb.start, named)
    if whole is None:
        return
    heads = [
        token
        for child in tree.children(verb.id, "obj", "obl")
        if child.deprel == "obj" or reading.marker(child.id) == "of"
        for token in reading.conjuncts(child.id)
        if token.upos in {"NOUN", "PROPN", "SYM", "NUM"}
    ]
    givens = [kinds.given(reading, head.id) for head in heads]
    kept = [g for g in givens if g.counts and (g.kind is not None or g.money is not None)]
    summed = whole.money is not None and (subject is None or subject.lemma.lower() not in RELATIVE)
    for group in merged(kept):
        if not summed and group[0].money is None and group[0].quantity is None:
            continue
        yield part(reading, whole, group[0], [g.head for g in group], kinds, "part.included")


def is_whole(rulebook: Rulebook, reading: Reading, subject: Token) -> bool:
    """Whether a subject stands for a gift: a pronoun, or "the package", "our assistance"."""
    if subject.lemma.lower() in ANAPHORS:
        return True
    thing = rulebook.things.get(subject.lemma.lower())
    return (
        thing is not None
        and (
            thing.cls == "container"
            or thing.kind in {None, UNSPECIFIED}
            or thing.cls == "money"
            or str(thing.kind).endswith(".aid")
        )
        and reading.has_child(subject.id, "det", "the", "this", "that", "these") is not None
    ) or (subject.lemma.lower() in TOTALS and bool(reading.tree.children(subject.id, "nmod:poss")))


def of_which(
    rulebook: Rulebook,
    document: Document,
    reading: Reading,
    of: Token,
    named: Sequence[Draft],
    kinds: Kinds,
) -> Iterator[Draft]:
    """The amounts behind "of which" or "of this": "of which $2bn in grants and $1bn in loans"."""
    tree = reading.tree
    if tree[of.id + 1].form.lower() not in WHOLES:
        return
    pronoun = tree[of.id + 1]
    if (
        pronoun.form.lower() not in {"which", "whom"}
        and of.id > 1
        and tree[of.id - 1].upos != "PUNCT"
    ):
        return
    whole = whole_before(reading, of, pronoun, named)
    if whole is None:
        return
    stop = clause_end(document, reading, pronoun.end)
    sums = [
        m
        for m in reading.mentions
        if m.type in {"money", "quantity"} and pronoun.end <= m.start and m.end <= stop
    ]
    if not sums:
        bare = amounts.bare(document.text, pronoun.end, stop, home=document.home)
        close = [m for m in bare if len(document.text[pronoun.end : m.start].split()) <= NEAR_WORDS]
        yield from bare_part(reading, whole, close[:1], pronoun.end, stop)
        return
    status = whole.status
    for number, mention in enumerate(sums):
        gift = of_amount(kinds, reading, mention)
        if gift is None or (mention.type == "money") != (whole.money is not None):
            continue
        end = sums[number + 1].start if number + 1 < len(sums) else stop
        kind = named_kind(rulebook, reading, mention.end, end) or gift.kind
        draft = part(
            reading,
            whole,
            replace(gift.given, kind=kind),
            [gift.given.head],
            kinds,
            "part.of_which",
        )
        status = stage_of(document.text[mention.end : end]) or status
        draft.status = status
        draft.start = mention.start if number else of.start
        draft.end = max(mention.end, min(draft.end, end))
        draft.what = document.span(mention.start, mention.end)
        yield draft


def whole_before(
    reading: Reading, of: Token, pronoun: Token, named: Sequence[Draft]
) -> Draft | None:
    """The gift that "of which" takes apart: the one whose amount stands last before it."""
    whole = whole_of(reading, of.start, named)
    if whole is None or pronoun.form.lower() not in {"which", "whom"}:
        return whole
    before = [m for m in reading.mentions if m.type in {"money", "quantity"} and m.end <= of.start]
    if not before:
        return None
    last = before[-1]
    holds = [d for d in named if d.start <= last.start and last.end <= d.end]
    sized = [d for d in holds if d.money is not None or d.quantity is not None] or holds
    return sized[-1] if sized and sized[-1].reading is reading else None


def named_kind(rulebook: Rulebook, reading: Reading, start: int, end: int) -> str | None:
    """The kind that "in" or "for" and a noun give an amount: "$2bn in grants"."""
    tokens = reading.tree.at(start, end)
    if not tokens or tokens[0].lemma.lower() not in {"in", "for", "as", "of"}:
        return None
    for token in tokens[1:4]:
        thing = rulebook.things.get(token.lemma.lower())
        if thing is not None and thing.cls != "not":
            return thing.kind if thing.cls == "money" else thing.money_kind or thing.kind
    return None


def bare_part(
    reading: Reading, whole: Draft, bare: Sequence[Mention], start: int, stop: int
) -> Iterator[Draft]:
    """A part whose number counts what the whole counts, where it has got to another stage.

    "Seven jets, of which three have arrived"; "$4 million, of which 1.5 was received".
    """
    document = reading.document
    for mention in bare:
        number = quantity_of(mention)
        status = stage_of(document.text[mention.end : stop])
        if number is None or status is None or status == whole.status:
            continue
        money, quantity = share(whole, number)
        if money is None and quantity is None:
            continue
        step = Step(
            rule="part.of_which",
            says=f"{mention.quote!r} of what {whole.contributor} gives",
            start=start,
            end=mention.end,
        )
        yield replace(
            whole,
            reading=reading,
            proposal=None,
            start=mention.start,
            end=min(stop, reading.sentence.end),
            what=document.span(mention.start, mention.end),
            money=money,
            money_mention=None,
            quantity=quantity,
            status=status,
            condition=None,
            when=None,
            whole=whole,
            steps=[step],
        )


def share(whole: Draft, number: Quantity) -> tuple[Money | None, Quantity | None]:
    """A bare number in the unit or the scale of its whole, neither where it is larger."""
    size = number.high or number.low or 0
    if whole.money is not None:
        top = whole.money.high or whole.money.low or 0
        scale = next((s for s in SCALES if s <= top), 1)
        if not 0 < size * scale < top:
            return None, None
        return replace(whole.money, low=size * scale, high=size * scale), None
    if whole.quantity is None or not larger(whole.quantity, number):
        return None, None
    return None, replace(number, unit=whole.quantity.unit)


def larger(whole: Quantity, part_: Quantity) -> bool:
    """Whether a part is smaller than its whole."""
    return (whole.low or whole.high or 0) > (part_.low or part_.high or 0)


def clause_end(document: Document, reading: Reading, start: int) -> int:
    """Where the words of a part end: at a semicolon, a dash or the sentence's end."""
    text = document.text[start : reading.sentence.end]
    ends = [at for sign in (";", " – ", " — ", ")") if (at := text.find(sign)) >= 0]
    return start + min(ends, default=len(text))


def totalled(
    reading: Reading, verb: Token, named: Sequence[Draft], kinds: Kinds
) -> Iterator[Draft]:
    """The running total that a gift leads to: "bringing our contribution to $9m"."""
    tree = reading.tree
    held = tree.child(verb.id, "obj")
    if held is None or held.lemma.lower() not in TOTALS:
        return
    whole = whole_of(reading, verb.start, named)
    if whole is None:
        return
    for child in (*tree.children(verb.id, "obl"), *tree.children(held.id, "nmod")):
        if reading.marker(child.id) != "to":
            continue
        given = kinds.given(reading, child.id)
        if (whole.money is None) != (given.money is None) or not (given.money or given.quantity):
            continue
        draft = part(reading, whole, given, [child.id], kinds, "part.total")
        draft.kind, draft.increment = whole.kind, "running_total"
        draft.start = min(draft.start, verb.start)
        yield draft


def part(
    reading: Reading,
    whole: Draft,
    given: Given,
    heads: Sequence[int],
    kinds: Kinds,
    rule: str,
) -> Draft:
    """The draft of a part: its own thing and amount, all else from the whole."""
    tokens = [t for head in heads for t in reading.phrase(head)]
    start, end = min(t.start for t in tokens), max(t.end for t in tokens)
    purpose = kinds.purpose_kind(reading, given.head, given.head, money=given.money is not None)
    kind = kinds.refine(given, purpose).kind
    if given.money is not None and kind in {None, GRANT}:
        kind = whole.kind if whole.money is not None else (kind or GRANT)
    step = Step(rule=rule, says=f"part of what {whole.contributor} gives", start=start, end=end)
    return replace(
        whole,
        reading=reading,
        proposal=None,
        kind=kind or whole.kind,
        start=start,
        end=end,
        what=reading.span(start, end),
        money=money_of(given.money_mention) if given.money_mention is not None else given.money,
        money_mention=given.money_mention,
        quantity=quantity_of_gift(given, alone=True),
        condition=None,
        when=None,
        place=None,
        joint=False,
        whole=whole if rule != "part.total" else None,
        steps=[step],
    )


def stated(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a clause already states this part's amount or thing."""
    for other in drafts:
        if other.contributor is None or not (other.start < draft.end and draft.start < other.end):
            continue
        if draft.money is not None or draft.quantity is not None:
            if (other.money, other.quantity) == (draft.money, draft.quantity):
                return True
        elif other.kind == draft.kind:
            return True
    return False
