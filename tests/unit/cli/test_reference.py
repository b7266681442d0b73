"""The reference page and the command line say the same."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from pledgebook.cli import cli
from pledgebook.config import Settings

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "cli.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", list(cli.commands))
def test_the_usage_lists_every_option(name: str) -> None:
    usage = re.findall(r"(?:^    .*\n)+", SECTIONS[name], re.MULTILINE)[0]
    command = cli.commands[name]
    below = command.commands.values() if isinstance(command, click.Group) else ()
    options = {
        long
        for option in (param for each in (command, *below) for param in each.params)
        if isinstance(option, click.Option)
        for long in option.opts
        if long not in ("--help", "-h", "--output")
    }
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", usage)) == options


def test_every_setting_is_listed() -> None:
    listed = re.findall(r"^\| `(\w+)` \| `PLEDGEBOOK_(\w+)`", PAGE, re.MULTILINE)
    assert {name for name, _ in listed} == set(Settings.model_fields)
    assert all(name.upper() == variable for name, variable in listed)
