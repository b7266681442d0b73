"""Reads rule and lexicon files into the records of `rulebook`.

Files come from outside (users may edit them), so they are checked here, entry by entry,
and every fault names file and entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from pledgebook.claims.rulebook.book import (
    Act,
    Complement,
    Kind,
    Mark,
    Modal,
    Need,
    Operator,
    Outcome,
    Pos,
    Role,
    Rulebook,
    Thing,
    ThingClass,
    normal,
)
from pledgebook.claims.rulebook.inflections import Irregular, noun_forms, verb_forms
from pledgebook.errors import RuleError

Lemma = Annotated[str, StringConstraints(pattern=r"^['a-z][a-z' -]*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

THING_HEADER = ("phrase", "class", "kind", "money_kind", "deployed_kind", "note")
MARK_HEADER = ("phrase", "class", "value", "note")
IRREGULAR_HEADER = ("lemma", "pos", "forms")
WORD_HEADER = ("word", "class", "note")
COMMON_HEADER = ("word", "per_thousand")


class _RuleLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which only true and false are truth values: "no", "on" and "off" are words."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, Any]]]] = {
        first: [pair for pair in pairs if first in "tf" or not pair[0].endswith(":bool")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _ActEntry(_Entry):
    id: Text
    says: Text
    source: Text
    lemmas: tuple[Lemma, ...] = ()
    kind: Text
    subject: Role = "contributor"
    object: Role = "thing"
    preps: dict[Lemma, tuple[Role, ...] | Role] = {}
    require: tuple[Need, ...] | Need = "thing"
    past: Outcome = "delivered"
    present: Outcome = "under_way"
    nouns: tuple[Lemma, ...] = ()
    transfer: Literal["given", "deployed", "lent", "sent", "none"] = "none"
    yes: tuple[Text, ...]
    no: tuple[Text, ...]


class _OperatorEntry(_Entry):
    id: Text
    says: Text
    source: Text
    verbs: tuple[Lemma, ...] = ()
    nouns: tuple[Lemma, ...] = ()
    adjectives: tuple[Lemma, ...] = ()
    adverbs: tuple[Lemma, ...] = ()
    takes: tuple[Complement, ...]
    status: Outcome
    negated: Outcome = "none"
    future: Outcome | None = None
    contributor: Literal["subject", "addressee"] = "subject"
    transparent: bool = False
    hedged: bool = False
    partial: bool = False
    overdue: bool = False
    denied: bool = False
    over: dict[Outcome, Outcome] = {}
    hedges: bool = False
    yes: tuple[Text, ...]
    no: tuple[Text, ...]


class _ModalEntry(_Entry):
    id: Text
    says: Text
    words: tuple[Lemma, ...] = ()
    status: Outcome | None = None
    negated: Outcome
    operator: Literal["future", "keep", "own"]
    over: dict[Outcome, Outcome] = {}
    takes: Literal["past", "present"] | None = None
    hedged: bool = False
    hedges: bool = False
    yes: tuple[Text, ...]
    no: tuple[Text, ...]


class _StatusEntry(_Entry):
    future: Outcome
    over: dict[Outcome, Outcome]
    says: Text


class _CueEntry(_Entry):
    light: frozenset[Lemma]
    function: frozenset[Lemma]
    never: frozenset[Lemma]


class _KindEntry(_Entry):
    label: Text
    says: Text


_E = TypeVar("_E", bound=_Entry)
_T = TypeVar("_T")
_K = TypeVar("_K")
_V = TypeVar("_V")


def read_rulebook(folder: Path) -> Rulebook:
    """The checked contents of `folder/rules` and `folder/lexicons`.

    Raises:
        RuleError: a file is missing or malformed.
    """
    rules, lexicons = folder / "rules", folder / "lexicons"
    kinds = {
        code: Kind(code=code, label=entry.label, says=entry.says)
        for code, entry in _table(rules / "taxonomy.yaml", dict[str, _KindEntry]).items()
    }
    defaults = _table(rules / "prepositions.yaml", dict[Lemma, tuple[Role, ...]])
    acts = [
        _act(entry, path, kinds, defaults) for path, entry in _entries(rules, "acts", _ActEntry)
    ]
    composition = _table(rules / "status.yaml", dict[Outcome, _StatusEntry])
    operators = [
        _operator(entry, composition) for _, entry in _entries(rules, "operators", _OperatorEntry)
    ]
    modals = [_modal(entry) for _, entry in _entries(rules, "modals", _ModalEntry)]
    _check_ids(acts, operators, modals)
    irregular = _irregular(lexicons / "irregular.tsv")
    things = _things(lexicons / "things.tsv", kinds)
    acts.sort(key=_vagueness)
    by_verb = _index((lemma, act) for act in acts for lemma in act.lemmas)
    by_operator = _index(pair for operator in operators for pair in _operator_keys(operator))
    phrases = {*by_verb, *(lemma for lemma, _ in by_operator)}
    words = _table(rules / "cues.yaml", _CueEntry)
    parties = _marks(lexicons / "parties.tsv")
    thing_cues = _thing_cues(things, irregular) - words.function
    predicate_cues = _cues(acts, operators, irregular, words)
    cues = predicate_cues | thing_cues
    common = {word for _, (word, _) in _rows(lexicons / "common_words.tsv", COMMON_HEADER)}
    return Rulebook(
        kinds=kinds,
        acts=by_verb,
        act_nouns=_index((noun, act) for act in acts for noun in act.nouns),
        operators=by_operator,
        modals={word: modal for modal in modals for word in modal.words},
        tenses={modal.id: modal for modal in modals if not modal.words},
        things=things,
        conditionals=_marks(lexicons / "conditionals.tsv"),
        hedges=_marks(lexicons / "hedges.tsv"),
        groups={**parties, **_marks(lexicons / "groups.tsv")},
        amount_changes=_marks(lexicons / "amount_changes.tsv"),
        engine_words=_words(lexicons / "engine_words.tsv"),
        phrasal=_phrasal(phrases),
        verb_lemmas=_verb_lemmas(by_verb, by_operator, irregular),
        cues=cues,
        predicate_cues=predicate_cues,
        thing_cues=thing_cues,
        strong_cues=cues - common,
    )


def _entries(folder: Path, stem: str, schema: type[_E]) -> Iterator[tuple[Path, _E]]:
    paths = sorted(folder.glob(f"{stem}.yaml")) + sorted(folder.glob(f"{stem}-*.yaml"))
    if not paths:
        raise RuleError(f"{folder / stem}.yaml: no such rule file; restore it from the release")
    adapter = TypeAdapter(schema)
    for path in paths:
        raw = _yaml(path)
        if not isinstance(raw, list):
            raise RuleError(f"{path.name}: the file must be a list of entries")
        for number, item in enumerate(raw, start=1):
            name = item.get("id", f"number {number}") if isinstance(item, dict) else str(number)
            entry = _checked(adapter, item, f"{path.name}: entry {name}")
            for side in ("yes", "no"):
                if not getattr(entry, side):
                    raise RuleError(f"{path.name}: entry {name}: needs a '{side}' sentence")
            yield path, entry


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_RuleLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise RuleError(f"{path.name}: cannot be read: {reason}") from error


def _checked(adapter: TypeAdapter[_T], item: Any, where: str) -> _T:
    try:
        return adapter.validate_python(item)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "entry"
        raise RuleError(f"{where}: {field}: {first['msg']}") from error


def _table(path: Path, schema: type[_T]) -> _T:
    """A whole file of one form, checked."""
    return _checked(TypeAdapter(schema), _yaml(path), path.name)


def _act(
    entry: _ActEntry,
    path: Path,
    kinds: Mapping[str, Kind],
    defaults: Mapping[str, tuple[Role, ...]],
) -> Act:
    where = f"{path.name}: entry {entry.id}"
    if entry.kind != "thing" and entry.kind not in kinds:
        raise RuleError(f"{where}: kind: {entry.kind!r} is no code of taxonomy.yaml")
    if not entry.lemmas and not entry.nouns:
        raise RuleError(f"{where}: needs lemmas or nouns")
    fields = dict(entry)
    own = {prep: _tuple(roles) for prep, roles in entry.preps.items()}
    fields["preps"] = {**defaults, **own}
    fields["require"] = _tuple(entry.require)
    return Act(**fields)


def _vagueness(act: Act) -> tuple[bool, bool]:
    """Acts that demand more come first: "rebuild the army" is not "rebuild" of anything."""
    return "none" in act.require, act.kind == "thing"


def _operator(entry: _OperatorEntry, composition: Mapping[Outcome, _StatusEntry]) -> Operator:
    fields = dict(entry)
    fields["takes"] = frozenset(entry.takes)
    fields["future"] = entry.future or composition[entry.status].future
    fields["over"] = {**composition[entry.status].over, **entry.over}
    fields["hedges"] = entry.hedges or entry.status == "considering"
    return Operator(**fields)


def _modal(entry: _ModalEntry) -> Modal:
    return Modal(**dict(entry))


def _tuple(value: tuple[_V, ...] | _V) -> tuple[_V, ...]:
    return value if isinstance(value, tuple) else (value,)


def _operator_keys(operator: Operator) -> Iterator[tuple[tuple[str, Pos], Operator]]:
    by_pos: tuple[tuple[Pos, tuple[str, ...]], ...] = (
        ("verb", operator.verbs),
        ("noun", operator.nouns),
        ("adj", operator.adjectives),
        ("adv", operator.adverbs),
    )
    for pos, lemmas in by_pos:
        for lemma in lemmas:
            yield (lemma, pos), operator


def _index(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    found: defaultdict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _check_ids(*groups: Iterable[Act] | Iterable[Operator] | Iterable[Modal]) -> None:
    seen: set[str] = set()
    for group in groups:
        for entry in group:
            if entry.id in seen:
                raise RuleError(f"rules: entry {entry.id}: the id is used twice")
            seen.add(entry.id)


def _phrasal(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    grouped = _index((phrase.split()[0], phrase) for phrase in phrases if " " in phrase)
    return {
        first: tuple(sorted(found, key=lambda phrase: (-len(phrase.split()), phrase)))
        for first, found in grouped.items()
    }


def _verb_lemmas(
    acts: Iterable[str], operators: Iterable[tuple[str, Pos]], irregular: Irregular
) -> dict[str, str]:
    """Form -> verb; a form that two verbs share ("found") stands for neither."""
    verbs = {phrase.split()[0] for phrase in acts}
    verbs |= {phrase.split()[0] for phrase, pos in operators if pos == "verb"}
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for verb in verbs:
        for form in verb_forms(verb, irregular):
            owners[form].add(verb)
    return {form: min(found) for form, found in owners.items() if len(found) == 1}


def _rows(path: Path, header: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: cannot be read: {error}") from error
    if not lines or tuple(lines[0].split("\t")) != header:
        raise RuleError(f"{path.name}: line 1 must be the columns {', '.join(header)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise RuleError(
                f"{path.name}: line {number}: {len(cells)} columns, {len(header)} are needed"
            )
        if not cells[0] or cells[0] != cells[0].lower().strip():
            raise RuleError(f"{path.name}: line {number}: {cells[0]!r} is not in lower case")
        yield f"{path.name}: line {number}", cells


def _added(table: dict[str, _V], where: str, phrase: str, value: _V) -> None:
    key = normal(phrase)
    if key in table:
        raise RuleError(f"{where}: {phrase!r} stands twice")
    table[key] = value


def _things(path: Path, kinds: Mapping[str, Kind]) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    classes = get_args(ThingClass)
    for where, (phrase, cls, *codes, note) in _rows(path, THING_HEADER):
        if cls not in classes:
            raise RuleError(f"{where}: class {cls!r} is none of {', '.join(classes)}")
        for code in codes:
            if code != "-" and code not in kinds:
                raise RuleError(f"{where}: {code!r} is no code of taxonomy.yaml")
        kind, money_kind, deployed_kind = (None if code == "-" else code for code in codes)
        thing = Thing(
            phrase=phrase,
            cls=cls,  # type: ignore[arg-type]
            kind=kind,
            money_kind=money_kind,
            deployed_kind=deployed_kind,
            note=note,
        )
        _added(things, where, phrase, thing)
    return things


def _marks(path: Path) -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    for where, (phrase, cls, value, note) in _rows(path, MARK_HEADER):
        mark = Mark(phrase=phrase, cls=cls, value=None if value == "-" else value, note=note)
        _added(marks, where, phrase, mark)
    return marks


def _words(path: Path) -> dict[str, frozenset[str]]:
    words: defaultdict[str, set[str]] = defaultdict(set)
    for where, (word, cls, _) in _rows(path, WORD_HEADER):
        if word in words[cls]:
            raise RuleError(f"{where}: {word!r} stands twice in class {cls!r}")
        words[cls].add(word)
    return {cls: frozenset(found) for cls, found in words.items()}


def _irregular(path: Path) -> Irregular:
    return {
        (lemma, pos): tuple(forms.split())
        for _, (lemma, pos, forms) in _rows(path, IRREGULAR_HEADER)
    }


def _cue_word(phrase: str, words: _CueEntry) -> tuple[str, bool]:
    """The telling word of a phrase and whether it is the first, which inflects as a verb.

    "take part" -> part; "chip in" -> chip; "put up" -> put, since "up" says even less.
    """
    first, *rest = phrase.split()
    telling = [word for word in rest if word not in words.function]
    if first in words.light and telling:
        return telling[-1], False
    return first, True


def _cues(
    acts: Iterable[Act], operators: Iterable[Operator], irregular: Irregular, words: _CueEntry
) -> frozenset[str]:
    cues: set[str] = set()

    def add_verbs(lemmas: Iterable[str]) -> None:
        for lemma in lemmas:
            word, inflects = _cue_word(lemma, words)
            if word in words.never:
                continue
            cues.update(verb_forms(word, irregular) if inflects else noun_forms(word, irregular))

    def add_nouns(nouns: Iterable[str]) -> None:
        for noun in nouns:
            cues.update(noun_forms(noun.split()[-1], irregular))

    for act in acts:
        add_verbs(act.lemmas)
        add_nouns(act.nouns)
    for operator in operators:
        if operator.transparent and "thing" not in operator.takes:
            continue
        add_verbs(operator.verbs)
        add_nouns(operator.nouns)
        for phrase in (*operator.adjectives, *operator.adverbs):
            telling = [word for word in phrase.split() if word not in words.function]
            cues.update(telling[-1:] or phrase.split()[:1])
    return frozenset(cues - words.function)


def _thing_cues(things: Mapping[str, Thing], irregular: Irregular) -> frozenset[str]:
    heads = {
        thing.phrase.replace("-", " ").split()[-1]
        for thing in things.values()
        if thing.cls in ("thing", "people", "money", "act")
    }
    heads = {head for head in heads if not head.isdigit()}
    return frozenset().union(*(noun_forms(head, irregular) for head in heads))
