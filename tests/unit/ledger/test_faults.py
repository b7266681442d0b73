"""What goes wrong with machines: nothing that was acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, tzinfo
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from databases import Server
from factories import reading, says
from pledgebook.errors import LedgerError
from pledgebook.ledger import adding, connect, judging
from pledgebook.ledger.store import Ledger
from pledgebook.types import Result
from unit.ledger.making import full_reading, ledger_of

KILLS = 50
"""How often each of the four tests below kills: two hundred times together."""

NewPlace = Callable[[], str]


def ship(number: int, **fields: object) -> Result:
    giver = ("FRA", "ITA", "GRC")[number % 3]
    line = f"{giver} will send {number} frigates."
    return reading(says(line, contributor=giver), id=f"d{number}", **fields)  # type: ignore[arg-type]


def work(place: str, first: int, told: Connection) -> None:
    """Reads, links and reviews, and tells of each document and judgement once it is saved."""
    told.send(("started", ""))
    with Ledger.open(place) as ledger:
        for number in range(first, first + 1000):
            ledger.add(ship(number))
            told.send(("document", f"d{number}"))
            if number % 3 == 0:
                ledger.link()
            if number % 4 == 0:
                (report,) = ledger.view().claims_of(f"d{number}")
                judged = ledger.judge(report.identity, "accept", author="ana")
                told.send(("judgement", str(judged)))


def make(place: str, told: Connection) -> None:
    """Makes the tables of a ledger, and a first entry."""
    told.send(("started", ""))
    with Ledger.open(place, create=True) as ledger:
        ledger.add(full_reading())
        told.send(("document", "courier"))
    time.sleep(60)


def killed(target: Callable[..., None], *arguments: object, within: float) -> list[tuple[str, str]]:
    """What a process told before it was killed (SIGKILL) at a random moment of its work."""
    # Forked, and what is imported late is imported, so that the moment falls into the work.
    with Ledger.open(":memory:") as ledger:
        ledger.add(ship(0))
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe(duplex=False)
    process = forking.Process(target=target, args=(*arguments, theirs))
    process.start()
    theirs.close()
    assert ours.recv() == ("started", "")
    time.sleep(random.uniform(0, within))
    process.kill()
    process.join()
    told = []
    while True:
        try:
            told.append(ours.recv())
        except EOFError:
            break
    ours.close()
    process.close()
    return told


@pytest.mark.slow
def test_killed_while_reading_linking_and_reviewing(database: NewPlace) -> None:
    place = database()
    Ledger.open(place, create=True).close()
    acknowledged: list[tuple[str, str]] = []
    for round_ in range(KILLS):
        acknowledged += killed(work, place, 1000 * round_, within=0.25)
        with Ledger.open(place) as ledger:
            # Waits for what a server still does for the one who died.
            ledger.link()
            view = ledger.view()
            names = [source.name for source in view.documents()]
            judged = [str(judgement.id) for judgement in view.judgements()]
            claims, found = view.totals().claims, ledger.check()
        assert (found.number, found.waiting) == (0, 0)
        assert len(names) == len(set(names)) == claims
        saved = {("document", name) for name in names} | {("judgement", each) for each in judged}
        assert set(acknowledged) <= saved
        # A kill may fall between saving and telling, once a round.
        assert len(saved) <= len(acknowledged) + round_ + 1
    assert len(acknowledged) > KILLS


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_while_the_tables_are_made(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("ledgers")
    server: Server | None = None
    if kind == "postgresql":
        server = request.getfixturevalue("postgresql")
    for round_ in range(KILLS):
        place = server.new("template0") if server else str(folder / f"{round_}.db")
        told = killed(make, place, within=0.2)
        with Ledger.open(place, create=True) as ledger:
            assert ledger.view().totals().documents in ((1,) if told else (0, 1))
            ledger.add(full_reading())
            assert ledger.view().totals().documents == 1
            assert ledger.check().number == 0
        if server:
            server.drop(place)


def test_two_writers_lose_and_double_nothing(database: NewPlace) -> None:
    place = database()
    Ledger.open(place, create=True).close()
    results = [ship(number) for number in range(30)]

    def add(some: list[Result]) -> int:
        with Ledger.open(place, timeout=60) as ledger:
            return sum(ledger.add(result) + 0 * ledger.link() for result in some)

    with ThreadPoolExecutor() as threads:
        added = sum(threads.map(add, (results[:20], list(reversed(results[10:])))))
    assert added == 30
    expected = [commitment.id for commitment in ledger_of(*results).view().commitments()]
    with Ledger.open(place) as ledger:
        assert [commitment.id for commitment in ledger.view().commitments()] == expected
        assert ledger.check().number == 0


def test_a_full_disk_is_one_line_and_what_was_saved_stays(tmp_path: Path) -> None:
    place = tmp_path / "pledges.db"
    saved: list[str] = []

    def fill(ledger: Ledger) -> None:
        for number in range(1000):
            ledger.add(ship(number))
            saved.append(f"d{number}")

    with Ledger.open(place, create=True) as ledger:
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            # SQLite then says what it says where no page can be had from the disk.
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
        with pytest.raises(LedgerError, match=r"pledges\.db: the disk is full; nothing of the"):
            fill(ledger)
    assert len(saved) > 1
    with Ledger.open(place) as ledger:
        assert {source.name for source in ledger.view().documents()} == set(saved)
        assert ledger.check().number == 0
        assert ledger.add(ship(999))


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ('could not extend file "base/5/1": No space left on device', "the disk is full"),
        ("database or disk is full", "the disk is full"),
        ("canceling statement due to lock timeout", "another process is writing"),
        ("permission denied for table claims", "your user has no right to do this"),
        ("server closed the connection unexpectedly", "cannot be reached or went away"),
        ("column full_name does not exist", "the database says: column full_name"),
    ],
)
def test_what_databases_say_is_turned_into_advice(said: str, advice: str) -> None:
    assert connect._advice(said).startswith(advice) or advice in connect._advice(said)


def test_a_clock_that_goes_backwards_changes_no_order(
    database: NewPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = iter(range(23, 0, -1))

    class Backwards(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Backwards:
            return cls(2026, 1, 1, next(hours), tzinfo=tz)

    monkeypatch.setattr(adding, "datetime", Backwards)
    monkeypatch.setattr(judging, "datetime", Backwards)
    with Ledger.open(database(), create=True) as ledger:
        ledger.add(reading(says(), version="1.0"))
        ledger.add(reading(says(status="delivered"), version="1.1"))
        (commitment,) = ledger.view().commitments()
        assert commitment.status == "delivered"
        ledger.judge(commitment.id, "reject", author="ana")
        ledger.judge(commitment.id, "accept", author="ben")
        assert len(list(ledger.view().commitments())) == 1
        assert [judged.author for judged in ledger.view().judgements()] == ["ana", "ben"]
        assert ledger.check().number == 0
