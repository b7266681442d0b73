"""Opens the database behind a ledger and says in one line why it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    exc,
    inspect,
    make_url,
    pool,
    select,
)

from pledgebook.errors import LedgerError
from pledgebook.ledger.tables import APPLICATION_ID, FORMAT, format_table

_HEADER: Final = b"SQLite format 3\x00"
MEMORY: Final = ":memory:"


@contextmanager
def errors_named(name: str) -> Iterator[None]:
    """Turns what the database reports into one line that names the ledger and what to do."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        raise LedgerError(f"{name}: {_advice(str(getattr(error, 'orig', error)))}") from error


def _advice(message: str) -> str:
    lowered = message.casefold()
    for words, advice in (
        ("lock timeout", "another process is writing to this ledger; try again when it is done"),
        ("locked", "another process is writing to this ledger; try again when it is done"),
        ("readonly", "this ledger is read-only; make the file and its folder writable"),
        ("read-only", "this ledger is read-only; make the file and its folder writable"),
        ("unable to open", "the file cannot be opened; check the folder and your rights to it"),
        ("not a database", "this is not a SQLite file; choose another name with --ledger"),
        ("malformed", "the file is damaged; restore it from a backup"),
        ("disk is full", "the disk is full; nothing of the last document was saved"),
        ("no space left", "the disk is full; nothing of the last document was saved"),
        ("append-only", "what was read and decided is never changed; add a judgement instead"),
    ):
        if words in lowered:
            return advice
    for words, advice in (
        (
            "password authentication failed",
            "the server refuses user or password; correct the address",
        ),
        ("permission denied", "your user has no right to do this; ask who keeps the database"),
        ("connection", "the database server cannot be reached or went away; check that it runs"),
    ):
        if words in lowered:
            return f"{advice} ({message.splitlines()[-1].strip()})"
    return f"the database says: {message.splitlines()[0]}"


def place_of(path: str) -> tuple[str, str]:
    """The file or address in one form, and the name by which messages call it.

    `sqlite:///pledges.db` is the file pledges.db; of a server's address the name leaves out
    user, password and options. `postgres://` and `postgresql://` mean the driver psycopg 3.

    Raises:
        LedgerError: no address that can be read, or of another kind of database.
    """
    if path == MEMORY:
        return path, "the ledger in memory"
    if "://" not in path:
        return path, path
    try:
        url = make_url(path)
    except (exc.ArgumentError, ValueError):
        # The text is not repeated: it may hold a password.
        raise LedgerError(
            "the ledger's address cannot be read; write postgresql://USER@HOST/DATABASE"
        ) from None
    sort = url.get_backend_name()
    if sort == "sqlite":
        return place_of(url.database or MEMORY)
    if sort not in ("postgresql", "postgres"):
        raise LedgerError(
            f"{sort}: no such ledger; name a SQLite file or a postgresql:// address with --ledger"
        )
    url = url.set(drivername="postgresql+psycopg")
    bare = URL.create("postgresql", host=url.host, port=url.port, database=url.database)
    return url.render_as_string(hide_password=False), bare.render_as_string()


def connect(path: str, *, create: bool, timeout: float) -> tuple[Engine, bool]:
    """An engine for the ledger at a path or address, and whether it can be written.

    Args:
        create: make a SQLite file that is missing.
        timeout: seconds to wait for another writer.

    Raises:
        LedgerError: the file is missing, a folder, no SQLite file, or cannot be opened; the
            driver of the server's database is not installed.
    """
    if "://" in path:
        return _connect_server(path, timeout), True
    if path == MEMORY:
        engine = create_engine("sqlite://", poolclass=pool.StaticPool)
        _prepare(engine, timeout, wal=False)
        return engine, True
    file = Path(path)
    writable = _check_file(file, create=create)
    address = f"sqlite:///{file}"
    if not writable:
        how = "immutable=1" if not Path(f"{file}-wal").exists() else "mode=ro"
        address = f"sqlite:///file:{file.absolute()}?{how}&uri=true"
    engine = create_engine(address)
    _prepare(engine, timeout, wal=writable)
    return engine, writable


def _connect_server(address: str, timeout: float) -> Engine:
    """An engine for a PostgreSQL database whose transactions are those of a SQLite file.

    A reader sees one state from its first query to its last. There is one writer at a time;
    its lock is taken before anything is read, or it would decide on what was true before it
    waited.
    """
    try:
        engine = create_engine(address, connect_args={"client_encoding": "utf8"})
    except ImportError:
        raise LedgerError(
            "PostgreSQL needs its driver; run `pip install 'pledgebook[postgres]'`"
        ) from None

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        """Fixes what a reader sees, or takes the writer's lock."""
        if not connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(timeout * 1000)}")
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock({APPLICATION_ID}, hashtext(current_schema()))"
        )

    return engine


def _check_file(file: Path, *, create: bool) -> bool:
    """Whether the ledger file can be written, after refusing what cannot be a ledger."""
    if file.is_dir():
        raise LedgerError(f"{file}: this is a folder; name a file in it with --ledger")
    if not file.exists():
        if not create:
            raise LedgerError(f"{file}: there is no ledger here; `pledgebook read` makes one")
        if not file.parent.is_dir():
            raise LedgerError(f"{file}: the folder {file.parent} does not exist; make it first")
        if not os.access(file.parent, os.W_OK):
            raise LedgerError(f"{file}: the folder is read-only; choose another with --ledger")
        return True
    try:
        with file.open("rb") as handle:
            header = handle.read(len(_HEADER))
    except OSError as error:
        raise LedgerError(f"{file}: cannot be read ({error.strerror}); check its rights") from error
    if header and header != _HEADER:
        raise LedgerError(f"{file}: this is not a SQLite file; choose another name with --ledger")
    if not header and not create:
        raise LedgerError(f"{file}: the file is empty; `pledgebook read` makes a ledger of it")
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _may_be_ours(connection: Any) -> bool:
    """Whether a database is a ledger or empty: the mode of anybody else's is not changed."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    return (
        mark == APPLICATION_ID
        or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
    )


def _prepare(engine: Engine, timeout: float, *, wal: bool) -> None:
    """Sets each connection up; transactions begin as this program says, not the driver."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        """Sets up a new connection to the file."""
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        if wal and _may_be_ours(connection):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        """Begins at once as reader or as writer."""
        if connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
            # A ledger in memory has one connection: looking may go on while it is looked at.
            return
        # A reader that turns writer would fail at once instead of waiting for the lock.
        immediate = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def bring_up_to_date(engine: Engine, name: str, *, create: bool, writable: bool) -> None:
    """Migrates a new or older ledger to this version's format.

    Raises:
        LedgerError: the database is something else, newer, or too old to read unwritten.
    """
    with errors_named(name), engine.connect() as connection:
        found = _format_of(connection)
    if found == FORMAT:
        return
    if found is None:
        raise LedgerError(
            f"{name}: this is a database but not a Pledgebook ledger; "
            "choose another name with --ledger"
        )
    if found > FORMAT:
        raise LedgerError(
            f"{name}: written by a newer Pledgebook (format {found}, this one reads up to "
            f"{FORMAT}); run `pip install --upgrade pledgebook`"
        )
    if not writable:
        raise LedgerError(f"{name}: an older ledger that is read-only; make it writable once")
    if found == 0 and not create:
        raise LedgerError(f"{name}: an empty database; `pledgebook read` makes a ledger of it")
    with errors_named(name):
        _migrate(engine)


def _format_of(connection: Connection) -> int | None:
    """The format of a ledger; 0 for an empty database, None for somebody else's."""
    tables = inspect(connection).get_table_names()
    if connection.dialect.name == "sqlite":
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if mark == APPLICATION_ID:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        return None if tables else 0
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        # Elsewhere the database would count bytes where spans count characters.
        raise LedgerError(f"the database is kept in {encoding}; make one with `createdb -E UTF8`")
    if format_table.name in tables:
        return int(connection.execute(select(format_table.c.format)).scalar_one())
    return None if tables else 0


def _migrate(engine: Engine) -> None:
    """Runs the packaged migrations in one transaction and marks the file as a ledger."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "pledgebook.ledger:migrations")
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        with connection.begin():
            if _format_of(connection) == FORMAT:
                return
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.execute(format_table.delete())
            connection.execute(format_table.insert().values(format=FORMAT))
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
