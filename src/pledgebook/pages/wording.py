"""Values in a reporter's words: sums, counts, statuses, kinds, speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

from pledgebook.mentions.world import actor_name, kind_of
from pledgebook.types import Money, Number, Quantity, Speaker

STATUS_ORDER = (
    "delivered",
    "under_way",
    "committed",
    "pledged",
    "offered",
    "considering",
    "asked",
    "declined",
    "withdrawn",
)
"""The ladder from done to asked, then what will not come (contract, section 2)."""

# The names of bodies grow to "United Nations Relief and Works Agency for ..."; a column of a
# terminal of 80 characters has room for "World Food Programme" and not for "North Atlantic ...".
_LONGEST_NAME = 22

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def printable(text: str) -> str:
    """The text on one line, without characters that would steer a terminal.

    An article is an outsider's text: an escape sequence in it must not reach the screen.
    """
    return "".join(char if char.isprintable() else " " for char in text)


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut after a word and marked with an ellipsis."""
    line = " ".join(printable(text).split())
    if len(line) <= most:
        return line
    cut = line[: most - 1].rsplit(" ", 1)[0]
    # One long word: better cut inside than a cell with an ellipsis alone.
    kept = cut if len(cut) * 2 > most else line[: most - 1]
    return kept.rstrip(" ,;:") + "…"


def short_name(actor: str) -> str:
    """The name of an actor for a narrow column: a body with a long name by its abbreviation.

    "GBR" -> "United Kingdom"; "NATO" -> "NATO"; "GROUP:ten Arab states" -> "ten Arab states"
    """
    name = actor_name(actor)
    if len(name) > _LONGEST_NAME and kind_of(actor) == "body":
        return actor
    return printable(name)


@cache
def _kind_labels() -> Mapping[str, str]:
    import yaml

    text = files("pledgebook").joinpath("data/en/rules/taxonomy.yaml").read_text("utf-8")
    return {code: entry["label"] for code, entry in yaml.safe_load(text).items()}


def kind_label(kind: str) -> str:
    """A kind in words: "military.air_strikes" -> "Air strikes"; an unknown code as it is."""
    return _kind_labels().get(kind, kind)


def status_words(status: str) -> str:
    """A status in words: "under_way" -> "under way"."""
    return status.replace("_", " ")


def number_words(number: Number) -> str:
    """A number as a newspaper sets it: 600 -> "600", 15000 -> "15,000", 3.2e9 -> "3.2 billion"."""
    exact = Decimal(str(number))
    for scale, word in _SCALES:
        scaled = exact / scale
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{scaled.normalize():,f} {word}"
    return f"{exact.normalize():,f}"


def counted_words(count: int, noun: str) -> str:
    """A count with its regular noun: (1, "report") -> "1 report", (2, "report") -> "2 reports"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _range_words(low: Number | None, high: Number | None, approximate: bool, bound: str) -> str:
    # "up to X" may be kept with 0 as its lower end too; nothing is reported as "0 to X".
    if high is not None and (bound == "up_to" or low is None or (low == 0 and high > 0)):
        return f"up to {number_words(high)}"
    if low is None:
        return "unstated"
    if high is None:
        return f"at least {number_words(low)}"
    words = number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"
    return f"about {words}" if approximate or bound == "about" else words


def money_words(money: Money) -> str:
    """A sum in words: "about USD 3.2 billion over 3 years"."""
    words = _range_words(money.low, money.high, money.approximate, money.bound)
    # The currency stands before the first figure, after "about", "at least" or "up to".
    head, figure = _before_figure(words)
    years = f" over {number_words(money.years)} years" if money.years else ""
    return f"{head}{money.currency} {figure}{years}"


def _before_figure(words: str) -> tuple[str, str]:
    at = next((i for i, char in enumerate(words) if char.isdigit() or char == "-"), 0)
    return words[:at], words[at:]


def quantity_words(quantity: Quantity) -> str:
    """A count in words, the unit in the singular as it is kept: "600 × soldier"."""
    words = _range_words(quantity.low, quantity.high, quantity.approximate, "exact")
    return f"{words} × {printable(quantity.unit)}"


def speaker_words(speaker: Speaker) -> str:
    """One speaker: "John Kerry, USA, via CBS Face the Nation"; "unnamed source" without a name."""
    parts = [speaker.name or speaker.role or ""]
    if speaker.actor:
        side = short_name(speaker.actor)
        parts.append(side if side != parts[0] else "")
    if speaker.via:
        parts.append(f"via {speaker.via}")
    words = ", ".join(part for part in parts if part)
    return printable(words) if speaker.name or speaker.role or speaker.actor else "unnamed source"


def chain_words(speakers: Sequence[Speaker], publisher: str | None) -> str:
    """Who says it, outermost first; the outlet where it states the claim itself."""
    if not speakers:
        return printable(publisher) if publisher else "the text itself"
    return " → ".join(speaker_words(speaker) for speaker in speakers)


def said_by(speakers: Sequence[Speaker], publisher: str | None) -> str:
    """The one whose words they are, for a narrow column: the last of the chain, else the outlet."""
    if not speakers:
        return printable(publisher) if publisher else "the text"
    last = speakers[-1]
    if last.name:
        return printable(last.name)
    return short_name(last.actor) if last.actor else printable(last.role or "unnamed source")
