"""Gapped clauses: "Norway pledged $5m, Sweden $3m and Denmark $2m" states three gifts.

Parsers seldom get gapped clauses right, so they are read from the order of actors and
amounts, on the model of the full clause that begins the list. Source: Huddleston and Pullum
(2002), chapter 15, section 4.2: a gapped clause keeps two parts of its model, in the model's
order, and shares the rest with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pledgebook.claims.clauses.reading import SILENT, Reading, money_of, quantity_of
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gifts.kinds import GRANT, Kinds
from pledgebook.claims.lists.fragments import clausal, stage_of
from pledgebook.claims.lists.pairs import Pair, echoes, pairs, transfers
from pledgebook.types import Document, Mention, Money, Quantity, Step

SHARES = frozenset(
    {"contribution", "pledge", "share", "commitment", "donation", "payment", "offer"}
)
"""Nouns before a colon that open a list of what each gives."""
SCALES = (10**9, 10**6, 10**3, 1)


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
        if reading.block.kind == "row" or reading.block.kind in SILENT:
            continue
        whole = [m for m in reading.mentions if m.type in {"money", "quantity"}]
        verbless = not clausal(reading, reading.sentence.start, reading.sentence.end, whole)
        known = list(here)
        for pair in (*pairs(reading, kinds), *echoes(reading, kinds), *transfers(reading, kinds)):
            model: Draft | None = model_of(pair, known) or opening(reading, pair, verbless=False)
            if model is None and verbless:
                model = announced(document, readings, reading, pair)
            if model is None and last is not None and near(last, reading):
                alone = verbless or pair.amount is None or not here or closed(reading, pair)
                model = last if alone else None
            if model is None and verbless:
                model = opening(reading, pair, verbless=True)
            if correct(reading, pair, known) or model is None or taken(pair, known, model):
                continue
            new = on_model(document, reading, pair, model)
            if new is not None:
                known.append(new)
                yield new
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


def closed(reading: Reading, pair: Pair) -> bool:
    """Whether a pair fills what stands up to the next stop: "Paraguay: 3. Brazil will ..."."""
    text = reading.document.text
    begins = pair.start - reading.sentence.start <= 4
    return begins and text[pair.end : pair.end + 1] in {".", ";"}


def states_amount(draft: Draft, amount: Mention) -> bool:
    """Whether a draft's amount is this very mention."""
    if draft.money is not None and draft.money_mention is not None:
        return draft.money_mention.start == amount.start
    return (
        draft.what is not None
        and draft.quantity == amount.normal
        and draft.what.start < amount.end
        and amount.start < draft.what.end
    )


def taken(pair: Pair, here: Sequence[Draft], model: Draft) -> bool:
    """Whether a clause states the pair already, or its actor is the model's own giver."""
    echo = pair.amount is None and not (pair.kind or pair.same or pair.nothing)
    for draft in here:
        if draft.contributor is None:
            continue
        if pair.amount is not None and states_amount(draft, pair.amount):
            return True
        if draft.contributor == pair.giver and (draft.start <= pair.start < draft.end or echo):
            return True
    return pair.giver == model.contributor and pair.recipient is None


def correct(reading: Reading, pair: Pair, here: Sequence[Draft]) -> bool:
    """Gives an amount that the parser took for a further object to the actor beside it.

    In "Poland will send jets, Spain two frigates" the frigates are Spain's; in "the fund gave
    Kenya $5m, Uganda $3m" the actor before each amount is its taker, as it is of the first.
    """
    amount = pair.amount
    if amount is None or pair.recipient is not None or not pair.giver:
        return False
    for draft in here:
        proposal = draft.proposal
        if proposal is None or draft.what is None or not states_amount(draft, amount):
            continue
        if draft.contributor in {None, pair.giver}:
            return False
        alike = [
            d
            for d in here
            if d.proposal is not None
            and d.proposal.predicate == proposal.predicate
            and d.what is not None
            and d.what.start < pair.start
            and d.contributor == draft.contributor
        ]
        if not alike or reading.tree[proposal.predicate].start > pair.start:
            return False
        first = min(alike, key=lambda d: d.what.start if d.what is not None else 0)
        if first.recipient is not None and taker_before(reading, first):
            draft.recipient = pair.giver
            return True
        says = f"{pair.giver} stands beside {amount.quote!r} as {draft.contributor} does"
        step = Step(rule="list.gap", says=says, start=pair.start, end=pair.end)
        draft.steps = [s for s in draft.steps if s.rule != "contributor"] + [step]
        draft.contributor, draft.contributor_via = pair.giver, "list"
        draft.start, draft.end = pair.start, max(pair.end, draft.what.end)
        draft.what = reading.document.span(amount.start, max(amount.end, draft.what.end))
        return True
    return False


def taker_before(reading: Reading, draft: Draft) -> bool:
    """Whether the taker stands right before the first amount: "gave Kenya $5m"."""
    if draft.what is None:
        return False
    start = draft.money_mention.start if draft.money_mention is not None else draft.what.start
    return any(
        m.type == "actor" and 0 <= start - m.end <= 2 and m.start > draft.start
        for m in reading.mentions
    )


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


def on_model(document: Document, reading: Reading, pair: Pair, model: Draft) -> Draft | None:
    """The draft of a pair that shares everything else with its model; None where they clash."""
    money, quantity, mention, kind = model.money, model.quantity, model.money_mention, model.kind
    status = model.status
    if pair.nothing:
        money, mention, quantity = None, None, Quantity(low=0, high=0, unit=unit_of(model))
        status = "declined"
    elif pair.amount is not None:
        money, quantity = own_amount(pair.amount, model)
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
        recipient=pair.recipient or shared_taker(model, giver),
        place=None,
        when=None,
        condition=None,
        increment=None,
        joint=False,
        steps=[step],
    )


def shared_taker(model: Draft, giver: str) -> str | None:
    """The model's taker, unless it is the giver or a counted set that only the model takes."""
    taker = model.recipient
    if taker is None or taker == giver or any(character.isdigit() for character in taker):
        return None
    return taker


def kind_on(pair: Pair, model: Draft, money: Money | None) -> str:
    """The kind of a pair: its thing's own, or the model's."""
    if money is not None:
        return (pair.kind or model.kind) if model.money is not None else GRANT
    return pair.kind or model.kind


def own_amount(amount: Mention, model: Draft) -> tuple[Money | None, Quantity | None]:
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
