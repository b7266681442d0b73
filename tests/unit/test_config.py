from __future__ import annotations

from pathlib import Path

import pytest

from pledgebook import config
from pledgebook.errors import SettingsError


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(config, "user_file", lambda: tmp_path / "home" / "pledgebook.toml")
    for name in config.Settings.model_fields:
        monkeypatch.delenv(f"PLEDGEBOOK_{name.upper()}", raising=False)
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)


def test_defaults() -> None:
    held = config.settings()
    assert (held.parser, held.ledger, held.min_score, held.publisher) == (
        "shipped",
        "pledges.db",
        0.0,
        None,
    )


def test_each_place_wins_over_the_one_below(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("home/pledgebook.toml").write_text('ledger = "user.db"\nparser = "spacy:en_big"\n')
    assert config.settings().ledger == "user.db"
    Path("pledgebook.toml").write_text('ledger = "here.db"\n')
    assert config.settings().ledger == "here.db"
    assert config.settings().parser == "spacy:en_big"
    monkeypatch.setenv("PLEDGEBOOK_LEDGER", "environment.db")
    assert config.settings().ledger == "environment.db"
    assert config.settings(ledger="option.db").ledger == "option.db"
    assert config.settings(ledger=None).ledger == "environment.db"


def test_home_is_understood_in_files() -> None:
    Path("pledgebook.toml").write_text('ledger = "~/pledges.db"\n')
    assert config.settings().ledger == str(Path.home() / "pledges.db")


def test_a_database_address_stays_as_it_is() -> None:
    address = "postgresql://desk@host/pledges"
    assert config.settings(ledger=address).ledger == address


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("parse = 1\n", "no setting is called 'parse'; the settings are parser, ledger"),
        ('parser = "spicy"\n', "parser is 'spicy': write \"shipped\""),
        ("min_score = 2\n", "min_score is 2"),
        ("parser =\n", "no readable TOML"),
    ],
)
def test_a_wrong_file_is_one_line_that_says_what_to_do(text: str, says: str) -> None:
    Path("pledgebook.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        config.settings()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEBOOK_MIN_SCORE", "high")
    with pytest.raises(SettingsError, match="min_score is 'high'"):
        config.settings()
