"""Training data as sentences of words: CoNLL-U treebanks and name-only sets."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from pathlib import Path

# Relations and subtypes that the treebanks renamed; older sets still carry the old names.
RENAMED = {
    "nmod:tmod": "nmod:unmarked",
    "obl:tmod": "obl:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "obl:npmod": "obl:unmarked",
    "advmod:npmod": "advmod:unmarked",
    "flat:foreign": "flat",
}
IGNORED = "?"
"""A name tag that is neither learned nor scored."""
TITLES = frozenset(
    {
        "mr.",
        "mr",
        "mrs.",
        "mrs",
        "ms.",
        "ms",
        "dr.",
        "dr",
        "prof.",
        "prof",
        "sir",
        "dame",
        "lord",
        "lady",
        "president",
        "king",
        "queen",
        "prince",
        "princess",
        "senator",
        "sen.",
        "rep.",
        "gen.",
        "general",
        "col.",
        "capt.",
        "captain",
        "professor",
        "pope",
        "saint",
        "st.",
        "rev.",
        "minister",
        "governor",
        "gov.",
        "judge",
        "justice",
        "sheikh",
        "emperor",
        "empress",
        "chancellor",
        "secretary",
        "ambassador",
        "mayor",
        "chairman",
        "director",
    }
)


@dataclass(slots=True)
class Word:
    """One syntactic word as annotated; `head` -1 where the set has no tree."""

    form: str
    lemma: str = "_"
    upos: str = ""
    xpos: str = ""
    feats: str = "_"
    head: int = -1
    deprel: str = ""
    glued: bool = False
    name: str = ""
    misc: str = "_"


@dataclass(slots=True)
class Gold:
    """One annotated sentence; `paragraph` numbers the paragraph that it stands in."""

    words: list[Word]
    source: str
    paragraph: int = 0
    sent_id: str = ""
    spaced_after: bool = True
    comments: list[str] = field(default_factory=list)

    @property
    def parsed(self) -> bool:
        """Whether the set has tags and a tree."""
        return bool(self.words) and self.words[0].head >= 0


def lines(path: Path) -> list[str]:
    """The lines of a packed text file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.read().split("\n")


def conllu(path: Path, source: str) -> list[Gold]:
    """The sentences of a treebank in file order; empty nodes dropped."""
    found: list[Gold] = []
    words: list[Word] = []
    comments: list[str] = []
    paragraph, glue, joined_until, joined_glue = 0, False, 0, False
    for line in lines(path):
        if line.startswith("#"):
            comments.append(line)
            if line.startswith(("# newpar", "# newdoc")):
                paragraph += 1
        elif line:
            cells = line.split("\t")
            closes = "SpaceAfter=No" in cells[9]
            if "." in cells[0]:
                continue
            if "-" in cells[0]:
                joined_until = int(cells[0].split("-")[1])
                joined_glue = closes
                continue
            number = int(cells[0])
            words.append(
                Word(
                    form=cells[1].replace(" ", ""), lemma=cells[2], upos=cells[3], xpos=cells[4],
                    feats=cells[5], head=int(cells[6]), misc=cells[9], glued=glue,
                    deprel=RENAMED.get(cells[7], cells[7]),
                )
            )  # fmt: skip
            glue = True if number < joined_until else closes
            if number == joined_until:
                glue, joined_until = joined_glue, 0
        elif words:
            sent_id = next((c[12:] for c in comments if c.startswith("# sent_id = ")), "")
            found.append(Gold(words, source, paragraph, sent_id, not glue, comments))
            words, comments, glue = [], [], False
    return found


# Name sets do not say where spaces stood; these signs follow their word without one.
_GLUED = re.compile(r"[.,;:!?%)\]]+$|n't$|'(s|re|ve|ll|d|m)?$", re.IGNORECASE)


def columns(path: Path, source: str, kinds: dict[str, str], *, form: int, tag: int) -> list[Gold]:
    """The sentences of a name set in columns; `kinds` maps its types to PER, ORG, LOC.

    Both IOB1 and IOB2 are read; types that `kinds` lacks count as no name.
    """
    found: list[Gold] = []
    words: list[Word] = []
    before = "O"
    for line in [*lines(path), ""]:
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if line.startswith(("# ", "-DOCSTART-")) or (line.startswith("#") and "=" in line):
            continue
        if not line.strip():
            if words:
                found.append(Gold(words, source))
            words, before = [], "O"
            continue
        mark, _, kind = cells[tag].strip().partition("-")
        kind = kinds.get(kind, "")
        if not kind:
            name = "O"
        elif mark == "I" and before[2:] == kind:
            name = f"I-{kind}"
        else:
            name = f"B-{kind}"
        words.append(Word(form=cells[form], name=name, glued=bool(_GLUED.match(cells[form]))))
        before = name
    return found


def add_names(treebank: list[Gold], names: list[Gold]) -> int:
    """Copies name tags onto the same sentences of a treebank; how many got them.

    Sets are aligned by their words, so sentences that either side lacks do not matter.
    """
    by_words: dict[tuple[str, ...], list[Word]] = {}
    for gold in names:
        by_words[tuple(w.form for w in gold.words)] = gold.words
    added = 0
    for gold in treebank:
        tagged = by_words.get(tuple(w.form for w in gold.words))
        if tagged is None:
            continue
        added += 1
        for word, other in zip(gold.words, tagged, strict=True):
            word.name = other.name
    return added


_OPEN = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\((\d+)-([a-z]+)-([^()]*)\)")
_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


def gum_entities(gold: Gold) -> list[tuple[int, int, str, str]]:
    """The entities of a GUM sentence: first word, end, GUM type, positions of the head."""
    open_ones: list[tuple[str, int, str, str]] = []
    found: list[tuple[int, int, str, str]] = []
    for place, word in enumerate(gold.words):
        value = next((p[7:] for p in word.misc.split("|") if p.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            fields = part.strip("()").split("-")
            if part.startswith("("):
                open_ones.append(
                    (fields[0], place, fields[1], fields[5] if len(fields) > 5 else "")
                )
            if part.endswith(")"):
                for index in range(len(open_ones) - 1, -1, -1):
                    if open_ones[index][0] == fields[0]:
                        _, first, kind, head = open_ones.pop(index)
                        found.append((first, place + 1, kind, head))
                        break
    return found


def name_gum(treebank: list[Gold]) -> None:
    """Marks PER, ORG, LOC from GUM's entities whose head is a proper noun.

    The name is the run of proper nouns around the head (with "of", "the", "and", "&" between
    them for organisations and places); titles before a person are left out, as in Universal
    NER. Proper nouns in an entity of another type stay unlearned: conventions differ there.
    """
    for gold in treebank:
        words = gold.words
        tags = [IGNORED if w.upos == "PROPN" else "O" for w in words]
        spans: list[tuple[int, int, str]] = []
        for first, end, gum_kind, heads in gum_entities(gold):
            positions = [first + int(h) - 1 for h in heads.split(",") if h.isdigit()]
            if not positions or positions[0] >= end or words[positions[0]].upos != "PROPN":
                continue
            kind = _KINDS.get(gum_kind)
            start = stop = positions[0]
            stop += 1
            while start > first and _continues(words, start - 1, kind):
                start -= 1
            while stop < end and _continues(words, stop, kind):
                stop += 1
            while words[start].upos != "PROPN":
                start += 1
            while words[stop - 1].upos != "PROPN":
                stop -= 1
            if kind == "PER":
                while stop - start > 1 and words[start].form.lower() in TITLES:
                    tags[start] = "O"
                    start += 1
            spans.append((start, stop, kind or ""))
        # The longest name wins: "University of Iowa" over "Iowa".
        taken = [False] * len(words)
        for start, stop, kind in sorted(spans, key=lambda s: s[0] - s[1]):
            if any(taken[start:stop]):
                continue
            for place in range(start, stop):
                taken[place] = True
                mark = "B" if place == start else "I"
                tags[place] = f"{mark}-{kind}" if kind else ("O" if kind == "" else IGNORED)
        for word, tag in zip(words, tags, strict=True):
            word.name = tag


def _continues(words: list[Word], place: int, kind: str | None) -> bool:
    if words[place].upos == "PROPN" or words[place].xpos == "HYPH":
        return True
    return kind != "PER" and words[place].form.lower() in {"of", "the", "and", "&", "for", "in"}


POLITICS = {
    "politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG",
    "country": "LOC", "location": "LOC",
}  # fmt: skip
PLAIN_KINDS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


def ewt(folder: Path, part: str) -> list[Gold]:
    """UD English EWT with the names of Universal NER."""
    bank = conllu(folder / f"ewt/en_ewt-ud-{part}.conllu.gz", "ewt")
    names = folder / f"uner/en_ewt-ud-{part}.iob2.gz"
    add_names(bank, columns(names, "ewt", PLAIN_KINDS, form=1, tag=2))
    return bank


def gum(folder: Path, part: str) -> list[Gold]:
    """The freely licensed part of UD English GUM with names read off its entities."""
    bank = conllu(folder / f"gum-open/en_gum_open-{part}.conllu.gz", "gum")
    name_gum(bank)
    return bank


def pud(folder: Path) -> list[Gold]:
    """UD English PUD with the names of Universal NER: for testing only."""
    bank = conllu(folder / "pud/en_pud-ud-test.conllu.gz", "pud")
    names = folder / "uner/en_pud-ud-test.iob2.gz"
    add_names(bank, columns(names, "pud", PLAIN_KINDS, form=1, tag=2))
    return bank


def training(folder: Path) -> list[Gold]:
    """All that the model learns from."""
    wikigold = folder / "wikigold/wikigold.conll.gz"
    found = ewt(folder, "train") + gum(folder, "train")
    found += columns(wikigold, "wikigold", PLAIN_KINDS, form=0, tag=1)
    for part in ("train", "dev"):
        path = folder / f"crossner/politics-{part}.conll.gz"
        found += columns(path, "crossner", POLITICS, form=0, tag=1)
    return found
