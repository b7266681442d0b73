"""Gifts in tables: the giver in a cell or over the table, the amount under a column head.

A column head tells status ("Pledged", "Paid"), currency and scale ("US$ million"), or that a
column holds no gift ("Required", "Tranche"). What a head does not tell stands in other cells
of the row ("60% disbursed", "loan") or above the table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pledgebook.claims.clauses.reading import Reading, actor_of, money_of, quantity_of
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.gifts.kinds import GRANT, Kinds
from pledgebook.claims.lists.fragments import bracketed, first_thing, stage_of
from pledgebook.claims.rulebook.book import Rulebook, Thing
from pledgebook.documents.lines import cells
from pledgebook.mentions import amounts
from pledgebook.types import Document, Mention, Money, Quantity, Step

# Share of a cell's letters that an actor must make up to be its giver.
CELL_SHARE = 0.6
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[~≈]?\s*\d[\d,.\xa0 ]*(?:\s?(?:k|m|mn|bn|million|billion|thousand))?")
_SCALE = re.compile(r"\b(millions?|mn|mln|m|billions?|bn|thousands?)\b|[’']000", re.IGNORECASE)
_NOTHING = frozenset({"none", "nil", "nothing"})
COUNTING = frozenset({"quantity", "number", "no.", "no", "units", "unit", "pieces", "qty", "count"})
NO_GIFT = frozenset(
    {"required", "requirement", "requirements", "requested", "request", "needed", "needs", "need",
     "appeal", "target", "goal", "gap", "unmet", "shortfall", "tranche", "year", "date", "share",
     "%", "total", "population", "affected", "gdp", "rank", "ref", "reference"}
)  # fmt: skip
"""Words of column heads whose numbers are no gifts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its place in the document and the words of its column's head ("" none)."""

    start: int
    end: int
    text: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows that stand together, with the words above them and who gives by those."""

    rows: tuple[int, ...]
    head: int | None
    above: str
    giver: str | None


def tabled(
    rulebook: Rulebook, document: Document, readings: Sequence[Reading], kinds: Kinds
) -> Iterator[Draft]:
    """Drafts of the gifts that the rows of tables state.

    A sum in a table of one giver's things is their value and has their kind.
    """
    by_block: dict[int, list[Reading]] = {}
    for reading in readings:
        by_block.setdefault(reading.sentence.block, []).append(reading)
    for table in tables(rulebook, document, by_block):
        found = [
            draft
            for at in table.rows
            if at != table.head and at in by_block
            for draft in of_row(rulebook, document, table, at, by_block[at], kinds)
        ]
        things = Counter(d.kind for d in found if d.quantity is not None)
        for draft in found:
            if draft.contributor == table.giver and draft.kind == GRANT and things:
                draft.kind = things.most_common(1)[0][0]
            yield draft


def tables(
    rulebook: Rulebook, document: Document, by_block: dict[int, list[Reading]]
) -> Iterator[Table]:
    """The tables of a document in order."""
    run: list[int] = []
    for at, block in enumerate((*document.blocks, None)):
        if block is not None and block.kind == "row":
            run.append(at)
            continue
        if block is not None and run and block.kind == "boilerplate":
            continue
        if run:
            yield table_of(rulebook, document, by_block, tuple(run))
        run = []


def table_of(
    rulebook: Rulebook,
    document: Document,
    by_block: dict[int, list[Reading]],
    rows: tuple[int, ...],
) -> Table:
    """One table: its head row, the words above it, its giver."""
    first = document.blocks[rows[0]]
    words = document.text[first.start : first.end]
    has_head = not any(character.isdigit() for character in words) and len(rows) > 1
    near = [first.parent] if first.parent is not None else []
    near += [at for at in (rows[0] - 1, 0) if 0 <= at < rows[0]]
    above = " ".join(
        document.text[document.blocks[at].start : document.blocks[at].end] for at in near[:2]
    )
    giver = None
    for at in near:
        if document.blocks[at].kind in {"title", "heading", "body"}:
            giver = giver_above(rulebook, by_block.get(at, ()))
            if giver is not None:
                break
    return Table(rows=rows, head=rows[0] if has_head else None, above=above, giver=giver)


def giver_above(rulebook: Rulebook, lines: Sequence[Reading]) -> str | None:
    """The actor whose gifts a title announces: "German deliveries to Kiev" -> DEU.

    An actor right before a noun of giving, or its possessor; None elsewhere.
    """
    for reading in lines:
        for token in reading.tree.tokens:
            lemma = token.lemma.lower()
            if lemma not in rulebook.act_nouns and (lemma, "noun") not in rulebook.operators:
                thing = rulebook.things.get(lemma)
                if thing is None or thing.cls not in {"act", "money", "container"}:
                    continue
            for child in reading.tree.children(token.id, "amod", "compound", "nmod:poss", "nmod"):
                if child.deprel == "nmod" and reading.marker(child.id) not in {"from", "by"}:
                    continue
                name = actor_of(reading.actor_at(child.id))
                if name is not None and name.id:
                    return name.id
    return None


def laid_out(document: Document, table: Table, at: int) -> list[Cell]:
    """The cells of a row, each with the head of the column that it stands under."""
    places = placed(document, at)
    if table.head is None:
        return [Cell(start=s, end=e, text=document.text[s:e], head="") for s, e in places]
    heads = placed(document, table.head)
    origin, top = document.blocks[at].start, document.blocks[table.head].start
    by_index = len(places) == len(heads)
    found = []
    for number, (start, end) in enumerate(places):
        if by_index:
            low, high = heads[number]
        else:
            low, high = min(heads, key=lambda h: abs((h[0] - top) - (start - origin)))
        words = document.text[low:high]
        found.append(Cell(start=start, end=end, text=document.text[start:end], head=words))
    return found


def placed(document: Document, at: int) -> list[tuple[int, int]]:
    """Where the cells of a row stand in the document."""
    block = document.blocks[at]
    here = block.start
    found = []
    for words in cells(document.text[block.start : block.end]):
        start = document.text.index(words, here)
        here = start + len(words)
        found.append((start, here))
    return found


def of_row(
    rulebook: Rulebook,
    document: Document,
    table: Table,
    at: int,
    lines: Sequence[Reading],
    kinds: Kinds,
) -> Iterator[Draft]:
    """The drafts of one row: one for each cell that holds a gift."""
    row = laid_out(document, table, at)
    mentions = tuple(m for reading in lines for m in reading.mentions)
    named = next((c for c in row if named_in(c, mentions) is not None), None)
    giver = named_in(named, mentions) if named is not None else table.giver
    if giver is None:
        return
    others = [c for c in row if c is not named]
    texts = " ; ".join(c.text for c in others if not _NUMBER.fullmatch(c.text))
    yielded = False
    for cell in others:
        if NO_GIFT & set(re.split(r"[\s()]+", cell.head.lower())):
            continue
        stage = stage_of(cell.head) or stage_of(texts) or stage_of(table.above) or "pledged"
        if cell.text.lower() in _NOTHING and stage == "pledged" and named is not None:
            nothing = Quantity(low=0, high=0, unit="")
            yield draft_of(lines[0], giver, cell, row, GRANT, "declined", nothing)
            continue
        amount = amount_in(document, table, cell, mentions)
        if amount is None:
            continue
        kind, unit = kind_of(rulebook, lines, cell, others, money=isinstance(amount, Money))
        if kind is None:
            continue
        if isinstance(amount, Quantity) and not amount.unit:
            if named is not None or not unit:
                continue
            amount = replace(amount, unit=unit)
        yielded = True
        yield draft_of(lines[0], giver, cell, row, kind, stage, amount)
    if not yielded and named is not None and stage_of(texts) is not None:
        for reading in lines:
            thing = first_thing(kinds, reading, named.end, document.blocks[at].end)
            if thing is not None and thing.kind is not None:
                whole = replace(row[0], start=row[0].start, end=thing.end)
                yield draft_of(reading, giver, whole, row, thing.kind, str(stage_of(texts)), None)
                return


def named_in(cell: Cell | None, mentions: Sequence[Mention]) -> str | None:
    """The actor that makes up a cell, None where the cell is about something else."""
    if cell is None:
        return None
    letters = len(_LETTERS.findall(cell.text))
    for mention in mentions:
        name = actor_of(mention)
        if name is None or not cell.start <= mention.start < cell.end or name.person:
            continue
        if len(_LETTERS.findall(mention.quote)) >= CELL_SHARE * letters:
            return name.id
    return None


def amount_in(
    document: Document, table: Table, cell: Cell, mentions: Sequence[Mention]
) -> Money | Quantity | None:
    """What a cell counts, in the currency and scale of its head or of the words above."""
    inside = [
        m
        for m in mentions
        if cell.start <= m.start
        and m.end <= cell.end
        and not bracketed(document.text, cell.start, m.start)
    ]
    for mention in inside:
        amount = money_of(mention) or quantity_of(mention)
        if amount is not None:
            return amount
    if not _NUMBER.fullmatch(cell.text):
        return None
    for words in (cell.head, table.above):
        money = scaled(document, cell.text, words)
        if money is not None:
            return money
    low = cell.head.lower()
    counting = not low or bool(COUNTING & set(low.split()))
    text = f"{cell.text} {'pieces' if counting else low}"
    found = amounts.find(text, 0, len(text), home=document.home)
    if len(found) == 1 and isinstance(found[0].normal, Quantity):
        return replace(found[0].normal, unit="" if counting else found[0].normal.unit)
    return None


def scaled(document: Document, number: str, head: str) -> Money | None:
    """A bare number as a sum in the currency and scale that a head names, or None."""
    scale = _SCALE.search(head)
    size = ""
    if scale is not None and not number.rstrip()[-1:].isalpha():
        word = (scale[1] or "thousand").lower()
        size = {"m": "million", "mn": "million", "mln": "million", "bn": "billion"}.get(word, word)
    for word in re.split(r"[\s(),;:]+", head):
        plain = word.islower() and len(word) > 1
        if not word or (plain and not word.startswith(("euro", "dollar"))):
            continue
        text = f"{word} {number} {size.rstrip('s')}".strip()
        found = amounts.find(text, 0, len(text), home=document.home)
        if len(found) == 1 and found[0].start == 0 and isinstance(found[0].normal, Money):
            return found[0].normal
    return None


def kind_of(
    rulebook: Rulebook,
    lines: Sequence[Reading],
    cell: Cell,
    others: Sequence[Cell],
    *,
    money: bool,
) -> tuple[str | None, str]:
    """The kind of a row's gift by the words of its cells, and the thing; of a sum, a grant."""
    for place in (cell, *(c for c in others if c is not cell)):
        for thing in things_in(rulebook, lines, place):
            if thing.cls == "not":
                continue
            kind = thing.money_kind if money and thing.cls != "money" else thing.kind
            if kind is not None:
                return kind, thing.phrase
    return (GRANT if money else None), ""


def things_in(rulebook: Rulebook, lines: Sequence[Reading], cell: Cell) -> Iterator[Thing]:
    """The known things among the words of a cell, in order, the longest phrase at each end."""
    for reading in lines:
        tokens = reading.tree.at(cell.start, cell.end)
        found: list[Thing] = []
        for number in range(1, len(tokens) + 1):
            run = tokens[:number]
            thing = rulebook.thing_of([t.lemma.lower() for t in run], [t.form.lower() for t in run])
            if thing is None:
                continue
            if found and thing.phrase.startswith(found[-1].phrase.split(" ")[0] + " "):
                found.pop()
            found.append(thing)
        yield from found


def draft_of(
    reading: Reading,
    giver: str,
    cell: Cell,
    row: Sequence[Cell],
    kind: str,
    status: str,
    amount: Money | Quantity | None,
) -> Draft:
    """The draft of one cell; its evidence runs from the row's start to the cell's end."""
    start, end = row[0].start, cell.end
    says = f"{giver} gives {cell.text!r}" + (f" under {cell.head!r}" if cell.head else "")
    return Draft(
        reading=reading,
        proposal=None,
        contributor=giver,
        contributor_via="row",
        kind=kind,
        status=status,
        start=start,
        end=end,
        money=amount if isinstance(amount, Money) else None,
        quantity=amount if isinstance(amount, Quantity) else None,
        what=reading.span(cell.start, cell.end),
        steps=[Step(rule="row.cell", says=says, start=start, end=end)],
    )
