import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgebook.errors import SourceError
from pledgebook.sources import local
from pledgebook.sources.local import Skipped, snapshot, snapshots, take
from pledgebook.sources.metadata import read_metadata
from pledgebook.types import Snapshot


def names(items: Iterator[Snapshot | Skipped]) -> list[str]:
    return [item.name for item in items if isinstance(item, Snapshot)]


def only_error(path: Path, **options: int) -> str:
    (item,) = snapshots([path], **options)
    assert isinstance(item, Skipped)
    message = str(item.error)
    assert "\n" not in message
    assert path.name in message
    return message


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Togo sent tents.")
    (tmp_path / "a.html").write_text("<html><p>Benin sent flour.</p></html>")
    (tmp_path / "notes.json").write_text("{}")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.MD").write_text("# Ghana sends rice")
    return tmp_path


def test_folder_is_read_sorted_and_deep(folder: Path) -> None:
    assert names(snapshots([folder])) == ["a", "b", "c"]


def test_folder_without_texts_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b")
    assert "holds no text" in only_error(tmp_path)


def test_pattern(folder: Path) -> None:
    assert names(snapshots([folder / "**" / "*.*d"])) == []
    assert names(snapshots([folder / "*.txt", folder / "d*"])) == ["b", "c"]
    (item,) = snapshots([folder / "*.rtf"])
    assert isinstance(item, Skipped)
    assert "matches no file" in str(item.error)


def test_file_with_brackets_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "[draft] text.txt").write_text("Mali sent rice.")
    assert names(snapshots([tmp_path / "[draft] text.txt"])) == ["[draft] text"]


def test_same_file_is_read_once(folder: Path) -> None:
    paths = [folder / "b.txt", folder / "deep" / ".." / "b.txt", folder / "*.txt", folder / "b.txt"]
    assert names(snapshots(paths)) == ["b"]


def test_snapshot_holds_bytes_type_and_digest(folder: Path) -> None:
    snapshot = take(folder / "b.txt")
    assert snapshot.body == b"Togo sent tents."
    assert snapshot.media_type == "text/plain"
    assert snapshot.digest == "f404ae389d75db72e942c7b76206e0a54b430b16fc476a0bac3c3c7c405f1c73"
    assert take(folder / "a.html").media_type == "text/html"


def test_page_under_the_name_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("\n <!DOCTYPE html><html><p>Words</p></html>")
    assert take(tmp_path / "page.txt").media_type == "text/html"


def test_missing_file(tmp_path: Path) -> None:
    assert "no such file" in only_error(tmp_path / "gone.txt")


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "e.txt").touch()
    assert "is empty" in only_error(tmp_path / "e.txt")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00" * 500, "binary"),
    ],
)
def test_binary_file(tmp_path: Path, body: bytes, says: str) -> None:
    (tmp_path / "x.txt").write_bytes(body)
    assert says in only_error(tmp_path / "x.txt")


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_other_character_sets_are_no_binary(tmp_path: Path, charset: str) -> None:
    (tmp_path / "x.txt").write_bytes(
        "Ghana will send 40 doctors, he said – “soon”.".encode(charset)
    )
    assert names(snapshots([tmp_path / "x.txt"])) == ["x"]


def test_single_control_characters_are_no_binary(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"Ghana will send forty doctors.\x00\n" * 20 + b"x" * 400)
    assert names(snapshots([tmp_path / "x.txt"])) == ["x"]


def test_other_format_is_named(folder: Path) -> None:
    assert "application/json" in only_error(folder / "notes.json")


def test_file_without_suffix_is_read(tmp_path: Path) -> None:
    (tmp_path / "Sept. 5 statement").write_text("Words.")
    assert names(snapshots([tmp_path / "Sept. 5 statement"])) == ["Sept"]


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 2_500_000)
    assert "2.5 MB, above the limit of 2 MB" in only_error(tmp_path / "big.txt", limit=2_000_000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("words")
    (tmp_path / "x.txt").chmod(0)
    assert "may not be read" in only_error(tmp_path / "x.txt")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.txt").write_text("words")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not be read" in only_error(tmp_path / "x.txt")


def test_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no file that can be read" in only_error(tmp_path / "pipe.txt")


def test_file_that_grows_while_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.txt"
    path.write_text("first words")
    real = os.fstat
    calls = 0

    def growing(descriptor: int) -> os.stat_result:
        nonlocal calls
        calls += 1
        if calls == 2:
            with path.open("a") as file:
                file.write(" and more")
        return real(descriptor)

    monkeypatch.setattr(local.os, "fstat", growing)
    assert "changed while it was read" in only_error(path)


def test_run_goes_on_after_an_error(folder: Path) -> None:
    assert names(snapshots([folder / "gone.txt", folder / "b.txt"])) == ["b"]


def test_nameless_path() -> None:
    (item,) = snapshots(["a\0b"])
    assert isinstance(item, Skipped)
    (item,) = snapshots(["x" * 5000])
    assert isinstance(item, Skipped)


def test_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9\n.txt")  # noqa: PTH118
    with open(path, "w") as file:  # noqa: PTH123
        file.write("words")
    (item,) = snapshots([tmp_path])
    assert isinstance(item, Snapshot)
    assert item.name == "caf\ufffd\ufffd"
    item.address.encode()


def test_metadata_comes_along(folder: Path) -> None:
    table = folder / "m.csv"
    table.write_text("path,publisher\nb.txt,The Lomé Post\n")
    items = [i for i in snapshots([folder], read_metadata(table)) if isinstance(i, Snapshot)]
    assert [i.metadata.publisher for i in items] == [None, "The Lomé Post", None]


def test_take_raises(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        take(tmp_path / "gone.txt")


def test_bytes_from_elsewhere_are_a_snapshot_too() -> None:
    made = snapshot("standard input", b"<!doctype html><p>Togo sent tents.</p>")
    assert (made.address, made.name, made.media_type) == ("standard input", "text", "text/html")
    for body, says in ((b"", "is empty"), (b"%PDF-1.7", "a PDF")):
        with pytest.raises(SourceError, match=f"standard input: .*{says}"):
            snapshot("standard input", body)
