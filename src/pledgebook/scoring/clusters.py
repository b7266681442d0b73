"""Scores clusters of claims (commitments) by B³, and a ledger's states day by day.

A cluster file names the texts on one event and the ledger that they should give; a ledger of
these texts alone is built from predictions and compared with it.

B³: A. Bagga and B. Baldwin, "Algorithms for scoring coreference chains", LREC 1998. For each
claim, precision is the share of its predicted cluster that belongs with it in gold, recall
the share of its gold cluster that it was put together with; both are averaged over claims.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pledgebook.errors import SettingsError
from pledgebook.ledger.records import Commitment
from pledgebook.scoring.claims import Tally
from pledgebook.scoring.compare import ActorKey, actor_key
from pledgebook.scoring.records import GoldDocument, ScoredClaim
from pledgebook.scoring.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class BCubed:
    """B³ over the `claims` that both sides have; `gold` counts all that gold has."""

    precision: float
    recall: float
    claims: int
    gold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[str, Hashable], predicted: Mapping[str, Hashable]) -> BCubed:
    """B³ of a clustering, given as a cluster for each claim id.

    Only claims on both sides are scored: a claim that was never found says nothing of how
    claims are put together, and is counted by the scores of claims. With no claim on both
    sides precision and recall are 0.

    {"a": 1, "b": 1, "c": 2} against {"a": 1, "b": 2, "c": 2}: precision 2/3, recall 2/3.
    """
    shared = gold.keys() & predicted.keys()
    if not shared:
        return BCubed(precision=0.0, recall=0.0, claims=0, gold=len(gold))
    by_gold = Counter(gold[claim] for claim in shared)
    by_predicted = Counter(predicted[claim] for claim in shared)
    both = Counter((gold[claim], predicted[claim]) for claim in shared)
    # Sums over cells of the table, not over the set: the order of a set is not repeatable.
    precision = sum(n * n / by_predicted[cell[1]] for cell, n in both.items())
    recall = sum(n * n / by_gold[cell[0]] for cell, n in both.items())
    size = len(shared)
    return BCubed(precision=precision / size, recall=recall / size, claims=size, gold=len(gold))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One commitment as it stood on a day (ISO date): its status by then."""

    contributor: str
    kind: str
    recipient: str | None
    day: str
    status: str


def _key(state: State) -> tuple[ActorKey | None, str, ActorKey | None, str, str]:
    return (
        actor_key(state.contributor),
        state.kind,
        actor_key(state.recipient),
        state.day,
        state.status,
    )


def equal_states(gold: Iterable[State], predicted: Iterable[State]) -> Tally:
    """How many gold states a ledger holds; each predicted state answers one gold state."""
    have = Counter(_key(state) for state in predicted)
    hits: dict[bool, int] = defaultdict(int)
    for state in gold:
        key = _key(state)
        hits[have[key] > 0] += 1
        have[key] -= 1
    return Tally(hits=hits[True], of=hits[True] + hits[False])


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """The status of a gold commitment from a day (ISO date) on."""

    as_of: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCommitment:
    """One commitment of the expected ledger; `claims` are `document#claim`."""

    id: str
    contributor: str
    kind: str
    claims: tuple[str, ...]
    timeline: tuple[TimelineEntry, ...]
    recipient: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterText:
    """One text of a cluster with the day that it was published."""

    id: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCluster:
    """The texts on one event and the commitments that they should give."""

    cluster: str
    documents: tuple[ClusterText, ...]
    commitments: tuple[GoldCommitment, ...]

    def days(self) -> tuple[str, ...]:
        """The days on which one of the texts was published, in order."""
        return tuple(sorted({each.published for each in self.documents}))

    def states(self, days: Sequence[str]) -> Iterator[State]:
        """How each commitment stood on each day: the last entry on or before it."""
        for each in self.commitments:
            for day in days:
                past = [entry for entry in each.timeline if entry.as_of <= day]
                if past:
                    yield State(
                        contributor=each.contributor,
                        kind=each.kind,
                        recipient=each.recipient,
                        day=day,
                        status=max(past, key=lambda entry: entry.as_of).status,
                    )


def gold_clusters(folder: Path) -> tuple[GoldCluster, ...]:
    """The cluster files under a folder, by name; other JSON is passed over.

    Raises:
        SettingsError: a cluster file has another form.
    """
    from pydantic import TypeAdapter, ValidationError

    adapter, found = TypeAdapter(GoldCluster), []
    for path in sorted(folder.rglob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        if not isinstance(data, dict) or "commitments" not in data:
            continue
        try:
            found.append(adapter.validate_python(data))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"{path}: {place}: {first['msg']}; correct the file") from None
    return tuple(found)


def commitment_states(commitments: Iterable[Commitment], day: str) -> Iterator[State]:
    """The states of a ledger's commitments as of a day."""
    for each in commitments:
        yield State(
            contributor=each.contributor,
            kind=each.kind,
            recipient=each.recipient,
            day=day,
            status=each.status,
        )


def found_claims(
    gold: Sequence[GoldDocument],
    predicted: Mapping[str, Sequence[ScoredClaim]],
    report: Report,
) -> dict[tuple[str, str], str]:
    """The gold claim (`document#claim`) that each predicted claim (document, id) found."""
    out: dict[tuple[str, str], str] = {}
    for document in gold:
        for pair in report.documents[document.id].pairs:
            if pair.found:
                got = predicted[document.id][pair.predicted].id
                name = document.gold.claims[pair.gold].id
                out[document.id, got] = f"{document.id}#{name}"
    return out


def predicted_clusters(
    commitments: Iterable[Commitment], found: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """The commitment that each found gold claim was put into."""
    return {
        found[report.claim.document, report.claim.id]: each.id
        for each in commitments
        for report in each.reports
        if (report.claim.document, report.claim.id) in found
    }
