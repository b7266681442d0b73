"""Givers in lists: gapped clauses, and what items and table rows state.

"Norway pledged $5m, Sweden $3m and Denmark $2m" states three gifts with one verb. Parsers
seldom get gapped clauses right, so they are read from the order of actors and amounts, on the
model of the full clause that begins the list. Source: Huddleston and Pullum (2002), chapter
15, section 4.2: a gapped clause keeps two parts of its model, in the model's order, and
shares the rest with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pledgebook.claims.drafts import Draft
from pledgebook.claims.fragments import bracketed, clausal, stage_of
from pledgebook.claims.items import itemised
from pledgebook.claims.kinds import GRANT, UNSPECIFIED, Kinds
from pledgebook.claims.parts import parted
from pledgebook.claims.reading import Reading, actor_of, money_of, quantity_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rows import tabled
from pledgebook.claims.rulebook import Rulebook
from pledgebook.mentions import amounts
from pledgebook.types import Document, Mention, Money, Quantity, Step, Token

# How far an amount may stand behind its giver in a gapped clause: "Denmark (another $2m".
GAP_CHARACTERS = 40
GAP_WORDS = frozenset(
    {"another", "a", "an", "further", "with", "about", "some", "around", "and", "the", "up", "to",
     "by", "at", "for", "only", "just", "roughly", "nearly", "almost", "also", "then", "extra",
     "additional", "likewise"}
)  # fmt: skip
GAP_SIGNS = frozenset(":–—-(,“\"'‘")
BOUNDARIES = frozenset(
    {",", ";", ":", "–", "—", "-", "(", ".", "and", "while", "but", "plus", "then"}
)
NONE = frozenset({"none", "nothing", "nil"})
SHARES = frozenset(
    {"contribution", "pledge", "share", "commitment", "donation", "payment", "offer"}
)
"""Nouns before a colon that open a list of what each gives."""
SCALES = (10**9, 10**6, 10**3, 1)
PRO_VERBS = frozenset({"do", "have", "be", "will", "would", "can", "could"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A giver and what stands beside it: the stretch, the amount, a kind of its own."""

    giver: str
    start: int
    end: int
    what: tuple[int, int]
    amount: Mention | None = None
    kind: str | None = None
    same: bool = False
    nothing: bool = False
    recipient: str | None = None


def listed(
    rules: Rulebook,
    document: Document,
    readings: Sequence[Reading],
    drafts: Sequence[Draft],
    roles: Roles,
    kinds: Kinds,
) -> Iterator[Draft]:
    """Drafts of givers that a list names beside an amount without a verb of their own."""
    found = [*drafts]
    for step in (
        tabled(rules, document, readings, kinds),
        itemised(document, readings, found, roles, kinds),
        parted(rules, document, readings, found, kinds),
        gaps(document, readings, found, kinds),
    ):
        new = list(step)
        found.extend(new)
        yield from new


def gaps(
    document: Document, readings: Sequence[Reading], drafts: Sequence[Draft], kinds: Kinds
) -> Iterator[Draft]:
    """Drafts of the gapped clauses of running text."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.reading.sentence.index, []).append(draft)
    last: Draft | None = None
    for reading in readings:
        here = by_sentence.get(reading.sentence.index, [])
        if reading.block.kind in {"row", "boilerplate", "byline", "caption", "dateline"}:
            continue
        whole = [m for m in reading.mentions if m.type in {"money", "quantity"}]
        verbless = not clausal(reading, reading.sentence.start, reading.sentence.end, whole)
        known = list(here)
        for pair in (*pairs(reading, kinds), *echoes(reading), *transfers(reading, kinds)):
            model = model_of(pair, known) or opening(reading, pair, verbless=False)
            if model is None and verbless:
                model = announced(document, readings, reading, pair)
            if model is None and last is not None and near(last, reading):
                model = last if verbless or pair.amount is None or not here else None
            if model is None and verbless:
                model = opening(reading, pair, verbless=True)
            if model is None or taken(pair, known, model):
                continue
            draft = on_model(document, reading, pair, model)
            if draft is not None:
                known.append(draft)
                yield draft
        full = [d for d in known if d.contributor is not None]
        if full:
            last = max(full, key=lambda d: (measured(d), d.start))


def measured(draft: Draft) -> bool:
    """Whether a draft has an amount."""
    return draft.money is not None or draft.quantity is not None


def near(model: Draft, reading: Reading) -> bool:
    """Whether a sentence continues the list that the model began."""
    gap = reading.sentence.block - model.reading.sentence.block
    return gap <= 1 and reading.sentence.index - model.reading.sentence.index <= 2


def model_of(pair: Pair, here: Sequence[Draft]) -> Draft | None:
    """The nearest full claim before a pair in its sentence, one with an amount first."""
    before = [d for d in here if d.start < pair.start and d.contributor is not None]
    if pair.amount is not None:
        before = [d for d in before if measured(d)] or (
            before if pair.amount.type == "money" or pair.kind is not None else []
        )
    return max(before, key=lambda d: d.start, default=None)


def taken(pair: Pair, here: Sequence[Draft], model: Draft) -> bool:
    """Whether a clause states the pair already, or its actor is the model's own giver."""
    for draft in here:
        if pair.amount is not None and draft.contributor is not None and measured(draft):
            amount = pair.amount
            if draft.money is not None and draft.money_mention is not None:
                if draft.money_mention.start == amount.start:
                    return True
            elif (
                draft.what is not None
                and draft.quantity == amount.normal
                and draft.what.start < amount.end
                and amount.start < draft.what.end
            ):
                return True
        if draft.contributor == pair.giver and (
            draft.start <= pair.start < draft.end or pair.amount is None
        ):
            return True
    return pair.giver == model.contributor and pair.recipient is None


def opening(reading: Reading, pair: Pair, *, verbless: bool) -> Draft | None:
    """A model for a list without a full clause, None where nothing says that it lists gifts.

    A sentence that begins with a pair of actor and sum lists pledges ("Brazil $1bn, Peru the
    same"); so does one whose sums stand in brackets behind those that they are from.
    """
    amount = pair.amount
    if amount is None or (amount.type != "money" and pair.kind is None) or pair.recipient:
        return None
    text, sentence = reading.document.text, reading.sentence
    before = text[sentence.start : pair.start].strip().lower()
    bracketed = text[: amount.start].rstrip(" ").endswith("(")
    received = bracketed and before.endswith((" from", " by", " from the", " by the"))
    if not received and not (verbless and before in {"", "the", "and"}):
        return None
    status = stage_of(before) or ("delivered" if received else "pledged")
    return Draft(
        reading=reading,
        proposal=None,
        contributor=None,
        contributor_via="",
        kind=pair.kind or GRANT,
        status=status,
        start=pair.start,
        end=pair.end,
        money=money_of(amount),
        money_mention=amount if amount.type == "money" else None,
        quantity=quantity_of(amount) if amount.type == "quantity" else None,
    )


def announced(
    document: Document, readings: Sequence[Reading], reading: Reading, pair: Pair
) -> Draft | None:
    """A model for bare numbers behind "Contributions:" or "Pledges so far:", else None.

    They count what the last amount before them in the paragraph counts; of a sum they are
    shares, in the largest scale that leaves each smaller than the whole.
    """
    before = document.text[reading.sentence.start : pair.start]
    words = {word.strip(":,").lower().removesuffix("s") for word in before.split()}
    if ":" not in before or not words & SHARES or pair.amount is None:
        return None
    number = quantity_of(pair.amount)
    if number is None or number.unit:
        return None
    block = reading.sentence.block
    earlier = [
        m
        for r in readings
        if r.sentence.block == block and r.sentence.index <= reading.sentence.index
        for m in r.mentions
        if m.end <= pair.start and m.type == "money"
    ]
    whole = money_of(earlier[-1]) if earlier else None
    size = number.high or number.low or 0
    top = (whole.high or whole.low or 0) if whole is not None else 0
    scale = next((s for s in SCALES if size and size * s <= top), None)
    if whole is None or scale is None:
        return None
    return Draft(
        reading=reading,
        proposal=None,
        contributor=None,
        contributor_via="",
        kind=GRANT,
        status=stage_of(before) or "pledged",
        start=pair.start,
        end=pair.end,
        money=replace(whole, low=scale, high=scale),
    )


def transfers(reading: Reading, kinds: Kinds) -> Iterator[Pair]:
    """Amounts with whom they are from or go to, without a verb: "$9m to UNICEF", "40 from Oman".

    The giver of an amount that goes to somebody is its model's (`giver` ""). Only amounts
    that no verb governs, or one that says that they came or are, count.
    """
    tree, sentence = reading.tree, reading.sentence
    bare = amounts.bare(
        reading.document.text, sentence.start, sentence.end, home=reading.document.home
    )
    for amount in (*reading.mentions, *bare):
        if amount.type not in {"money", "quantity"} or amount.normal is None:
            continue
        top = tree.top(amount.start, amount.end)
        party = party_behind(reading, amount)
        if (
            top is None
            or party is None
            or bracketed(reading.document.text, sentence.start, amount.start)
        ):
            continue
        word, mention = party
        if not unruled(reading, top) and not (word == "to" and goes_on(reading, amount)):
            continue
        name = actor_of(mention)
        if name is None or name.id is None or name.person is not None:
            continue
        yield Pair(
            giver=name.id if word == "from" else "",
            start=amount.start,
            end=mention.end,
            what=(amount.start, amount.end),
            amount=amount,
            kind=own_kind(reading, kinds, amount),
            recipient=name.id if word == "to" else None,
        )


def goes_on(reading: Reading, amount: Mention) -> bool:
    """Whether an amount goes on with a list of amounts: behind a comma, colon or "and"."""
    covered = reading.tree.at(amount.start, amount.end)
    if not covered or covered[0].id <= 1:
        return False
    return reading.tree[covered[0].id - 1].form.lower() in BOUNDARIES


def unruled(reading: Reading, top: Token) -> bool:
    """Whether no verb but "be" or "come" governs an amount."""
    tree = reading.tree
    here = top
    while here.head:
        here = tree[here.head]
        if here.upos in {"VERB", "AUX"}:
            return here.lemma.lower() in {"be", "come"}
    return True


def party_behind(reading: Reading, amount: Mention) -> tuple[str, Mention] | None:
    """The preposition and actor behind an amount: "in cash from the Saudi government"."""
    tree = reading.tree
    inside = tree.at(amount.start, amount.end)
    at = inside[-1].id + 1
    for token in tree.tokens[at - 1 : at + 5]:
        if token.upos in {"VERB", "AUX", "PUNCT", "CCONJ", "PRON"}:
            return None
        if token.form.lower() in {"from", "to"}:
            place = token.id + 1
            while place < len(tree) and tree[place].upos == "DET":
                place += 1
            mention = reading.actor_at(place) if place <= len(tree) else None
            return (token.form.lower(), mention) if mention is not None else None
    return None


def pairs(reading: Reading, kinds: Kinds) -> Iterator[Pair]:
    """The pairs (giver, amount) of a sentence with nothing but list words between."""
    document, sentence = reading.document, reading.sentence
    sums = [m for m in reading.mentions if m.type in {"money", "quantity"} and m.normal]
    bare = amounts.bare(document.text, sentence.start, sentence.end, home=document.home)
    every = sorted((*sums, *bare), key=lambda m: m.start)
    for actor in reading.mentions:
        name = actor_of(actor)
        if actor.type != "actor" or name is None or name.id is None or name.person is not None:
            continue
        if not begins_part(reading, actor):
            continue
        amount = next_amount(document, actor, every)
        if amount is not None:
            yield Pair(
                giver=name.id,
                start=actor.start,
                end=amount.end,
                what=(amount.start, amount.end),
                amount=amount,
                kind=own_kind(reading, kinds, amount),
            )
            continue
        thing = next_thing(reading, kinds, actor, name.id)
        if thing is not None:
            yield thing


def own_kind(reading: Reading, kinds: Kinds, amount: Mention) -> str | None:
    """The kind that the counted thing itself has: "200 tonnes of maize" is food."""
    top = reading.tree.top(amount.start, amount.end)
    if top is None:
        return None
    given = kinds.given(reading, top.id)
    return given.kind if given.kind not in {GRANT, UNSPECIFIED} else None


def begins_part(reading: Reading, actor: Mention) -> bool:
    """Whether an actor begins a conjunct: behind a comma, "and", "followed by" or nothing.

    One behind another preposition is a taker or a place: "to Chad, $5m".
    """
    tree = reading.tree
    covered = tree.at(actor.start, actor.end)
    if not covered:
        return False
    before: Token | None = tree[covered[0].id - 1] if covered[0].id > 1 else None
    defined = False
    while before is not None and before.upos == "DET" and before.lemma.lower() == "the":
        defined = True
        before = tree[before.id - 1] if before.id > 1 else None
    if actor.via == "adjective" and not (defined and nominal(reading, covered[-1])):
        return False
    if before is None:
        return True
    word = before.form.lower()
    if word in BOUNDARIES:
        return word != "and" or not joined(reading, before)
    text = reading.document.text[actor.end : actor.end + 2]
    if word in {"from", "by"} and text == " (":
        return True
    return word == "by" and before.id > 1 and tree[before.id - 1].form.lower() == "followed"


def nominal(reading: Reading, token: Token) -> bool:
    """Whether an adjective stands for its people: "the Dutch 900"."""
    following = reading.tree[token.id + 1] if token.id < len(reading.tree) else None
    return following is None or following.upos not in {"NOUN", "ADJ", "PROPN"}


def joined(reading: Reading, conjunction: Token) -> bool:
    """Whether "and" joins two actors into one giver: "Qatar and Kuwait 150"."""
    if conjunction.id <= 1:
        return False
    return actor_of(reading.actor_at(conjunction.id - 1)) is not None


def next_amount(document: Document, actor: Mention, every: Sequence[Mention]) -> Mention | None:
    """The amount right behind an actor, with nothing but list words between."""
    for amount in every:
        if amount.start < actor.end:
            continue
        if amount.start - actor.end > GAP_CHARACTERS:
            return None
        between = document.text[actor.end : amount.start]
        if "with" in between.split() and "," in between:
            return None
        words = between.translate({ord(sign): " " for sign in GAP_SIGNS}).split()
        return amount if all(word.lower() in GAP_WORDS for word in words) else None
    return None


def next_thing(reading: Reading, kinds: Kinds, actor: Mention, giver: str) -> Pair | None:
    """What else may stand in an amount's place: "Malta a platoon", "Cuba the same", "Chad none"."""
    tree = reading.tree
    at = tree.at(actor.start, actor.end)[-1].id + 1
    if at > len(tree):
        return None
    first = tree[at]
    if first.form.lower() in NONE:
        what = (first.start, first.end)
        return Pair(giver=giver, start=actor.start, end=first.end, what=what, nothing=True)
    if at < len(tree) and first.form.lower() == "the" and tree[at + 1].form.lower() == "same":
        what = (first.start, tree[at + 1].end)
        return Pair(giver=giver, start=actor.start, end=what[1], what=what, same=True)
    if first.form.lower() not in {"a", "an", "one", "another"}:
        return None
    head = first.head
    if not at < head <= at + 5 or tree[head].upos not in {"NOUN", "PROPN"}:
        return None
    given = kinds.given(reading, head)
    if given.kind is None or given.noun_class not in {"thing", "people", "act"}:
        return None
    end = tree[head].end
    return Pair(giver=giver, start=actor.start, end=end, what=(first.start, end), kind=given.kind)


def echoes(reading: Reading) -> Iterator[Pair]:
    """Givers that a pro-verb adds: "so did Oslo", "as has the Dutch government", "nor will Rome".

    An amount behind "for" or "with" is their own: "So did the Dutch, for 900".
    """
    tree, document = reading.tree, reading.document
    numbers = amounts.bare(
        document.text, reading.sentence.start, reading.sentence.end, home=document.home
    )
    every = sorted(
        (*(m for m in reading.mentions if m.type in {"money", "quantity"}), *numbers),
        key=lambda m: m.start,
    )
    for token in tree.tokens[:-2]:
        if token.form.lower() not in {"so", "as", "neither", "nor"}:
            continue
        verb = tree[token.id + 1]
        if verb.lemma.lower() not in PRO_VERBS or verb.upos not in {"AUX", "VERB"}:
            continue
        at = token.id + 2
        while at < len(tree) and tree[at].upos == "DET":
            at += 1
        mention = reading.actor_at(at)
        name = actor_of(mention)
        if name is None or name.id is None or mention is None:
            continue
        amount = next_amount(document, mention, every)
        end = amount.end if amount is not None else mention.end
        what = (amount.start, amount.end) if amount is not None else (token.start, mention.end)
        yield Pair(giver=name.id, start=token.start, end=end, what=what, amount=amount)


def on_model(document: Document, reading: Reading, pair: Pair, model: Draft) -> Draft | None:
    """The draft of a pair that shares everything else with its model; None where they clash."""
    money, quantity, mention, kind = model.money, model.quantity, model.money_mention, model.kind
    status = model.status
    if pair.nothing:
        money, mention, quantity = None, None, Quantity(low=0, high=0, unit=unit_of(model))
        status = "declined"
    elif pair.amount is not None:
        money, quantity = own_amount(document, pair.amount, model)
        if money is None and quantity is None:
            return None
        mention = pair.amount if pair.amount.type == "money" else None
        kind = kind_on(pair, model, money)
    elif not pair.same:
        money, mention = None, None
        quantity = Quantity(low=1, high=1, unit=singular(document, pair)) if pair.kind else None
        kind = pair.kind or model.kind
    giver = pair.giver or model.contributor
    if giver is None:
        return None
    step = Step(
        rule="list.to" if pair.recipient else "list.gap",
        says=f"{giver} stands beside {document.text[pair.what[0] : pair.what[1]]!r}"
        f" as {model.contributor or 'others'} does",
        start=pair.start,
        end=pair.end,
    )
    return replace(
        model,
        reading=reading,
        proposal=None,
        contributor=giver,
        contributor_via="list",
        kind=kind,
        status=status,
        start=pair.start,
        end=pair.end,
        money=money,
        money_mention=mention,
        quantity=quantity,
        what=document.span(*pair.what),
        recipient=pair.recipient or (model.recipient if model.recipient != giver else None),
        place=None,
        when=None,
        condition=None,
        increment=None,
        joint=False,
        steps=[step],
    )


def kind_on(pair: Pair, model: Draft, money: Money | None) -> str:
    """The kind of a pair: its thing's own, or the model's."""
    if money is not None:
        return (pair.kind or model.kind) if model.money is not None else GRANT
    return pair.kind or model.kind


def own_amount(
    document: Document, amount: Mention, model: Draft
) -> tuple[Money | None, Quantity | None]:
    """The amount of a pair; a bare number counts what its model counts, in its scale."""
    money, quantity = money_of(amount), quantity_of(amount)
    if money is not None or (quantity is not None and quantity.unit):
        return money, quantity
    if quantity is None:
        return None, None
    if model.money is not None:
        scale = scale_of(model, quantity)
        low = quantity.low * scale if quantity.low is not None else None
        high = quantity.high * scale if quantity.high is not None else None
        return replace(model.money, low=low, high=high, approximate=quantity.approximate), None
    if model.quantity is None:
        return None, None
    return None, replace(quantity, unit=model.quantity.unit)


def scale_of(model: Draft, quantity: Quantity) -> int:
    """What a bare number is multiplied by: "$5 million, Sweden 3" means 3 million."""
    if model.money_mention is None:
        value = (model.money.high or model.money.low or 1) if model.money is not None else 1
        return next(scale for scale in SCALES if scale <= max(value, 1))
    words = model.money_mention.quote.lower()
    size = max(abs(quantity.low or 0), abs(quantity.high or 0))
    if size >= 10_000:
        return 1
    for names, scale in ((("billion", "bn"), 10**9), (("million", "mn", "m"), 10**6)):
        if any(words.rstrip(".").endswith(name) or f" {name} " in f"{words} " for name in names):
            return scale
    return 1


def unit_of(model: Draft) -> str:
    """What a model counts, "" for sums."""
    return model.quantity.unit if model.quantity is not None else ""


def singular(document: Document, pair: Pair) -> str:
    """The counted noun of "a platoon"."""
    return document.text[pair.what[0] : pair.what[1]].split(" ", 1)[-1]
