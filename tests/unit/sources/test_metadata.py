from pathlib import Path

import pytest

from pledgebook.errors import SettingsError
from pledgebook.sources.metadata import read_metadata
from pledgebook.types import Metadata


def written(tmp_path: Path, text: str, name: str = "m.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_csv(tmp_path: Path) -> None:
    table = read_metadata(
        written(
            tmp_path,
            "path,id,title,publisher,published,url,colour\n"
            'a.txt,A1,"Tents, at last",The Lomé Post,2019-03-12,https://x.example/a,red\n'
            "b.txt,,,,2019-03,,\n",
        )
    )
    assert table.of(Path("news/a.txt")) == Metadata(
        id="A1",
        title="Tents, at last",
        publisher="The Lomé Post",
        published="2019-03-12",
        url="https://x.example/a",
    )
    assert table.of(Path("b.txt")) == Metadata(published="2019-03")
    assert table.of(Path("c.txt")) is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separators_and_mark(tmp_path: Path, delimiter: str) -> None:
    text = "\ufeff" + delimiter.join(["Path", "Publisher"]) + "\r\n" + f"a.txt{delimiter}Post\r\n"
    assert read_metadata(written(tmp_path, text)).of(Path("a.txt")) == Metadata(publisher="Post")


def test_json_lines(tmp_path: Path) -> None:
    text = '{"path": "a.txt", "id": 7, "published": "2014-09-05T10:00Z"}\n\n{"path": "b.txt"}\n'
    table = read_metadata(written(tmp_path, text, "m.jsonl"))
    assert table.of(Path("a.txt")) == Metadata(id="7", published="2014-09-05")
    assert table.of(Path("b.txt")) == Metadata()


def test_longer_path_is_taken_before_the_name(tmp_path: Path) -> None:
    table = read_metadata(
        written(tmp_path, "path,id\na.txt,short\nx/a.txt,long\n.\\y\\a.txt,dos\n")
    )
    ids = {p: m.id for p in ("a.txt", "x/a.txt", "z/a.txt", "y/a.txt") if (m := table.of(Path(p)))}
    assert ids == {"a.txt": "short", "x/a.txt": "long", "z/a.txt": "short", "y/a.txt": "dos"}


def test_path_from_the_table_up(tmp_path: Path) -> None:
    (tmp_path / "meta").mkdir()
    table = read_metadata(written(tmp_path / "meta", "path,id\n../texts/a.txt,A\n"))
    found = table.of(tmp_path / "texts" / "a.txt")
    assert found is not None
    assert found.id == "A"
    assert table.of(tmp_path / "others" / "a.txt") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,id\na.txt,1\n", "line 1: has no column 'path'"),
        ("", "line 1: has no column 'path'"),
        ("path,id\na.txt,1\n,2\n", "line 3: names no path"),
        ("path,id\na.txt,1,2\n", "line 2: has more cells"),
        ("path,published\na.txt,5 May 2014\n", "line 2: published is '5 May 2014'"),
        ("path,published\na.txt,2014-13-01\n", "line 2: published"),
        ("path,id\na.txt,1\na.txt,2\n", "line 3: says of a.txt something else than line 2"),
        ('path,id\n"a.txt,1\n', "is not CSV"),
        ('{"path": "a.txt"}\n{"path": \n', "line 2: is not JSON"),
        ('{"path": "a.txt"}\n[1]\n', "line 2: is no JSON object"),
        ('{"path": "a.txt", "title": ["x"]}\n', "line 1: title is"),
    ],
)
def test_malformed(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read_metadata(path)
    message = str(caught.value)
    assert says in message
    assert str(path) in message
    assert "\n" not in message


def test_same_line_twice_is_no_conflict(tmp_path: Path) -> None:
    table = read_metadata(written(tmp_path, "path,id\na.txt,1\na.txt,1\n"))
    assert table.of(Path("a.txt")) == Metadata(id="1")


def test_unreadable(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_metadata(tmp_path / "gone.csv")
    (tmp_path / "latin.csv").write_bytes(b"path\ncaf\xe9.txt")
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_metadata(tmp_path / "latin.csv")
