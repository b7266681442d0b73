"""Groups that a text describes without naming their members: "ten Arab states", "some donors".

The id is the noun phrase, cut before a relative clause and without an article (contract,
section 8, 15). The mention itself spans the phrase up to its head noun, so that names behind
the head ("allies of Ukraine") stay mentions of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pledgebook.mentions.context import club, role_words
from pledgebook.mentions.names import fold
from pledgebook.mentions.spans import Spans
from pledgebook.types import ActorName, Mention, Sentence, Token

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_AMOUNTS = frozenset({"all", "some", "many", "most", "several", "few", "both", "half", "much"})
_NOT_THEIRS = frozenset({"whose", "which", "what", "no"})
_INNER = frozenset({"-", "–", "'s", "’s", "'", "’"})
_CUT = ("acl:relcl", "appos", "parataxis", "punct", "advcl", "dep", "discourse", "cop", "nsubj")
_QUANTIFIERS = (
    r"(?:some|several|many|most|all|other|both|few|various|numerous|certain|more than|at least|"
    r"nearly|almost|about|around|over|up to|the other|all the|most of the|our|their|its|his|her|"
    r"dozens of|scores of|a dozen|two dozen|\d+|" + "|".join((*_UNITS, *_TENS)) + r")"
)
_BOUND = re.compile(
    r"\b(?:(?:more|fewer|less) (?:than )?|at (?:least )?|up to |nearly |almost |about |around |"
    r"some |over )$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?) (?=\w)", re.IGNORECASE)
_LONGEST = 14


def group_size(phrase: str) -> int | None:
    """How many members a described group is said to have, None where no number is given.

    "ten Arab states" is 10, "more than 40 members" 40, "four of the five" 4, "some nations"
    None. Vague plurals ("dozens of countries") have none.
    """
    words = re.findall(r"[a-z]+|\d+(?:,\d{3})*(?!\w)", fold(phrase).lower().replace("-", " "))
    for index, word in enumerate(words):
        if word[0].isdigit():
            value = int(word.replace(",", ""))
            dated = (
                1900 <= value <= 2100 and index > 0 and words[index - 1] in {"in", "of", "since"}
            )
            if not dated and re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", phrase):
                return value
        elif "dozen" in words[index : index + 2] and word in ("a", "dozen", *_UNITS):
            return 12 * max(1, _UNITS.index(word) if word in _UNITS else 1)
        elif word in _TENS:
            unit = words[index + 1] if index + 1 < len(words) else ""
            return 20 + 10 * _TENS.index(word) + (_UNITS.index(unit) if unit in _UNITS[1:10] else 0)
        elif word in _UNITS and not (word == "one" and "of" not in words[index + 1 : index + 2]):
            return _UNITS.index(word)
        elif word == "both":
            return 2
    return None


def _is_set(token: Token) -> bool:
    word = token.form.lower()
    return token.upos in ("NOUN", "PROPN") and (
        word in role_words("set") or (word in role_words("people") and word != "opposition")
    )


def _is_head(sentence: Sentence, token: Token) -> bool:
    """Whether a noun heads its phrase; a plural before a participle does, however it is tagged.

    "states bordering Mali": parsers take the participle for a noun with a compound.
    """
    if token.deprel not in ("compound", "flat", "amod"):
        return True
    after = sentence.tokens[token.id] if token.id < len(sentence.tokens) else token
    return token.xpos == "NNS" and after.form.endswith("ing")


def _with_bound(text: str, start: int) -> int:
    """The start with a bound before a number: "more than 40 members", "at least ten states"."""
    match = _BOUND.search(text, max(0, start - 14), start)
    if match and match[0].lower() == "at " and not text.startswith("least ", start):
        return start
    number = re.match(
        r"than |least |\d|(?:all|every|half|most|" + "|".join((*_UNITS, *_TENS)) + r")\b",
        text[start:],
    )
    return match.start() if match and number else start


def _raised(tokens: Sequence[Token], head: Token) -> Token:
    """The head of the whole phrase: "nine of its partners", "a coalition of 40 countries"."""
    above = tokens[head.head - 1] if head.head else head
    marks = {t.form.lower() for t in tokens if t.head == head.id and t.deprel == "case"}
    word = above.form.lower()
    whole = above.upos == "NUM" or word in _AMOUNTS or word in role_words("circle")
    return above if head.deprel.startswith("nmod") and marks == {"of"} and whole else head


def _phrase(text: str, sentence: Sentence, head: Token) -> list[Token]:
    """The tokens of the head's noun phrase, cut before relative clauses and commas."""
    below: dict[int, list[Token]] = {}
    for token in sentence.tokens:
        below.setdefault(token.head, []).append(token)
    kept: set[int] = set()

    def walk(token: Token, top: bool) -> None:
        kept.add(token.id)
        for child in below.get(token.id, ()):
            relation = child.deprel.partition(":")[0]
            if child.form in role_words("calendar"):
                continue
            if child.deprel in _CUT or relation in ("nsubj", "orphan", "list"):
                continue
            if top and relation in ("case", "mark", "cc"):
                continue
            if top and relation == "advmod" and head.upos == "NOUN":
                continue
            if relation == "acl" and any(c.form.lower() == "to" for c in below.get(child.id, ())):
                continue
            if relation == "conj" and top and not (_is_set(child) or child.xpos == "NNS"):
                continue
            walk(child, False)

    walk(head, True)
    tokens = sentence.tokens
    first = last = head.id
    while first > 1 and (
        (first - 1 in kept and "  " not in text[tokens[first - 2].end : tokens[first - 1].start])
        or (
            tokens[first - 2].end == tokens[first - 1].start
            and (tokens[first - 2].upos != "PUNCT" or tokens[first - 2].form in _INNER)
        )
    ):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and tokens[last].form in _INNER):
        last += 1
        if "  " in text[tokens[last - 2].end : tokens[last - 1].start]:
            last -= 1
            break
    while tokens[first - 1].upos in ("PUNCT", "SYM") and first < head.id:
        first += 1
    while last > head.id and tokens[last - 1].upos in ("ADP", "DET", "CCONJ", "PUNCT"):
        last -= 1
    run = list(tokens[first - 1 : last])
    return run if len(run) <= _LONGEST else [t for t in run if t.id <= head.id]


def _without_article(text: str, start: int, end: int) -> int:
    match = _ARTICLE.match(text[start:end])
    return start + match.end() if match else start


def from_trees(text: str, sentences: Sequence[Sentence], covered: Spans[None]) -> list[Mention]:
    """The described groups of parsed sentences, in text order.

    Args:
        covered: stretches that other readers name: "states" in "United States" heads no group.
    """
    found = []
    for sentence in sentences:
        inner: set[int] = set()
        for token in sentence.tokens:
            if not _is_set(token) or not _is_head(sentence, token) or token.id in inner:
                continue
            if covered.touches(token.start, token.start + 1):
                continue
            if any(t.head == token.id and t.form.lower() in _NOT_THEIRS for t in sentence.tokens):
                continue
            head = _raised(sentence.tokens, token)
            tokens = _phrase(text, sentence, head)
            inner.update(t.id for t in tokens)
            start = _with_bound(text, tokens[0].start)
            start = _without_article(text, start, tokens[-1].end)
            found.append(_mention(text, min(start, head.start), head.end, tokens[-1].end))
    return found


@cache
def _plain_pattern() -> re.Pattern[str]:
    heads = "|".join(sorted((re.escape(w) for w in role_words("set")), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{_QUANTIFIERS} )*(?:[A-Z][\w'-]+ |(?:{_QUANTIFIERS}) )"
        rf"(?:[\w'-]+ )?(?:{heads})\b(?! (?:of|in) )"
    )


def from_text(text: str, ranges: Sequence[tuple[int, int]], covered: Spans[None]) -> list[Mention]:
    """The described groups that plain text shows: a quantifier or capital words, then a plural.

    "ten Arab states", "some nations", "Western donors"; a bare plural ("donors") needs a tree.
    """
    found = []
    for left, right in ranges:
        for match in _plain_pattern().finditer(text, left, right):
            if covered.touches(match.end() - 1, match.end()):
                continue
            first = _without_article(text, match.start(), match.end())
            found.append(_mention(text, first, match.end(), match.end()))
    return found


def _mention(text: str, start: int, end: int, phrase_end: int) -> Mention:
    words = " ".join(text[start:phrase_end].split())
    whole = club(words)
    return Mention(
        type="actor",
        start=start,
        end=end,
        quote=text[start:end],
        normal=ActorName(id=whole or f"GROUP:{words}"),
        via="body" if whole else "group",
    )
