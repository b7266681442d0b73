"""Givers in lists: gapped clauses, list items, table rows.

"Norway pledged $5m, Sweden $3m and Denmark $2m" states three gifts with one verb. Parsers
seldom get gapped clauses right, so they are read from the order of actors and amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pledgebook.claims.drafts import Draft
from pledgebook.claims.kinds import Kinds
from pledgebook.claims.reading import Reading, actor_of, money_of, quantity_of
from pledgebook.claims.roles import Roles
from pledgebook.claims.rulebook import Rulebook
from pledgebook.types import Document, Mention, Step

GAP_CHARACTERS = 24
"""How far an amount may stand behind its giver in a gapped clause: "Denmark another $2m"."""
GAP_WORDS = frozenset(
    {
        "another",
        "a",
        "an",
        "further",
        "with",
        "about",
        "some",
        "around",
        "and",
        "the",
        "up",
        "to",
        ":",
        "–",
        "-",
        "—",
        "(",
        ",",
        "by",
        "at",
        "for",
    }
)


def listed(
    rules: Rulebook,
    document: Document,
    readings: Sequence[Reading],
    drafts: Sequence[Draft],
    roles: Roles,
    kinds: Kinds,
) -> Iterator[Draft]:
    """Drafts of givers that a list names beside an amount without a verb of their own."""
    del rules, roles
    last: Draft | None = None
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.reading.sentence.index, []).append(draft)
    for reading in readings:
        here = by_sentence.get(reading.sentence.index, [])
        models = [d for d in here if d.money is not None or d.quantity is not None]
        if models:
            last = models[0]
        model = models[0] if models else None
        if model is None and last is not None and near(last, reading):
            model = last
        if model is None:
            continue
        yield from gapped(document, reading, model, here, kinds)


def near(model: Draft, reading: Reading) -> bool:
    """Whether a sentence continues the list that the model began."""
    gap = reading.sentence.block - model.reading.sentence.block
    return gap <= 1 and reading.sentence.index - model.reading.sentence.index <= 2


def gapped(
    document: Document, reading: Reading, model: Draft, here: Sequence[Draft], kinds: Kinds
) -> Iterator[Draft]:
    """Drafts of the pairs (giver, amount) of one sentence that follow the model's pattern."""
    wanted = "money" if model.money is not None else "quantity"
    taken = [(d.start, d.end) for d in here if d.money is not None or d.quantity is not None]
    actors = [m for m in reading.mentions if m.type == "actor" and actor_of(m) is not None]
    amounts = [m for m in reading.mentions if m.type == wanted]
    givers = {d.contributor for d in here}
    for actor in actors:
        name = actor_of(actor)
        if name is None or name.id in givers or name.id == model.contributor:
            continue
        amount = next_amount(document, reading, actor, amounts)
        if amount is None or any(s < amount.end and amount.start < e for s, e in taken):
            continue
        step = Step(
            rule="list.gap",
            says=f"{name.id} stands beside {amount.quote!r} as {model.contributor} does",
            start=actor.start,
            end=amount.end,
        )
        what = document.span(amount.start, amount.end)
        top = reading.tree.top(amount.start, amount.end)
        own = (
            kinds.given(reading, top.id).kind if top is not None and wanted == "quantity" else None
        )
        yield replace(
            model,
            reading=reading,
            contributor=name.id,
            contributor_via="list",
            kind=own or model.kind,
            start=actor.start,
            end=amount.end,
            money=money_of(amount) if wanted == "money" else None,
            money_mention=amount if wanted == "money" else None,
            quantity=quantity_of(amount) if wanted == "quantity" else None,
            what=what,
            condition=None,
            joint=False,
            steps=[step],
        )


def next_amount(
    document: Document, reading: Reading, actor: Mention, amounts: Sequence[Mention]
) -> Mention | None:
    """The amount right behind an actor, with nothing but list words between."""
    for amount in amounts:
        if amount.start < actor.end:
            continue
        if amount.start - actor.end > GAP_CHARACTERS:
            return None
        between = document.text[actor.end : amount.start].replace("(", " ( ").split()
        if all(
            word.strip(",").lower() in GAP_WORDS or word == ","
            for word in between
            if word.strip(",")
        ):
            return amount
        return None
    return None
