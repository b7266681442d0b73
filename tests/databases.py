"""Where tests keep ledgers: a SQLite file or memory, and a PostgreSQL server if one can be had.

`PLEDGEBOOK_TEST_POSTGRESQL` may hold the address of a server on which databases can be made.
Without it a server is started from the installed binaries: in a temporary folder, on a socket
there, for this session only, and as the user `postgres` where the tests run as root, which it
refuses.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, pool

from pledgebook.ledger.connect import place_of
from pledgebook.ledger.store import Ledger

ADDRESS = "PLEDGEBOOK_TEST_POSTGRESQL"
_DEBIAN = Path("/usr/lib/postgresql")
# Nothing here has to outlive the power supply, and a database is made for nearly every test.
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def engine_of(place: str) -> Engine:
    """Direct access to the database of a ledger."""
    address, _ = place_of(place)
    return create_engine(address if "://" in address else f"sqlite:///{address}")


class NoServerError(Exception):
    """No PostgreSQL server can be had; the message says why."""


@dataclass
class Server:
    """A server on which a database is made for each ledger, as a copy of an empty ledger."""

    address: str
    _admin: Engine = field(init=False)
    _numbers: Iterator[int] = field(default_factory=count)
    _prefix: str = field(init=False)

    def __post_init__(self) -> None:
        url = make_url(self.address).set(drivername="postgresql+psycopg")
        # Without a pool: a database is a template only while nobody is connected to it.
        self._admin = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=pool.NullPool)
        self._prefix = f"pledgebook_test_{os.getpid()}"
        self._run(f"CREATE DATABASE {self._prefix} TEMPLATE template0 ENCODING 'UTF8'")
        Ledger.open(self._address_of(self._prefix), create=True).close()

    def new(self, template: str | None = None) -> str:
        """The address of a new database: a ledger that holds nothing, or what a template says."""
        name = f"{self._prefix}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template or self._prefix}")
        return self._address_of(name)

    def drop(self, address: str) -> None:
        """Ends all connections to a database and removes it."""
        self._run(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    def close(self) -> None:
        """Removes what is left."""
        self._run(f"DROP DATABASE {self._prefix} WITH (FORCE)")
        self._admin.dispose()

    def _address_of(self, name: str) -> str:
        url = make_url(self.address).set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)

    def _run(self, command: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(command)


@contextmanager
def server() -> Iterator[Server]:
    """The server that the environment names, or one of this session.

    Raises:
        NoServerError: neither can be had.
    """
    if find_spec("psycopg") is None:
        raise NoServerError("psycopg is not installed: pip install 'pledgebook[postgres]'")
    address = os.environ.get(ADDRESS)
    if address:
        found = Server(address)
        yield found
        found.close()
        return
    with _started() as address:
        yield Server(address)


@contextmanager
def _started() -> Iterator[str]:
    try:
        programs = binaries()
    except LookupError as error:
        raise NoServerError(str(error)) from error
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    before = ["runuser", "-u", "postgres", "--"] if as_root else []
    if as_root and shutil.which("runuser") is None:
        raise NoServerError("a server refuses to run as root, and there is no runuser here")
    # In /tmp, since a socket's path has 107 characters at most.
    place = Path(tempfile.mkdtemp(prefix="pledgebook-pg-", dir="/tmp"))
    try:
        if as_root:
            shutil.chown(place, "postgres")
        data, log = place / "data", place / "log"
        control = [*before, str(programs / "pg_ctl"), "--silent", "-D", str(data)]
        options = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
        started = ["-w", "-l", str(log), "-o", f"{_QUICK} -k {place} -c listen_addresses=''"]
        try:
            _quiet([*before, str(programs / "initdb"), "-D", str(data), *options], place)
            _quiet([*control, *started, "start"], place)
        except (subprocess.CalledProcessError, OSError, LookupError) as error:
            raise NoServerError(f"PostgreSQL could not be started: {error}") from error
        try:
            yield f"postgresql://postgres@/postgres?host={place}"
        finally:
            _quiet([*control, "-m", "immediate", "stop"], place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def binaries() -> Path:
    """The folder of the server's programs, the newest where there are several.

    Raises:
        LookupError: there are none.
    """
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    if not versions:
        raise LookupError(f"no PostgreSQL is installed, and {ADDRESS} names no server")
    return versions[-1].parent


def _quiet(command: list[str], place: Path) -> None:
    with (place / "out").open("ab") as out:
        # Without files of its own the server would keep pytest's open.
        subprocess.run(
            command, cwd=place, check=True, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
