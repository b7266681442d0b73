"""The frozen records that stages hand to each other; nothing else crosses.

Offsets are half-open `[start, end)` code points of `Document.text`. Field names are those
of the annotation contract (docs/reference/fields.md), so that code, exports and gold
files say the same words. Records check what can be checked at construction and compute
nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Number = int | float

Status = Literal[
    "asked",
    "considering",
    "offered",
    "pledged",
    "committed",
    "under_way",
    "delivered",
    "declined",
    "withdrawn",
]
Side = Literal["provider", "recipient", "organiser", "rival", "third_party", "outlet"]
Bound = Literal["exact", "about", "at_least", "up_to"]
Increment = Literal["additional", "running_total", "unclear"]
BlockKind = Literal[
    "title",
    "heading",
    "body",
    "item",
    "row",
    "turn",
    "dateline",
    "byline",
    "caption",
    "boilerplate",
]
MentionType = Literal["actor", "money", "quantity", "time", "place", "item"]
Granularity = Literal["day", "week", "month", "quarter", "season", "year", "decade", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text with its exact words.

    Made only by `Document.span`, so that `quote == text[start:end]` holds everywhere.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or reversed")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"span [{self.start}, {self.end}) does not fit {self.quote!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a text besides its words; each field None where nobody said."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Bytes as read from one place, with what their source says of them.

    `name` is the file's stem (or the last part of an address); `digest` is the SHA-256 of
    `body` in hexadecimal.
    """

    address: str
    name: str
    media_type: str
    digest: str
    body: bytes
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, line, list item or table row of a document, without its line end.

    `kind` says what may be read from it: `boilerplate`, `byline`, `caption` and `dateline`
    yield no claims. `parent` is the index of the heading that this block stands under, or
    None: "Canada:" over a bullet list is the parent of each bullet.
    """

    start: int
    end: int
    kind: BlockKind
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Clean text (NFC, `\\n` line ends) with its origin.

    `published` is an ISO date or prefix ("2014-09-05", "2014-09") or None. `home` is the
    country of the publisher as ISO 3166-1 alpha-3 or a body's id, None where unknown: a
    bare dollar may be its dollar. `offsets` maps text to the decoded snapshot: pairs of
    (text position, source position), one where the distance between the two changes.
    `digest` is the SHA-256 of the text.
    """

    id: str
    text: str
    digest: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    home: str | None = None
    published: str | None = None
    url: str | None = None
    address: str | None = None
    language: str = "en"
    blocks: tuple[Block, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ((0, 0),)
    snapshot_digest: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The words at `[start, end)` of this text.

        Raises:
            ValueError: the stretch is empty, reversed or leaves the text.
        """
        return Span(start=start, end=end, quote=self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One syntactic word with the columns of CoNLL-U.

    `id` counts from 1 in its sentence; `head` 0 is the root. `name` is the name tag in BIO
    form ("B-PER", "I-LOC", "O").
    """

    id: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    name: str = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What a parser's network believes of one word: that it heads a contribution.

    The word (`token`, an id of its sentence) heads what is given ("soldiers" of "600
    soldiers") or, without a thing, names the act. `kinds` and `statuses` are the likely
    values with their probabilities, best first. `givers` and `takers` are words by where they
    start in the document, each with the probability that it names who gives or who gets it;
    None stands for "nobody in this stretch of text".
    """

    token: int
    probability: float
    kinds: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    givers: tuple[tuple[int | None, float], ...]
    takers: tuple[tuple[int | None, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A Universal Dependencies tree over a stretch of one block.

    `index` is its place in the document's parsed sentences; `block` the index of the block
    that it stands in. `beliefs` are in text order, none from a parser that has no opinion.
    """

    index: int
    block: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    beliefs: tuple[Belief, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum in whole units of an ISO 4217 currency.

    `years`: spread over so many years; `high` None: open above; `low` None: only a ceiling is
    given ("up to €20m"); `bound` as written.
    """

    low: Number | None
    high: Number | None
    currency: str
    years: Number | None = None
    approximate: bool = False
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count of things; `unit` is the singular noun ("soldier"), `high` None is open above.

    `low` None: only a ceiling is given ("up to 150 troops").
    """

    low: Number | None
    high: Number | None
    unit: str
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """Whom a name stands for: actor id and person, each None where unresolved.

    `role` is the office or description as written ("prime minister"), None without one.
    """

    id: str | None
    person: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time: ISO date, prefix or interval "A/B" with ".." for an open end."""

    value: str
    granularity: Granularity


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names an actor, amount, item, place or time, with its normal form."""

    type: MentionType
    start: int
    end: int
    quote: str
    normal: ActorName | Money | Quantity | When | None = None
    via: str = ""
    """How the reading was reached, for the trace: "country", "adjective", "seat", "office", ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of a speaker chain; all fields None where the source is unnamed."""

    actor: str | None = None
    name: str | None = None
    role: str | None = None
    cue: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what: source, cue and content of one act of speech.

    `parent` is the index of the attribution that this one stands in. `speaker` is the
    source resolved to an actor; None where there is no source.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    type: Literal["direct", "indirect", "mixed"]
    parent: int | None = None
    speaker: Speaker | None = None
    beside: tuple[Speaker, ...] = ()
    """Those who speak together with `speaker`: "Oslo and Rome said"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rule that fired for a claim, in words, with the stretch that it bound."""

    rule: str
    says: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One contributor's one contribution as one text states it (contract, section 1).

    `id` is unique in its document. `evidence` quotes the document exactly. `score` is the
    calibrated probability that contributor, kind area and evidence are right.
    """

    id: str
    document: str
    contributor: str
    kind: str
    status: Status
    evidence: Span
    what: Span | None = None
    quantity: Quantity | None = None
    money: Money | None = None
    group_size: int | None = None
    increment: Increment | None = None
    includes_previous: bool | None = None
    joint_with: tuple[str, ...] = ()
    part_of: str | None = None
    recipient: str | None = None
    channel: str | None = None
    target: str | None = None
    place: Span | None = None
    condition: Span | None = None
    when: str | None = None
    stated_on: str | None = None
    speakers: tuple[Speaker, ...] = ()
    said_by_side: Side = "outlet"
    meeting: str | None = None
    hedged: bool = False
    partial: bool = False
    overdue: bool = False
    denied: bool = False
    taker_response: Literal["accepted", "refused", "open"] | None = None
    score: float = 0.5
    trace: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unaligned:
    """Something an engine proposed that no exact words of the text bear out."""

    document: str
    reason: Literal["quote_not_in_text", "span_outside_block", "no_contributor", "unknown_kind"]
    quote: str
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A member named with its role in a group."""

    group: str
    member: str
    role: Literal["member", "participant", "host", "invited", "backer", "observer", "not_member"]
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many members a text claims for a group: "a core coalition of 10 nations"."""

    group: str
    low: Number
    high: Number | None
    what: Span
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A summit, conference or session that a text names."""

    name: str
    place: str | None
    start: str | None
    end: str | None
    purpose: str | None
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a plan asks for or says is possible."""

    kind: str
    asked_by: str | None
    asked_of: str | None
    deadline: str | None
    quantity: Quantity | None
    money: Money | None
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageClaim:
    """Somebody's word on whether a plan is covered: "all bases are covered"."""

    claimant: str | None
    scope: str | None
    met: Literal["yes", "no", "partly", "expected"]
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything that one engine read from one document."""

    document: Document
    engine: str
    engine_version: str
    claims: tuple[Claim, ...] = ()
    unaligned: tuple[Unaligned, ...] = ()
    memberships: tuple[Membership, ...] = ()
    counts: tuple[Count, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    needs: tuple[Need, ...] = ()
    coverage_claims: tuple[CoverageClaim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    parsed: int = 0
    """How many sentences were parsed; the gate skipped the others."""
