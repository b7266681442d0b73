"""Words of English text with their places, cut as Universal Dependencies cuts them.

A text is read chunk by chunk (what stands between spaces); each chunk is cut by the first
rule that fits at its left end. The word lists (abbreviations, prefixes, units, fused words)
are data/en/model/words.tsv. docs/decisions/0001 says why this is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

APOSTROPHES = "'\u2019\u02bc"
HYPHENS = "-\u2010\u2011"

_CHUNK = re.compile(r"\S+")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
LONGEST_CHUNK = 400
"""Code points of a run without a space that are read at once; longer runs are cut there.
Only broken files hold such runs, and the rules below look back over a chunk."""
_AHEAD = 20

_ADDRESS = (
    r"(?:https?|ftp)://[^\s<>\"\u201c\u201d]+|www\.[^\s<>\"\u201c\u201d]+"
    r"|[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\w|@\w+|\#[^\W\d]\w+"
    r"|[\w-]{1,80}\.(?:docx?|xlsx?|pptx?|pdf|txt|html?|jpe?g|png|gif|zip|exe)(?!\w)"
    r"|(?:[\w-]{1,63}\.)+(?:com|org|net|edu|gov|mil|int|info|co\.\w\w|gov\.\w\w)(?:/[^\s<>\"]*)?(?!\w)"
)
_PHONE = r"(?:\d-)?\d{3}[-/]\d{3}-\d{4}|\d{3}-\d{4}(?!\d)|\d{1,4}-\d{1,2}-\d{1,4}(?!\d)"
# 10,000.50 and 1,00,000 but not the comma of "[13,14]"; 7:30; 9/11; 1.2.3; .5 but not ".28"
# behind a word. Atomic, so that "3143C" is not cut before its last digit.
_NUMBER = (
    r"(?>(?<!\w)\+\d[\d.]*|\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d+(?:[.:/]\d+)*"
    r"|(?<![\w.])\.\d+)"
)
_SIGNS = "$\u20ac\u00a3\u00a5\u20b9\u20bd\u20aa\u20a9\u20b1\u20ba"
_CURRENCY = rf"(?:[A-Z]{{1,3}}\$|Rs\.?(?=\d)|(?<!\$)[{_SIGNS}](?!\$))"
_LETTERS = rf"[^\W\d_](?:[\w\u0300-\u036f]|[{APOSTROPHES}](?=[^\W\d_]))*"


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _lists() -> dict[str, frozenset[str]]:
    """The word lists by kind.

    Raises:
        OSError: the package was installed without its data.
    """
    text = (resources.files("pledgebook") / "data/en/model/words.tsv").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition("\t")
            found.setdefault(kind, set()).update(words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _rules() -> re.Pattern[str]:
    """One pattern whose named groups are tried from left to right."""
    lists = _lists()
    always = _alternatives(lists["abbreviation"])
    before_number = _alternatives(lists["abbreviation_before_number"])
    units = _alternatives(lists["unit"])
    prefixes = _alternatives(lists["prefix"])
    hyphen = f"[{HYPHENS}]"
    # A prefix stays with its word; whatever else is hyphenated comes apart.
    prefixed = (
        rf"(?<![{HYPHENS}\w])(?:(?i:{prefixes}){hyphen}(?=\w))+{_LETTERS}"
        rf"|(?i:mid|pre|post){hyphen}\d+s?"
    )
    clitics = rf"[{APOSTROPHES}](?i:s|re|ve|ll|d|m|em|til|cause|tis|twas)(?!\w)"
    rules = (
        ("address", _ADDRESS),
        ("phone", rf"(?<![\w$]){_PHONE}(?!\w)"),
        ("smile", r"[:;=]-?[()DP](?!\w)"),
        ("initials", r"(?:[^\W\d_]\.){2,}(?!\w)"),
        ("abbreviation", rf"(?<![^\W_])(?:(?:{always})\.(?!\w)|(?:{before_number})\.(?=\s*\d))"),
        ("initial", r"(?<!\w)[A-Z]\.(?=\s+[A-Z(])"),
        ("currency", _CURRENCY),
        ("measure", rf"{_NUMBER}(?=(?:{units})\b)"),
        ("decade", r"['\u2019]\d\ds?(?!\w)"),
        ("ordinal", r"\d+(?:st|nd|rd|th|s)(?!\w)|\d*0['\u2019]s(?!\w)"),
        ("number", rf"{_NUMBER}(?![^\W\d_])"),
        ("prefixed", prefixed),
        ("joined", r"(?<![\w/])[^\W\d_](?:[&/][^\W\d_]){1,2}(?![\w/])|[A-Z]{1,3}&[A-Z]{1,3}(?!\w)"),
        ("word", rf"(?:{_LETTERS}|\w+)"),
        ("clitic", clitics),
        ("run", r"\.{2,}|\u2026|--+|[!?]+|[*]+|=+|_+|~+|\++|<<|>>|[\u2018\u2019]{2}|''|``|\$+"),
        ("sign", r"\S"),
    )  # fmt: skip
    return re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in rules))


_NEGATED = re.compile(rf"(?i)(?:do|does|did|is|are|was|were|has|have|had|ca|wo|sha|could|would|"
                      rf"should|might|must|need|ought|dare|ai|may)n[{APOSTROPHES}]t$")  # fmt: skip
_CLITIC = re.compile(rf"(?i)[{APOSTROPHES}](?:s|re|ve|ll|d|m)$")


def _parts(word: str) -> Iterator[int]:
    """Where a run of letters comes apart: clitics and fused words ("can|not", "do|n't")."""
    if any(sign in word for sign in APOSTROPHES):
        cut = None
        if match := _CLITIC.search(word):
            cut = match.start()
        if negated := _NEGATED.search(word if cut is None else word[:cut]):
            yield negated.end() - 3
        if cut:
            yield cut
        return
    cut = _fused().get(word.lower())
    if cut is not None:
        yield cut


@cache
def _fused() -> dict[str, int]:
    """Words written as one and read as two, with the place of the cut."""
    return {word.replace("|", ""): word.index("|") for word in _lists()["fused"]}


def _tokens_of(chunk: str, at: int, text: str) -> Iterator[tuple[int, int]]:
    """The words of one chunk that begins at `at`."""
    rules = _rules()
    here, end = at, at + len(chunk)
    while here < end:
        # A rule sees what stands before the chunk and a little of what follows.
        match = rules.match(text, here, end + _AHEAD)
        if match is None:
            here += 1
            continue
        stop, kind = min(match.end(), end), match.lastgroup
        if kind == "address":
            stop = here + len(text[here:stop].rstrip(".,;:!?)]}'\"\u2019\u201d"))
        if kind in ("word", "prefixed"):
            last = here
            for cut in _parts(text[here:stop]):
                yield last, here + cut
                last = here + cut
            yield last, stop
        elif text[here] not in _INVISIBLE:
            yield here, stop
        here = max(stop, here + 1)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The places of the words in `text[start:end]`, in order and without overlap.

    Half-open code points of `text`. White space and invisible signs belong to no word.
    "Canada won't send US-led troops $5m." gives Canada, wo, n't, send, US, -, led, troops,
    $, 5, m and the full stop. An empty list where there is no word.

    Source: tokenisation of UD English EWT and GUM 2.15: hyphenated words come apart except
    after a prefix ("anti-ship"), abbreviations keep their stop, clitics are words.
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for match in _CHUNK.finditer(text, start, stop):
        for at in range(match.start(), match.end(), LONGEST_CHUNK):
            found.extend(_tokens_of(text[at : min(at + LONGEST_CHUNK, match.end())], at, text))
    return found
