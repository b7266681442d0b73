from __future__ import annotations

import subprocess
import sys

import click
import pytest

from pledgebook.cli import cli

from .conftest import Run

HEAVY = (
    "alembic",
    "currency_converter",
    "ahocorasick",
    "lxml",
    "numpy",
    "onnxruntime",
    "py3langid",
    "pydantic",
    "pydantic_settings",
    "rich",
    "spacy",
    "sqlalchemy",
    "tokenizers",
    "trafilatura",
    "yaml",
)
COMMANDS = [
    "read",
    "ledger",
    "show",
    "totals",
    "coverage",
    "members",
    "changes",
    "review",
    "judgements",
    "agreement",
    "check",
    "backup",
    "demo",
    "extract",
    "parse",
    "explain",
    "eval",
]
PROBE = """
import resource, sys
from click.testing import CliRunner
from pledgebook.cli import cli
for words in [["--help"]] + [[name, "--help"] for name in cli.commands]:
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
print(" ".join(sorted({name.split(".")[0] for name in sys.modules})))
"""


def test_the_commands_are_those_of_the_reference() -> None:
    assert list(cli.commands) == COMMANDS


def test_help_imports_nothing_heavy() -> None:
    out = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(out.stdout.split())
    assert "click" in loaded
    assert not loaded & set(HEAVY)


def test_help_takes_less_than_three_tenths_of_a_second() -> None:
    resource = pytest.importorskip("resource", reason="processor time needs a POSIX system")

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(used.ru_utime + used.ru_stime)

    times = []
    for _ in range(3):
        before = spent()
        subprocess.run(
            [sys.executable, "-m", "pledgebook", "read", "--help"], capture_output=True, check=True
        )
        times.append(spent() - before)
    assert min(times) < 0.3


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_and_explains_its_options(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"pledgebook {name}" in result.output
    command = cli.commands[name]
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_version(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.output.startswith("pledgebook ")


def test_an_unknown_command_is_a_usage_error(run: Run) -> None:
    assert run("reed").exit_code == 2
