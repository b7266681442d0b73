"""Learns the weights of `Claim.score` on documents that the network has not seen.

    python training/score.py FOLDER [FOLDER ...] [--write]

The engine reads each held-out text (`annotated.is_held_out`); a claim counts as right if the
scorer finds it (same contributor, overlapping evidence, same area), and those that meet an
optional gold claim are left out. `--write` replaces `src/pledgebook/data/en/score.tsv` and the
tables in docs/reference/scores.md. Needs nothing besides the package; takes under a minute.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from annotated import as_read, is_gold, is_held_out, lessons, statements
from logistic import (
    OUTER,
    SEED,
    Data,
    Vector,
    average_precision,
    best_strength,
    bins,
    calibration_error,
    fit,
    folds,
    honest,
    loss,
)
from pledgebook.claims.drafting.drafts import Draft
from pledgebook.claims.rules import RulesEngine
from pledgebook.claims.score import ALWAYS, Around, features
from pledgebook.exports.annotation import to_form
from pledgebook.scoring.claims import added, scored
from pledgebook.scoring.records import GoldDocument, ScoredClaim, annotated
from pledgebook.sentences.parse import parser_named
from pledgebook.types import Claim

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "pledgebook" / "data" / "en" / "score.tsv"
PAGE = ROOT / "docs" / "reference" / "scores.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
SEEN_CLAIMS, SEEN_DOCUMENTS = 5, 3
"""A feature has a weight if it occurs in so many claims of so many documents."""
GOLD_WEIGHT = 3.0
"""How much a claim of the gold sets counts against one of the articles written to learn from,
which are denser and harder than what is published, and five times as many."""
THRESHOLDS = tuple(at / 20 for at in range(20))
REAL = frozenset({"real", "seeds"})
"""Folders of the gold set that hold texts as published."""
BETA = 0.5
"""F-0.5: precision counts twice as much as recall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One gold document with the engine's claims: features of each, and whether it is right.

    `right` is None for claims that meet an optional gold claim.
    """

    gold: GoldDocument
    claims: tuple[ScoredClaim, ...]
    features: tuple[tuple[str, ...], ...]
    right: tuple[bool | None, ...]


def read(documents: Sequence[GoldDocument]) -> list[Read]:
    """What the engine finds in each document, nothing left out for its score."""
    seen: list[tuple[str, ...]] = []

    # The engine may drop or reorder claims afterwards: each carries the place of its
    # features as its score.
    def note(claim: Claim, draft: Draft, whole: Around) -> float:
        seen.append(features(claim, draft, whole))
        return float(len(seen) - 1)

    engine = RulesEngine(parser_named("shipped"), score=note, least=0.0)
    out = []
    for gold in documents:
        seen.clear()
        result = engine.read(as_read(gold))
        claims = annotated(to_form(result), gold.id).claims
        score = scored(gold.gold.claims, claims)
        found = {pair.predicted for pair in score.pairs if pair.found}
        wrong = set(score.invented)
        right = tuple(True if j in found else False if j in wrong else None
                      for j in range(len(claims)))  # fmt: skip
        rows = tuple(seen[int(claim.score)] for claim in result.claims)
        out.append(Read(gold=gold, claims=claims, features=rows, right=right))
    return out


def names_in(documents: Sequence[Read]) -> list[str]:
    """The features that are frequent enough to have a weight, the constant one first."""
    claims: dict[str, int] = {}
    texts: dict[str, set[str]] = {}
    for read_ in documents:
        for row, right in zip(read_.features, read_.right, strict=True):
            for name in row if right is not None else ():
                claims[name] = claims.get(name, 0) + 1
                texts.setdefault(name, set()).add(read_.gold.id)
    kept = [
        name
        for name, count in claims.items()
        if count >= SEEN_CLAIMS and len(texts[name]) >= SEEN_DOCUMENTS and name != ALWAYS
    ]
    return [ALWAYS, *sorted(kept)]


def matrix(rows: Sequence[Sequence[str]], names: Sequence[str]) -> np.ndarray:
    """One row a claim, one column a feature, 1 where the claim has it."""
    place = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name in row:
            if name in place:
                x[at, place[name]] = 1
    return x


def data_of(documents: Sequence[Read], names: Sequence[str]) -> Data:
    """All claims; those that are neither right nor wrong do not count."""
    rows = [row for d in documents for row in d.features]
    groups = [d.gold.id for d in documents for _ in d.features]
    y = np.array([float(bool(right)) for d in documents for right in d.right])
    counts = np.array(
        [
            (GOLD_WEIGHT if is_gold(d.gold) else 1.0) * (right is not None)
            for d in documents
            for right in d.right
        ]
    )
    return Data(x=matrix(rows, names), y=y, counts=counts, groups=groups)


def trade(documents: Sequence[Read], p: Vector, least: float) -> tuple[float, float, float, int]:
    """Precision, recall, F-0.5 of found and number of claims with claims below left out."""
    counts, at = [], 0
    for each in documents:
        here = p[at : at + len(each.claims)]
        at += len(each.claims)
        kept = [c for c, score in zip(each.claims, here, strict=True) if score >= least]
        counts.append(scored(each.gold.gold.claims, kept).counts)
    total = added(counts)
    precision = total.found / max(total.predicted, 1)
    recall = total.found / max(total.gold, 1)
    return precision, recall, f_beta(precision, recall), total.predicted


def f_beta(precision: float, recall: float) -> float:
    """F with `BETA`; 0 where nothing was found."""
    weight = BETA * BETA
    both = weight * precision + recall
    return (1 + weight) * precision * recall / both if both else 0.0


def chosen_apart(documents: Sequence[Read], p: Vector) -> tuple[float, float, float, int]:
    """The trade where each fold's least score is the best one of the other folds."""
    groups = [d.gold.id for d in documents]
    kept = np.zeros(len(p))
    at = np.concatenate([[0], np.cumsum([len(d.claims) for d in documents])])
    for out in folds(groups, OUTER, SEED):
        rest = [d for d, held in zip(documents, out, strict=True) if not held]
        rows = np.concatenate([p[at[i] : at[i + 1]] for i in np.flatnonzero(~out)])
        best = max(THRESHOLDS, key=lambda least: trade(rest, rows, least)[2])
        for i in np.flatnonzero(out):
            kept[at[i] : at[i + 1]] = p[at[i] : at[i + 1]] >= best
    return trade(documents, kept, 0.5)


def by_source(documents: Sequence[Read], data: Data, p: Vector) -> list[list[object]]:
    """Mean score and share right in real texts and in those written for the set."""
    real = np.array([d.gold.group in REAL for d in documents for _ in d.claims])
    rows: list[list[object]] = []
    for name, chosen in (("real", real), ("written for the set", ~real)):
        here = chosen & (data.counts > 0)
        if here.any():
            mean, share = p[here].mean(), data.y[here].mean()
            rows.append([name, f"{mean:.2f}", f"{share:.2f}", int(here.sum())])
    return rows


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)


def report(documents: Sequence[Read], data: Data, p: Vector) -> str:
    """The tables: figures, reliability, trade-off."""
    known = data.counts > 0
    q, right, ones = p[known], data.y[known], data.counts[known]
    base = np.full(len(right), right.mean())
    figures: list[list[object]] = [
        ["documents", len(documents)],
        ["claims", len(right)],
        ["share right", f"{right.mean():.3f}"],
        ["expected calibration error", f"{calibration_error(q, right):.3f}"],
        ["average precision", f"{average_precision(q, right):.3f}"],
        ["log loss", f"{loss(q, right, ones):.3f}"],
        ["log loss of the share alone", f"{loss(base, right, ones):.3f}"],
    ]
    reliability = [[f"{mean:.2f}", f"{share:.2f}", size] for mean, share, size in bins(q, right)]
    trades = [(f"{least:.2f}", *trade(documents, p, least)) for least in THRESHOLDS]
    trades.append(("chosen on the other folds", *chosen_apart(documents, p)))
    rows = [
        [least, f"{precision:.3f}", f"{recall:.3f}", f"{f:.3f}", size]
        for least, precision, recall, f, size in trades
    ]
    return "\n".join(
        (
            table(["on held-out documents", ""], figures),
            table(["mean score", "share right", "claims"], reliability),
            table(["texts", "mean score", "share right", "claims"], by_source(documents, data, p)),
            table(["least score", "precision", "recall", "F-0.5", "claims"], rows),
        )
    )


def written(names: Sequence[str], weights: Vector, data: Data) -> str:
    """The weights as a table, with how many claims had each feature and how many were right."""
    lines = ["feature\tweight\tnote"]
    for at, (name, weight) in enumerate(zip(names, weights, strict=True)):
        has = (data.x[:, at] > 0) & (data.counts > 0)
        note = f"{int(data.y[has].sum())} of {int(has.sum())} right"
        lines.append(f"{name}\t{weight:.3f}\t{note}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fits, reports and, where asked, writes."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument(
        "folders", type=Path, nargs="+",
        help="folders of annotated documents; of one with a split.tsv the dev part",
    )  # fmt: skip
    reader.add_argument(
        "--statements", type=Path, nargs=2, metavar=("ANNOTATION", "TEXTS"),
        help="annotation of packed texts, and the texts",
    )  # fmt: skip
    reader.add_argument("--write", action="store_true", help="replace table and page")
    args = reader.parse_args()
    taught = chain(
        *map(lessons, args.folders), statements(*args.statements) if args.statements else ()
    )
    documents = read([each.document for each in taught if is_held_out(each.document)])
    names = names_in(documents)
    data = data_of(documents, names)
    strength = best_strength(data)
    weights = fit(data, strength)
    tables = report(documents, data, honest(data))
    print(tables)
    print(f"penalty {strength:g}, features {len(names)}")
    if args.write:
        TABLE.write_text(written(names, weights, data), encoding="utf-8")
        text = PAGE.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{tables}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
