"""The documentation names what is there, and shows what comes out."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest
import yaml
from click.testing import CliRunner

from pledgebook.claims.rulebook.book import load_rulebook
from pledgebook.claims.rules import RulesEngine
from pledgebook.cli import cli
from pledgebook.pipeline import process
from pledgebook.sources.local import snapshot
from pledgebook.types import Claim, Status
from unit.claims.engine import Unopinionated

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
OTHERS = [
    *ROOT.glob("*.md"),
    *(ROOT / "examples").glob("*.md"),
    *(ROOT / "src" / "pledgebook" / "data").rglob("README.md"),
    *(ROOT / "training").glob("*.md"),
]
ALL = [*PAGES, *OTHERS]
README = (ROOT / "README.md").read_text("utf-8")
RULE = (DOCS / "how-to" / "write-a-rule.md").read_text("utf-8")
TUTORIAL = (DOCS / "tutorial" / "first-ledger.md").read_text("utf-8")
FIELDS = (DOCS / "reference" / "fields.md").read_text("utf-8")

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(text: str) -> str:
    """The text without code, in which brackets are no links."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    """The headings as the addresses that GitHub and MkDocs make of them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", ALL, ids=relative)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(prose(page.read_text("utf-8"))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{relative(page)}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{relative(page)}: {link}"


def test_every_page_that_the_code_names_is_there() -> None:
    for source in (ROOT / "src").rglob("*"):
        if source.suffix in (".py", ".yaml", ".tsv"):
            for page in re.findall(r"\bdocs/[\w/-]+\.md", source.read_text("utf-8")):
                assert (ROOT / page).exists(), f"{relative(source)}: {page}"


def nav(entries: list[object]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for held in entry.values():
                yield from nav(held if isinstance(held, list) else [held])


def test_the_site_and_the_index_list_every_page() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    names = {str(page.relative_to(DOCS)) for page in PAGES}
    assert set(nav(site["nav"])) == names
    linked = {link.partition("#")[0] for link in LINK.findall((DOCS / "index.md").read_text())}
    assert linked == names - {"index.md"}


def test_the_site_loads_no_fonts_from_outside() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert site["theme"]["font"] is False


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_is_documented_and_shown(name: str) -> None:
    assert f"\n## {name}\n" in (DOCS / "reference" / "cli.md").read_text("utf-8")
    pages = [page for page in ALL if page.name != "cli.md"]
    assert any(f"pledgebook {name}" in page.read_text("utf-8") for page in pages)


def shown_commands() -> Iterator[tuple[str, str]]:
    """Each command line in code, with the page that shows it; usage lines are left out."""
    for page in ALL:
        if page.name == "cli.md":
            continue
        for line in re.findall(
            r"^(?:    |\.venv/bin/)?(pledgebook [a-z].*)$", page.read_text("utf-8"), re.MULTILINE
        ):
            yield relative(page), line


@pytest.mark.parametrize(("page", "line"), list(shown_commands()))
def test_shown_commands_can_be_given(page: str, line: str) -> None:
    words = shlex.split(line.partition(" #")[0].partition(" > ")[0])[1:]
    command = cli.commands[words[0]]
    if isinstance(command, click.Group):
        command = command.commands[words[1]]
    known = {
        name
        for option in command.params
        if isinstance(option, click.Option)
        for name in option.opts
    }
    assert {word for word in words if re.match(r"--?[a-z]", word)} <= known, page


@pytest.mark.parametrize(
    ("marker", "last"),
    [("main-command", ".venv/bin/pledgebook demo"), ("test-command", "-m pytest")],
)
def test_the_readme_has_one_command_behind_each_marker(marker: str, last: str) -> None:
    assert README.count(f"\n<!-- {marker} -->\n") == 1
    fence = FENCE.match(README.split(f"<!-- {marker} -->\n")[1].lstrip())
    assert fence is not None
    assert fence[2].count("\n") == 1
    assert fence[2].startswith("python3 -m venv .venv && ")
    assert "-c requirements.lock" in fence[2]
    assert fence[2].rstrip().endswith(last)


def test_the_lock_holds_every_direct_dependency_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[^\w.-]", each)[0].lower() for each in wanted}
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", lock, re.MULTILINE))
    assert names <= pinned.keys()
    assert len(pinned) == len(lock.splitlines())


def test_the_reference_names_every_field_status_and_kind() -> None:
    for field in fields(Claim):
        if field.name not in ("document", "trace", "group_size"):
            assert re.search(rf"^\|.*`{field.name}`.*\|", FIELDS, re.MULTILINE), field.name
    ladder = FIELDS.split("## Status")[1].split("## Kinds")[0]
    assert tuple(re.findall(r"^\| `(\w+)`", ladder, re.MULTILINE)) == get_args(Status)
    path = ROOT / "src" / "pledgebook" / "data" / "en" / "rules" / "taxonomy.yaml"
    table = FIELDS.split("## Kinds")[1].split("## Actors")[0]
    listed = {
        f"{area}.{kind}"
        for area, kinds in re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.MULTILINE)
        for kind in re.findall(r"`(\w+)`", kinds)
    }
    assert listed == set(yaml.safe_load(path.read_text("utf-8")))


@pytest.fixture(scope="module")
def demo() -> set[str]:
    """The lines that the demo prints on a terminal of 80 columns."""
    result = CliRunner().invoke(cli, ["demo"], env={"COLUMNS": "80"}, prog_name="pledgebook")
    assert result.exit_code == 0, result.output
    return {line.rstrip() for line in result.stdout.splitlines()}


@pytest.mark.parametrize("text", [README, TUTORIAL], ids=["README", "tutorial"])
def test_what_is_shown_is_what_comes_out(text: str, demo: set[str]) -> None:
    """Where this fails because the engine reads better now, paste the demo's lines again."""
    fences = [held for kind, held in FENCE.findall(text) if kind == "text"]
    shown = [line for held in fences for line in held.split("\n")]
    assert len(shown) > 20
    assert [line for line in shown if line != "..." and line not in demo] == []


def test_the_explanation_that_is_shown_is_what_comes_out() -> None:
    """Where this fails because the sentence is read now, find another missed one."""
    found = re.search(r'^    echo "(.*)" \| pledgebook explain -$', RULE, re.MULTILINE)
    assert found is not None
    result = CliRunner().invoke(
        cli, ["explain", "-"], input=found[1], env={"COLUMNS": "80"}, prog_name="pledgebook"
    )
    lines = {line.rstrip() for line in result.stdout.splitlines()}
    shown = [
        line for kind, held in FENCE.findall(RULE) if kind == "text" for line in held.split("\n")
    ]
    assert len(shown) > 10
    assert [line for line in shown if line not in lines] == []


def test_the_rule_that_is_shown_does_what_its_sentences_say(tmp_path: Path) -> None:
    shipped = ROOT / "src" / "pledgebook" / "data" / "en"
    for folder in ("rules", "lexicons"):
        shutil.copytree(shipped / folder, tmp_path / folder)
    (entry,) = [held for kind, held in FENCE.findall(RULE) if kind == "yaml"]
    with (tmp_path / "rules" / "acts-giving.yaml").open("a", encoding="utf-8") as file:
        file.write(entry)
    rules = load_rulebook(tmp_path)
    (act,) = rules.acts["deed"]
    engine = RulesEngine(Unopinionated(), rules, least=0.0)

    def shows(sentence: str) -> bool:
        text = snapshot("a sentence", sentence.encode())
        return any(step.rule == act.id for c in process(text, engine).claims for step in c.trace)

    assert [shows(sentence) for sentence in act.yes] == [True, True]
    assert [shows(sentence) for sentence in act.no] == [False, False]


def test_the_demo_fits_80_columns_and_shows_both_stories(demo: set[str]) -> None:
    assert max(map(len, demo)) <= 80
    assert any(line.startswith("coalition-2014: ") for line in demo)
    assert any(line.startswith("honduras-flood: ") for line in demo)
