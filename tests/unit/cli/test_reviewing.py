from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from click.testing import CliRunner, Result

from pledgebook import cli as package
from pledgebook.analysis.queue import State
from pledgebook.cli.reviewing import STATES
from pledgebook.ledger.records import Judgement, Report
from pledgebook.ledger.store import Ledger

from .conftest import Run


def press(keys: str, *words: str) -> Result:
    """Runs `review` with what is pressed and typed."""
    command = ["review", "--author", "Ana", *words]
    return CliRunner().invoke(package.cli, command, input=keys, prog_name="pledgebook")


def judged(path: Path) -> tuple[Judgement, ...]:
    with Ledger.open(path) as book:
        return book.view().judgements()


def report(path: Path, start: str) -> Report:
    """The report whose quote starts so."""
    with Ledger.open(path) as book:
        view = book.view()
        found = (r for s in view.documents() for r in view.claims_of(s.key))
        return next(r for r in found if r.claim.evidence.quote.startswith(start))


def test_a_report_is_shown_with_its_words_and_one_key_decides(ledger: Path) -> None:
    result = press("arq")
    assert result.exit_code == 0, result.output
    # The doubtful one first: forty tents have the lower score.
    assert "1 of 3" in result.output
    assert "⟦Germany will send forty tents⟧ before the winter" in result.output
    assert "doubt 0.60 × size 6.0 (score 0.40)" in result.output
    assert "status: pledged" in result.output
    assert "2 judgements by Ana." in result.output
    assert [(each.verdict, each.author) for each in judged(ledger)] == [
        ("accept", "Ana"),
        ("reject", "Ana"),
    ]
    assert report(ledger, "Germany").reviewed == "accept"


def test_the_end_of_input_ends_the_sitting(ledger: Path) -> None:
    result = press("")
    assert (result.exit_code, judged(ledger)) == (0, ())


def test_help_next_and_unknown_keys(ledger: Path) -> None:
    result = press("?xnnn")
    assert "merge its commitment with another one" in result.output
    assert "Press one of a r u" in result.output
    assert "3 of 3" in result.output
    assert judged(ledger) == ()


def test_a_capital_letter_asks_for_the_reason(ledger: Path) -> None:
    press("Ronly a plan\nq")
    (made,) = judged(ledger)
    assert (made.verdict, made.reason) == ("reject", "only a plan")


def test_taking_back_returns_to_the_report(ledger: Path) -> None:
    result = press("rzq")
    assert [each.verdict for each in judged(ledger)] == ["reject", "undo"]
    assert result.output.count("1 of 3") == 2
    assert report(ledger, "Germany").reviewed is None
    assert "decided nothing" in press("zq").output


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("money", "about 5 million euros", 5_000_000),
        ("recipient", "Iran", "IRN"),
        ("recipient", "none", None),
        ("kind", "Food", "humanitarian.food"),
        ("status", "under way", "under_way"),
        ("hedged", "yes", True),
        ("what", "forty", "forty"),
    ],
)
def test_a_field_is_corrected(ledger: Path, field: str, words: str, value: object) -> None:
    result = press(f"c{field}\n{words}\nq")
    assert result.exit_code == 0, result.output
    found = report(ledger, "Germany")
    got = getattr(found.claim, field)
    assert {"money": lambda: got.low, "what": lambda: got.quote}.get(field, lambda: got)() == value
    assert found.claim.evidence.quote == "Germany will send forty tents"
    assert "corrected by Ana; the engine said" in result.output


def test_what_cannot_be_read_is_said_and_asked_again(ledger: Path) -> None:
    result = press("cmoney\nplenty\ncwhat\na hundred tents\nccolour\nc\nq")
    assert "'plenty' is not read as one; write it as 'EUR 5 million'" in result.output
    assert "'a hundred tents' does not stand in the document" in result.output
    assert "no field 'colour' can be corrected" in result.output
    assert judged(ledger) == ()


def test_split_and_merge(ledger: Path, run: Run) -> None:
    found = json.loads(run("ledger", "--contributor", "FRA", "--format", "json").output)
    assert [len(each["claims"]) for each in found] == [2]
    result = press("sq", "--contributor", "France")
    assert result.exit_code == 0, result.output
    found = json.loads(run("ledger", "--contributor", "FRA", "--format", "json").output)
    assert [len(each["claims"]) for each in found] == [1, 1]
    # The earlier text is asked about first.
    result = press(f"m{found[1]['id']}\ny\nq", "--contributor", "France")
    assert "1 judgement by Ana" in result.output
    found = json.loads(run("ledger", "--contributor", "FRA", "--format", "json").output)
    assert [len(each["claims"]) for each in found] == [2]
    germany = json.loads(run("ledger", "--contributor", "DEU", "--format", "json").output)[0]["id"]
    refused = press(f"m{germany}\ny\nq", "--contributor", "France")
    assert "different contributors" in refused.output


def test_amounts_are_preferred(ledger: Path) -> None:
    press("pp\nq")
    assert report(ledger, "Germany").rank == "preferred"


def test_what_changed_meanwhile_is_refused_with_what_changed(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []

    def key(echo: bool = False) -> str:
        if not pressed:
            with Ledger.open(ledger) as theirs:
                subject = report(ledger, "Germany").identity
                theirs.judge(subject, "unsure", author="Ben", reason="two readings")
        pressed.append("a")
        return "a" if len(pressed) < 3 else "q"

    monkeypatch.setattr(click, "getchar", key)
    result = press("")
    assert "changed since it was shown (Ben decided unsure: two readings)" in result.output
    assert "reviewed: unsure" in result.output
    assert [each.author for each in judged(ledger)] == ["Ben", "Ana"]


def test_the_states_are_those_of_the_queue() -> None:
    assert get_args(State) == STATES


def test_the_states(ledger: Path) -> None:
    press("ruq")
    assert "1 of 1" in press("q", "--state", "rejected").output
    assert "it is in no commitment" in press("q", "--state", "rejected").output
    assert "1 of 1" in press("q", "--state", "unsure").output
    assert "nothing to decide on" in press("", "--state", "accepted").output


def test_who_judges(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def by(**environment: str) -> str:
        CliRunner().invoke(package.cli, ["review"], input="uq", env=environment)
        return judged(ledger)[-1].author

    assert by(PLEDGEBOOK_AUTHOR="Cai") == "Cai"
    monkeypatch.setattr("pledgebook.config.getuser", lambda: "login")
    assert by() == "login"

    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("pledgebook.config.getuser", nobody)
    result = CliRunner().invoke(package.cli, ["review"], input="u")
    assert result.exit_code == 2
    assert "give --author NAME" in result.output


def test_without_a_terminal(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(echo: bool = False) -> str:
        raise OSError("No such device or address: '/dev/tty'")

    monkeypatch.setattr(click, "getchar", none)
    result = press("")
    assert result.exit_code == 2
    assert "needs a terminal" in result.output


def test_export_import_and_agreement(ledger: Path, run: Run, tmp_path: Path) -> None:
    press("aacstatus\ndelivered\nq")
    other = tmp_path / "other.db"
    other.write_bytes(ledger.read_bytes())
    result = run("judgements", "export", "-o", "ana.jsonl")
    assert result.exit_code == 0, result.output
    assert "0 added, 3 known before, 0 left out." in run("judgements", "import", "ana.jsonl").output
    CliRunner().invoke(package.cli, ["review", "--author", "Ben", "--state", "accepted"], "rq")
    run("judgements", "export", "-o", "both.jsonl")
    taken = run("judgements", "import", "both.jsonl", "--ledger", "other.db")
    assert "1 added, 3 known before, 0 left out." in taken.output
    table = run("agreement", "Ana", "Ben", "--ledger", "other.db")
    assert table.exit_code == 0, table.output
    assert "Ana and Ben: 1 report in common" in table.output
    page: Any = json.loads(run("agreement", "Ana", "Ben", "--format", "json").output)
    assert page["rows"] == [
        {
            "field": "verdict",
            "measure": "kappa",
            "compared": 1,
            "agreed": 0,
            "share": 0.0,
            "kappa": 0.0,
        }
    ]
    csv = run("agreement", "Ana", "Ben", "--format", "csv").output.splitlines()
    assert csv == ["field,measure,compared,agreed,share,kappa", "verdict,kappa,1,0,0.0,0.0"]
    assert run("agreement", "Ana", "Zoe").exit_code == 2


def test_unknown_judgements_are_named_and_the_rest_is_taken(
    ledger: Path, run: Run, tmp_path: Path
) -> None:
    press("aq")
    lines = run("judgements", "export").output
    strange = json.loads(lines) | {"subject": "f" * 20}
    del strange["id"]
    Path("mixed.jsonl").write_text(f"{json.dumps(strange)}\n{lines}", "utf-8")
    result = run("judgements", "import", "mixed.jsonl")
    assert result.exit_code == 0
    assert "left out: there is no report or commitment 'ffffffff" in result.output
    assert "0 added, 1 known before, 1 left out." in result.output


def test_files_that_cannot_be_imported(ledger: Path, run: Run) -> None:
    missing = run("judgements", "import", "nowhere.jsonl")
    assert (missing.exit_code, missing.output.count("\n")) == (2, 1)
    Path("bad.jsonl").write_text("{}\n", "utf-8")
    bad = run("judgements", "import", "bad.jsonl")
    assert bad.exit_code == 2
    assert "bad.jsonl: line 1 is no judgement" in bad.output


def test_show_tells_what_was_corrected(ledger: Path, run: Run) -> None:
    press("Cstatus\ndelivered\nseen there\nq")
    shown = run("show", report(ledger, "Germany").identity)
    assert "status: delivered corrected by Ana: seen there; the engine said pledged" in shown.output
    (made,) = json.loads(
        run("show", report(ledger, "Germany").identity, "--format", "json").output
    )["reports"][0]["corrections"]
    assert (made["field"], made["before"], made["author"]) == ("status", "pledged", "Ana")


def test_what_somebody_else_took_back_is_not_taken_back_twice(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []

    def key(echo: bool = False) -> str:
        if len(pressed) == 1:
            with Ledger.open(ledger) as theirs:
                theirs.judge(str(theirs.view().judgements()[-1].id), "undo", author="Ben")
        pressed.append("azzq"[len(pressed)])
        return pressed[-1]

    monkeypatch.setattr(click, "getchar", key)
    result = press("")
    assert "is taken back already" in result.output
    assert "decided nothing in this sitting" in result.output
    assert [each.verdict for each in judged(ledger)] == ["accept", "undo"]
