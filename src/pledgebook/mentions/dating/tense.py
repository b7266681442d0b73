"""Whether the words around a time place it before or after publication.

"The cabinet met on Friday" looks back, "will meet on Friday", "promised to meet on Friday"
look ahead. The nearest verb to the left decides; where there is none, the first to the right.

Source: a time adverbial belongs to the nearest verb group; an infinitive after "to" and a
modal look ahead, the past forms look back (Quirk et al., ch. 4). Closed classes are in
`function_words.tsv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pledgebook.mentions.lexicons import column, rows

Tense = Literal["past", "future", "open"]

# The words that a clause puts between its verb and its time rarely exceed this.
_REACH = 140
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+|[.!?;:]+(?=\s|$|[\"”’'])|[,\"“”]")
_ENDS = re.compile(r"[.!?;:]")


@cache
def _words(role: str) -> frozenset[str]:
    """ "ahead", "done" (before an infinitive that came true), "be", "is", "was", "not_past"."""
    return frozenset(row["word"] for row in rows("tense") if row["role"] == role)


def tense_at(text: str, start: int, end: int, floor: int, ceiling: int) -> Tense | None:
    """Where a time at `[start, end)` of a block points, None without a sign.

    "open": it stands under an infinitive or a plan, which mostly looks ahead ("promised to send
    trucks on Friday") and sometimes does not ("met to mark the entry on Friday").
    """
    left = [token[0] for token in _TOKEN.finditer(text, max(floor, start - _REACH), start)]
    cut = next((at for at in range(len(left) - 1, -1, -1) if _ENDS.match(left[at])), -1)
    clause = left[cut + 1 :]
    found = None if _fronted(clause) else _looking_left(clause)
    if found is not None:
        return found
    right: list[str] = []
    for token in _TOKEN.finditer(text, end, min(ceiling, end + _REACH)):
        if _ENDS.match(token[0]):
            break
        right.append(token[0])
    return _looking_right(right) or _looking_left(clause)


def _fronted(words: list[str]) -> bool:
    """Whether the time opens its clause, whose verb then follows: "..., but in March a judge"."""
    kinds = column("function_words", "word", "class")
    if len(words) > 1 and kinds.get(words[-1].lower()) == "preposition":
        return words[-2].lower() in ("but", "and", "while", "when", "because")
    return False


def _looking_left(words: list[str]) -> Tense | None:
    for at in range(len(words) - 1, -1, -1):
        before = words[at - 1].lower() if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        found = _sign(words[at], before, after)
        if found == "skip":
            continue
        if found is not None:
            return found
    return None


def _looking_right(words: list[str]) -> Tense | None:
    for at, word in enumerate(words):
        before = words[at - 1].lower() if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        found = _sign(word, before, after)
        if found is not None and found != "skip":
            return found
    return None


def _sign(word: str, before: str, after: str) -> Tense | Literal["skip"] | None:
    """What one word says, given its neighbours; "skip" for a form that another word decides."""
    lowered = word.lower()
    kinds = column("function_words", "word", "class")
    kind = kinds.get(lowered, "")
    if kind == "modal" or lowered.endswith(("'ll", "’ll")):
        return "future"
    if lowered == "to":
        return _infinitive(before, after)
    if lowered in _words("ahead") or (lowered == "set" and after.lower() in ("for", "to")):
        return "future"
    if lowered in _words("plan"):
        return "open"
    if lowered in _words("is"):
        return "future" if after.lower() in ("to", "due") or after.endswith("ing") else None
    if lowered in ("has", "have"):
        perfect = after.lower() != "to" and kinds.get(before) != "modal"
        return "past" if perfect else "skip"
    if lowered in _words("was"):
        return "future" if after.lower() == "to" else "past"
    if word[0].isupper() and kind == "":
        return None
    if kind == "past" or kind == "participle" or _regular_past(lowered):
        return _past_form(before, after, kind)
    return None


def _infinitive(before: str, after: str) -> Tense | None:
    kind = column("function_words", "word", "class").get(after.lower(), "")
    if (
        not after.islower()
        or kind not in ("", "auxiliary")
        or after.endswith(("s", "ing", "ion", "ment"))
    ):
        return None
    return "past" if before in _words("done") else "open"


def _regular_past(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in _words("not_past")


def _past_form(before: str, after: str, kind: str) -> Tense | Literal["skip"]:
    if (
        before in ("has", "have")
        or before in _words("be")
        or before in _words("is")
        or before.endswith(("'s", "’s"))
        or before in ("not", "also")
    ):
        return "skip"
    article = column("function_words", "word", "class").get(before) == "determiner"
    follows = column("function_words", "word", "class").get(after.lower(), "")
    if article and kind != "past" and after and follows == "" and after.isalpha():
        return "skip"
    return "past"
