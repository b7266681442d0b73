"""Tasks for developers: `nox` runs what every push runs."""

import nox

nox.options.default_venv_backend = "uv|venv"
nox.options.sessions = ["lint", "types", "tests"]


@nox.session
def lint(session: nox.Session) -> None:
    """Style, formatting and import contracts."""
    session.install("-c", "requirements.lock", "-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Strict type checking."""
    session.install("-c", "requirements.lock", "-e", ".[dev]")
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """The whole test suite; arguments go to pytest."""
    session.install("-c", "requirements.lock", "-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements.lock anew: pins of all extras, without registry addresses."""
    session.install("uv")
    session.run(
        "uv", "pip", "compile", "--all-extras", "--no-header", "--no-annotate",
        "--python-version", "3.11", "-o", "requirements.lock", "pyproject.toml",
    )  # fmt: skip
