"""An engine of a few lines, so that the commands are tested without the model."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pledgebook import cli as package
from pledgebook.cli import running
from pledgebook.types import Claim, Document, Sentence, Speaker, Token, Unaligned
from pledgebook.types import Result as Reading

GIVERS = {"France": "FRA", "Germany": "DEU", "Italy": "ITA"}
ACTS = {"will send": "pledged", "has sent": "delivered", "will not send": "declined"}
PATTERN = re.compile(r"(France|Germany|Italy) (will send|has sent|will not send) (\w+ tents)")

Run = Callable[..., Result]


class TentEngine:
    """Finds who sends tents."""

    name = "tents"
    version = "1"

    def read(self, document: Document, *, layers: bool = False) -> Reading:
        claims = tuple(
            Claim(
                id=f"c{number}",
                document=document.id,
                contributor=GIVERS[match[1]],
                kind="humanitarian.shelter",
                status=ACTS[match[2]],  # type: ignore[arg-type]
                evidence=document.span(match.start(), match.end()),
                what=document.span(match.start(3), match.end(3)),
                recipient="IRQ",
                speakers=(Speaker(actor=GIVERS[match[1]], name="Jeanne Morel"),),
                said_by_side="provider",
                score=0.9 if match[3] == "ten tents" else 0.4,
            )
            for number, match in enumerate(PATTERN.finditer(document.text), 1)
        )
        lost = (
            (Unaligned(document=document.id, reason="no_contributor", quote="Somebody will"),)
            if "Somebody" in document.text
            else ()
        )
        return Reading(
            document=document,
            engine=self.name,
            engine_version=self.version,
            claims=claims,
            unaligned=lost,
            parsed=len(document.blocks),
        )


class WordParser:
    """A flat tree for each block: the first word is the root."""

    name = "words"
    version = "1"
    believes = False

    def parse(self, document: Document, blocks: tuple[int, ...]) -> tuple[Sentence, ...]:
        found = []
        for index in blocks:
            block = document.blocks[index]
            words = list(re.finditer(r"\w+", document.text[block.start : block.end]))
            tokens = tuple(
                Token(
                    id=number,
                    form=word.group(),
                    lemma=word.group().lower(),
                    upos="X",
                    xpos="FW",
                    feats="_",
                    head=0 if number == 1 else 1,
                    deprel="root" if number == 1 else "dep",
                    start=block.start + word.start(),
                    end=block.start + word.end(),
                )
                for number, word in enumerate(words, 1)
            )
            if tokens:
                found.append(
                    Sentence(
                        index=len(found),
                        block=index,
                        start=tokens[0].start,
                        end=tokens[-1].end,
                        tokens=tokens,
                    )
                )
        return tuple(found)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The tent engine, an empty folder to work in, and no settings of the machine."""
    monkeypatch.setattr(running, "engine_for", lambda _parser: TentEngine())
    monkeypatch.setattr("pledgebook.sentences.parse.parser_named", lambda _name: WordParser())
    monkeypatch.setattr("pledgebook.config.user_file", lambda: tmp_path / "nobody.toml")
    for name in ("PARSER", "LEDGER", "MIN_SCORE", "PUBLISHER", "AUTHOR"):
        monkeypatch.delenv(f"PLEDGEBOOK_{name}", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run() -> Run:
    """Runs one command line and gives what it printed."""

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(package.cli, list(words), prog_name="pledgebook")

    return invoke


FIRST = (
    "Tents for the valley\n\n"
    "France will send ten tents to the valley, the minister said on Friday after a long night "
    "of talks with the mayors of the towns there. Somebody will pay for the lorries.\n"
)
SECOND = (
    "More tents on the road\n\n"
    "The mayors counted again on Sunday and said that the weather would soon turn. "
    "France has sent ten tents and Germany will send forty tents before the winter comes.\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Two articles with a metadata file beside them."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    (tmp_path / "texts.csv").write_text(
        "path,publisher,published\n"
        "first.txt,Valley Post,2014-09-05\nsecond.txt,Hill Herald,2014-09-14\n",
        "utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def finished() -> dict[str, bytes]:
    """Ledgers that were made once, by name."""
    return {}


@pytest.fixture
def ledger(run: Run, texts: Path, finished: dict[str, bytes]) -> Path:
    """The ledger of the two articles, in the working folder."""
    path = texts.parent / "pledges.db"
    if "articles" in finished:
        path.write_bytes(finished["articles"])
        return path
    result = run("read", str(texts), "--metadata", "texts.csv")
    assert result.exit_code == 0, result.output
    assert [each.name for each in texts.parent.glob("pledges.db*")] == ["pledges.db"]
    finished["articles"] = path.read_bytes()
    return path
