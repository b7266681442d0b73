"""Reads news and official statements and keeps a ledger of who pledged what, with evidence."""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The installed version as `pledgebook.__version__`, looked up when it is asked for."""
    if name == "__version__":
        from importlib.metadata import version

        return version("pledgebook")
    raise AttributeError(f"module 'pledgebook' has no attribute {name!r}")
