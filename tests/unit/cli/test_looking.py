from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pledgebook.mentions.world import actor_id

from .conftest import Run

pytestmark = pytest.mark.usefixtures("ledger")


def listed(run: Run, *words: str) -> list[str]:
    result = run("ledger", "--format", "csv", *words)
    assert result.exit_code == 0, result.output
    rows = csv.DictReader(io.StringIO(result.stdout))
    return [f"{row['contributor']} {row['status']}" for row in rows]


def test_the_table_says_who_what_and_how_far(run: Run) -> None:
    text = run("ledger").stdout
    for words in ("France", "ten tents", "delivered", "Jeanne", "Germany", "forty tents"):
        assert words in text
    assert "2 commitments from 2 documents" in text


def test_json_is_a_list_of_commitments(run: Run) -> None:
    commitments = json.loads(run("ledger", "--format", "json").stdout)
    france = next(each for each in commitments if each["contributor"] == "FRA")
    assert {
        "id",
        "contributor",
        "kind",
        "recipient",
        "status",
        "quantity",
        "money",
        "condition",
        "claims",
    } <= france.keys()
    assert france["status"] == "delivered"
    assert len(france["claims"]) == 2


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (("--contributor", "France"), ["FRA delivered"]),
        (("--contributor", "fra"), ["FRA delivered"]),
        (("--contributor", "germ"), ["DEU pledged"]),
        (("--contributor", "rance"), []),
        (("--contributor", "ital"), []),
        (("--status", "pledged"), ["DEU pledged"]),
        (("--kind", "humanitarian"), ["FRA delivered", "DEU pledged"]),
        (("--kind", "military"), []),
        (("--recipient", "Iraq", "--status", "delivered"), ["FRA delivered"]),
        (("--recipient", "Syria"), []),
        (("--as-of", "2014-09-05"), ["FRA pledged"]),
        (("--as-of", "2014-08"), []),
        (("--since", "2014-09-06"), ["FRA delivered", "DEU pledged"]),
        (("--since", "2015"), []),
        (("--min-score", "0.5"), ["FRA delivered"]),
    ],
)
def test_filters(run: Run, words: tuple[str, ...], rows: list[str]) -> None:
    assert listed(run, *words) == rows


@pytest.mark.parametrize(
    "words",
    [
        ("--status", "lost"),
        ("--as-of", "yesterday"),
        ("--since", "2014-02-30"),
        ("--format", "xml"),
    ],
)
def test_a_wrong_filter_is_a_usage_error(run: Run, words: tuple[str, ...]) -> None:
    result = run("ledger", *words)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_low_score_may_be_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEBOOK_MIN_SCORE", "0.5")
    assert listed(run) == ["FRA delivered"]


def test_a_missing_ledger_is_exit_2(run: Run) -> None:
    result = run("ledger", "--ledger", "none.db")
    assert result.exit_code == 2
    assert result.stderr.startswith("pledgebook: none.db: ")
    assert not Path("none.db").exists()


def identifier(run: Run, contributor: str) -> str:
    for each in json.loads(run("ledger", "--format", "json").stdout):
        if each["contributor"] == contributor:
            return str(each["id"])
    raise AssertionError(contributor)


def test_show_has_every_report_with_its_words(run: Run) -> None:
    text = run("show", identifier(run, "FRA")[:8]).stdout
    for words in (
        "⟦France will send ten tents⟧",
        "⟦France has sent ten tents⟧",
        "Valley Post · 2014-09-05",
        "Hill Herald · 2014-09-14",
        "Jeanne Morel, France [provider]",
        "together because",
    ):
        assert words in text


def test_show_as_of_leaves_later_reports_out(run: Run) -> None:
    name = identifier(run, "FRA")
    page = json.loads(run("show", name, "--as-of", "2014-09-06", "--format", "json").stdout)
    assert page["row"]["status"] == "pledged"
    assert len(page["reports"]) == 1


def test_show_in_csv_has_a_row_a_report(run: Run) -> None:
    rows = csv.DictReader(
        io.StringIO(run("show", identifier(run, "FRA"), "--format", "csv").stdout)
    )
    assert [row["status"] for row in rows] == ["pledged", "delivered"]


def test_an_unknown_id_is_exit_1(run: Run) -> None:
    result = run("show", "zzzz")
    assert result.exit_code == 1
    assert "no commitment 'zzzz'" in result.stderr
    assert result.stdout == ""


def test_coverage_names_givers(run: Run) -> None:
    text = run("coverage").stdout
    assert "No text states a need." in text
    assert "Shelter" in text
    assert "France" in text
    cells = list(csv.DictReader(io.StringIO(run("coverage", "--format", "csv").stdout)))
    assert {(cell["contributor"], cell["stance"]) for cell in cells} == {
        ("FRA", "delivers"),
        ("DEU", "pledges"),
    }


def test_members_of_nothing(run: Run) -> None:
    assert "No text names members" in run("members").stdout
    assert json.loads(run("members", "--format", "json").stdout) == {"groups": []}


def test_changes_between_two_dates(run: Run) -> None:
    result = run("changes", "--since", "2014-09-05", "--until", "2014-09-15", "--format", "csv")
    rows = {row["contributor"]: row for row in csv.DictReader(io.StringIO(result.stdout))}
    assert (rows["FRA"]["sort"], rows["FRA"]["before"]) == ("moved", "pledged")
    assert (rows["DEU"]["sort"], rows["DEU"]["before"]) == ("new", "")
    text = run("changes", "--since", "2014-09-05", "--until", "2014-09-15").stdout
    assert "Moved (1)" in text
    assert "pledged →" in text


def test_changes_backwards_are_a_usage_error(run: Run) -> None:
    result = run("changes", "--since", "2014-09-15", "--until", "2014-09-05")
    assert result.exit_code == 2
    assert "swap them" in result.stderr


def test_changes_of_nothing(run: Run) -> None:
    result = run("changes", "--since", "2014-09-20", "--until", "2014-09-25")
    assert "Nothing changed" in result.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Australia", "AUS"),
        ("aus", "AUS"),
        ("World Food Programme", "WFP"),
        ("irq-KURDS", "IRQ-kurds"),
        ("ten Arab states", None),
    ],
)
def test_actors_are_found_by_name_or_id(words: str, code: str | None) -> None:
    assert actor_id(words) == code


def test_totals_in_csv_are_the_sums_or_with_list_the_rows_behind_them(run: Run) -> None:
    sums = list(csv.DictReader(io.StringIO(run("totals", "--format", "csv").stdout)))
    assert sums == []
    rows = list(csv.DictReader(io.StringIO(run("totals", "--list", "--format", "csv").stdout)))
    assert {(row["contributor"], row["counts_in_total"], row["reason"]) for row in rows} == {
        ("FRA", "no", "no sum and no count is told"),
        ("DEU", "no", "no sum and no count is told"),
    }
    italian = run("totals", "--contributor", "Italy", "--list", "--format", "csv").stdout
    assert len(italian.splitlines()) == 1


def test_totals_in_json_have_the_rule(run: Run) -> None:
    page = json.loads(run("totals", "--format", "json", "--as-of", "2014-09-05").stdout)
    assert page["rule"].startswith("Each commitment counts once")
    assert [row["contributor"] for row in page["entries"]] == ["FRA"]


@pytest.mark.parametrize("code", ["euros", "€", "XXX"])
def test_a_currency_that_is_none_is_one_line(run: Run, code: str) -> None:
    result = run("totals", "--convert-to", code)
    assert result.exit_code == 2
    assert code in result.stderr


def test_coverage_of_a_plan(run: Run) -> None:
    Path("plan.yaml").write_text(
        "needs:\n"
        "  - {kind: humanitarian.shelter, recipient: Iraq, deadline: 2014-09-10, weight: 3}\n"
        "  - {kind: humanitarian.food, recipient: Iraq}\n",
        "utf-8",
    )
    page = json.loads(run("coverage", "--plan", "plan.yaml", "--format", "json").stdout)
    assert [need["verdict"] for need in page["plan"]["needs"]] == ["covered", "uncovered"]
    assert page["plan"]["percent"] == 75.0
    early = run("coverage", "--plan", "plan.yaml", "--format", "csv", "--as-of", "2014-09-12")
    rows = list(csv.DictReader(io.StringIO(early.stdout)))
    assert [(row["kind"], row["overdue"]) for row in rows] == [
        ("humanitarian.shelter", "yes"),
        ("humanitarian.food", "no"),
    ]
    assert "75 % of the plan is covered" in run("coverage", "--plan", "plan.yaml").stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("needs:\n  - kind: bread\n", "plan.yaml, line 2: kind: 'bread' is no kind"),
        ("needs:\n  - {kind: military, recipient: Narnia}\n", "plan.yaml: recipient 'Narnia'"),
    ],
)
def test_a_plan_that_cannot_be_used_is_one_line(run: Run, text: str, says: str) -> None:
    Path("plan.yaml").write_text(text, "utf-8")
    result = run("coverage", "--plan", "plan.yaml")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert says in line
    missing = run("coverage", "--plan", "none.yaml")
    assert missing.exit_code == 2
    assert "none.yaml" in missing.stderr


def test_members_over_time_in_every_form(run: Run) -> None:
    assert "No text names members" in run("members", "--over-time").stdout
    assert json.loads(run("members", "--over-time", "--format", "json").stdout) == []
    header = run("members", "--over-time", "--format", "csv").stdout
    assert header.startswith("group,date,named,without_hosts,claimed,joined,left")
