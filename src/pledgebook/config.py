"""Settings from a file and the environment; the command line wins over both.

Order of precedence: option, environment (`PLEDGEBOOK_LEDGER` ...), `pledgebook.toml` in the
working folder, `pledgebook.toml` in the user's configuration folder, default.

This module imports pydantic (a seventh of a second), so commands import it when they run.
"""

from __future__ import annotations

import tomllib
from getpass import getuser
from pathlib import Path
from typing import Annotated

import click
from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pledgebook.errors import SettingsError

FILE_NAME = "pledgebook.toml"
_FORMS = {"parser": 'write "shipped", or "spacy:" and the name of an installed pipeline'}


def _at_home(path: str) -> str:
    return str(Path(path).expanduser()) if path.startswith("~") else path


ParserName = Annotated[str, StringConstraints(pattern=r"^(shipped|spacy:\S+)$")]


def user_file() -> Path:
    """Where the user's own settings file is looked for: ~/.config/pledgebook on Linux."""
    return Path(click.get_app_dir("pledgebook")) / FILE_NAME


def _files() -> list[Path]:
    return [user_file(), Path.cwd() / FILE_NAME]


class Settings(BaseSettings):
    """What may be set once instead of with every command."""

    model_config = SettingsConfigDict(env_prefix="PLEDGEBOOK_", extra="forbid", frozen=True)

    parser: ParserName = "shipped"
    """"shipped", or "spacy:NAME" for an installed spaCy pipeline."""

    ledger: Annotated[str, AfterValidator(_at_home)] = "pledges.db"
    """The ledger file, or a database address; a relative path starts at the working folder."""

    min_score: float = Field(default=0.0, ge=0.0, le=1.0)
    """Claims below this probability are not shown or extracted; all are kept in the ledger."""

    publisher: str | None = None
    """The publisher of texts that name none."""

    author: str | None = None
    """Whose judgements they are in review; the login name without it."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options, then environment, then the two files; a later file wins over an earlier."""
        files = TomlConfigSettingsSource(settings_cls, toml_file=_files())
        return (init_settings, env_settings, files)


def _named(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        known = ", ".join(Settings.model_fields)
        return f"no setting is called {key!r}; the settings are {known}"
    reason = _FORMS.get(key, first["msg"])
    return f"{key} is {first['input']!r}: {reason}; correct the option or the setting"


def _may_be_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # Of a file in a folder that must not be entered nobody can say that it is not there.
        return True


def settings(**options: object) -> Settings:
    """The settings that hold now; an option given as None counts as not given.

    `settings(ledger=None).ledger` -> "pledges.db" where neither file nor environment
    names one.

    Raises:
        SettingsError: a file is no TOML, or a setting is unknown or has a wrong value.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError(f"settings: {_named(error)}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        places = " or ".join(str(path) for path in _files() if _may_be_there(path))
        raise SettingsError(f"{places}: no readable TOML ({error}); correct the file") from None


def reviewer(author: str | None) -> str:
    """Who judges: the option, the setting, or the name under which the user logged in.

    Raises:
        SettingsError: none of them gives a name.
    """
    name = settings(author=author).author
    if name is None:
        try:
            name = getuser()
        except (OSError, KeyError):
            name = ""
    if not name.strip():
        raise SettingsError("settings: nobody is named as reviewer; give --author NAME")
    return name.strip()
