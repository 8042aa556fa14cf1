"""Checking the text of a pack: all its faults, in the order of their lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import CommitmentType, Severity
from onrecord.packs import wording
from onrecord.packs.fault import Fault
from onrecord.packs.known import Data, Known, tables, words_of
from onrecord.packs.schema import (
    SLOTS_OF_THE_PROGRAM,
    TABLES,
    TOP,
    Form,
    Key,
    Table,
)
from onrecord.packs.syntax import CURLY, Places, slips

_AT_LINE = re.compile(r"\(at line (\d+)")
_INFLECTED = re.compile(r".*[aeiouy].*[^e]ed|.*[aeiouy].*ing|.*[^suia]s")
_ODD = re.compile(f'[{CURLY.replace("’", "")}",;]')
_PLAIN = frozenset({"embed"})


def parsed(text: str, path: str) -> Data | list[Fault]:
    """What the text of a pack says; where it is no TOML, why."""
    if not text.strip():
        message = 'the file is empty. A pack begins with name = "…" and title = "…"'
        return [Fault(path, None, "empty-file", message)]
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return list(_no_toml(text, path, error))


def faults(text: str, path: str, known: Known) -> list[Fault]:
    """All faults of a pack's text; `known` is what the packs that it can stand beside define."""
    data = parsed(text, path)
    if isinstance(data, list):
        return data
    found = _Check(data, Places(text), path, known).all()
    return sorted(found, key=lambda f: (f.line or 0, f.table or "", f.key or ""))


def _no_toml(text: str, path: str, error: Exception) -> Iterator[Fault]:
    found = slips(text)
    for slip in found:
        yield Fault(path, slip.line, "not-toml", wording.visible(f"{slip.why}."))
    if found:
        return
    said, line = str(error), _AT_LINE.search(str(error))
    number = int(line[1]) if line else (text.rstrip("\n").count("\n") + 1 if "end of document" in said else None)
    yield Fault(path, number, "not-toml", _in_plain_words(error))


def _in_plain_words(error: Exception) -> str:
    said = _AT_LINE.split(str(error))[0].strip().rstrip("(").strip()
    if isinstance(error, RecursionError):
        return "lists stand in lists, far too deep. A list of a pack holds words and nothing else."
    if "'\\'" in said or "escape" in said.lower():
        return "a backslash \\ stands in a text. Take it out, or type it twice."
    if "Illegal character" in said or "Found invalid character" in said:
        return "a character that cannot be seen stands here. Delete the line and type it again."
    if "Cannot" in said:
        return "the same key or header stands here as further up, in another form. Write every header as [[…]]."
    return f"this cannot be read as TOML ({said}). Compare the line with the examples of the reference."


class _Check:
    """The checks of one pack's data."""

    def __init__(self, data: Data, places: Places, path: str, known: Known) -> None:
        self._data, self._places, self._path = data, places, path
        self._given, self._known = known, known.and_of(data)

    def all(self) -> Iterator[Fault]:
        yield from self._top()
        for table in TABLES:
            for index, data in enumerate(tables(self._data, table.name)):
                yield from self._table(table, index, data)
        yield from self._words_of_two_units()
        yield from self._words_of_two_events()

    def _fault(
        self,
        code: str,
        message: str,
        at: _At,
        *,
        found: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Fault:
        return Fault(
            self._path, self._line(at), code, wording.visible(message), at.table or None, at.key, found, severity
        )

    # --- the top ---------------------------------------------------------------------------------------

    def _top(self) -> Iterator[Fault]:
        names = {t.name: t for t in TABLES}
        plain = {k: v for k, v in self._data.items() if k not in names and not _is_tables(v)}
        yield from self._table(TOP, 0, plain)
        for name, value in self._data.items():
            if name in names:
                yield from self._written_as_table(name, value)
            elif _is_tables(value):
                yield self._unknown_table(name, list(names))
        if all(k in {"name", "title"} for k in self._data):
            message = "the pack holds nothing yet: add a table, such as [[unit]] or [[event]]."
            yield self._fault("holds-nothing", message, _At(), severity=Severity.WARNING)

    def _written_as_table(self, name: str, value: object) -> Iterator[Fault]:
        if isinstance(value, dict):
            message = f"[{name}] stands in single brackets. Write [[{name}]], each time."
            yield self._fault("single-brackets", message, _At(name), found=f"[{name}]")
        elif not _is_tables(value):
            message = f"{name} is a table. Write [[{name}]] on a line of its own, and its keys below it."
            yield self._fault("not-a-table", message, _At(name), found=wording.shown(value))

    def _unknown_table(self, name: str, names: list[str]) -> Fault:
        there = f"There are {wording.listed(f'[[{n}]]' for n in names)}."
        message = f"there is no table [[{name}]]. {wording.meant(name, names, '[[{}]]')}{there}"
        return self._fault("unknown-table", message, _At(name), found=name)

    # --- tables and keys -------------------------------------------------------------------------------

    def _table(self, table: Table, index: int, data: Data) -> Iterator[Fault]:
        at = _At(table.name, index)
        for name, value in data.items():
            key = table.key(name)
            if key is None:
                yield self._unknown_key(table, at, name)
            else:
                yield from self._value(table, key, value, at.of(name))
        misspelt = {m for n in data if table.key(n) is None for m in wording.close(n, [k.name for k in table.keys])}
        for key in table.keys:
            if key.needed and key.name not in data and key.name not in misspelt:
                message = f"{table.shown} has no {key.name}. {key.tells} Add a line, such as {key.name} = {key.example}"
                yield self._fault("missing-key", message, _At(table.name, index, key.name))
        if table.one_of and not any(k in data or k in misspelt for k in table.one_of):
            message = f"{table.shown} has nothing to go by. Give it one or more of {wording.listed(table.one_of)}."
            yield self._fault("missing-key", message, at)
        if table.name == "event" and {"objects", "subjects"} & set(data) and "verbs" not in data:
            message = "[[event]] has objects or subjects but no verbs, and they only say which verbs count. Add verbs."
            yield self._fault("missing-key", message, _At(table.name, index, "verbs"))

    def _unknown_key(self, table: Table, at: _At, name: str) -> Fault:
        of_top = TOP.key(name)
        if table.name and of_top and (of_top.form.is_list or name not in self._data):
            message = f"{name} belongs to the top of the file. Move it above the first line with [[…]]."
            return self._fault("unknown-key", message, at.of(name), found=name)
        names = [k.name for k in table.keys]
        owners = [t.shown for t in TABLES if t.key(name)]
        elsewhere = f"It is a key of {wording.listed(owners)}. " if owners else ""
        meant = wording.meant(name, names, "{}") or elsewhere
        where = f"in {table.shown}" if table.name else f"at {table.shown}"
        message = f"there is no key {name} {where}. {meant}There are {wording.listed(names)}."
        return self._fault("unknown-key", message, at.of(name), found=name)

    def _value(self, table: Table, key: Key, value: object, at: _At) -> Iterator[Fault]:
        if key.form.is_list:
            if not isinstance(value, list):
                yield self._no_list(key, value, at)
            elif not value:
                message = f"the list {key.name} is empty. Put words in it, or take the line out."
                yield self._fault("empty-list", message, at)
            else:
                yield from self._list(table, key, value, at)
        elif not isinstance(value, str):
            message = f"{key.name} is {wording.shown(value)}. It must be {key.form}, such as {key.name} = {key.example}"
            yield self._fault("wrong-type", message, at, found=wording.shown(value))
        elif not value.strip():
            message = f"{key.name} is empty. Write something between the quotation marks, such as {key.example}"
            yield self._fault("empty-text", message, at, found=value)
        else:
            yield from self._text(table, key, value, at)

    def _no_list(self, key: Key, value: object, at: _At) -> Fault:
        shown = wording.shown(value)
        many = isinstance(value, str) and ("," in value or (" " in value and key.form in {Form.WORDS, Form.VERBS}))
        write = f"[{shown}]" if isinstance(value, str) and not many else key.example
        message = f"{key.name} is {shown}. A list in square brackets is expected: {key.name} = {write}"
        return self._fault("wrong-type", message, at, found=shown)

    def _text(self, table: Table, key: Key, value: str, at: _At) -> Iterator[Fault]:
        if key.form is Form.NAME and not wording.NAME.fullmatch(value):
            plain = wording.plain_name(value)
            write = f" Write {key.name} = {wording.shown(plain)}" if plain else f" It may be as {key.example}"
            what = "lower-case letters a to z, figures, and hyphens in place of spaces"
            yield self._fault(
                "wrong-name", f"{wording.shown(value)} is not a plain word: {what}.{write}", at, found=value
            )
        elif key.form is Form.COMMITMENT and value not in set(CommitmentType):
            meant, types = wording.meant(value, list(CommitmentType), '"{}"'), wording.listed(CommitmentType)
            message = f"there is no commitment of type {wording.shown(value)}. {meant}There are {types}."
            yield self._fault("unknown-commitment", message, at, found=value)
        elif (table.name, key.name) in {("unit", "default"), ("outcome", "measure")}:
            yield from self._measure(key, value, at)
        elif (table.name, key.name) == ("", "name") and value in self._known.taken:
            message = (
                f'"{value}" is the name of a pack that comes with the program. Choose another, such as "my-{value}".'
            )
            yield self._fault("name-taken", message, at, found=value)
        elif (table.name, key.name) == ("slot", "name") and value in SLOTS_OF_THE_PROGRAM:
            message = f'"{value}" is a slot of missions, which the program tells of itself. Choose another name.'
            yield self._fault("name-taken", message, at, found=value)
        elif (table.name, key.name) == ("unit", "kind"):
            yield from self._kind(value, at)

    def _kind(self, value: str, at: _At) -> Iterator[Fault]:
        """A kind of the user's own that is spelt almost as one that there is."""
        meant = [] if value in self._given.kinds else wording.close(value, sorted(self._given.kinds))
        if meant:
            message = (
                f"{wording.shown(value)} is a kind that no other pack has. Did you mean {wording.shown(meant[0])}? "
                "If it is a kind of your own, leave it."
            )
            yield self._fault("new-kind", message, at, found=value, severity=Severity.WARNING)

    def _measure(self, key: Key, value: str, at: _At) -> Iterator[Fault]:
        if value not in self._known.measures:
            meant = wording.meant(value, sorted(self._known.measures), '"{}"')
            message = (
                f"{key.name} names the measure {wording.shown(value)}, which nobody defines. {meant}"
                f"There are {wording.listed(sorted(self._known.measures))}; "
                f"for one of your own, add a table [[measure]] with name = {wording.shown(value)}."
            )
            yield self._fault("unknown-measure", message, at, found=value)

    # --- lists -----------------------------------------------------------------------------------------

    def _list(self, table: Table, key: Key, words: list[Any], at: _At) -> Iterator[Fault]:
        seen: set[str] = set()
        for item, word in enumerate(words):
            here = at.nth(item)
            if not isinstance(word, str):
                message = f'{key.name} holds {wording.shown(word)}. Only words in quotation marks are expected: "…"'
                yield self._fault("wrong-type", message, here, found=wording.shown(word))
            elif not word.strip():
                yield self._fault("empty-word", f"{key.name} holds a word with nothing in it. Take it out.", here)
            else:
                yield from self._word(table, key, word, here)
                if word in seen:
                    message = f"{wording.shown(word)} stands twice in {key.name}. Once is enough."
                    yield self._fault("word-twice", message, here, found=word, severity=Severity.WARNING)
                seen.add(word)

    def _word(self, table: Table, key: Key, word: str, at: _At) -> Iterator[Fault]:
        tidy = " ".join(word.split())
        if word != tidy:
            message = f"{wording.shown(word)} in {key.name} has a space too many. Write {wording.shown(tidy)}."
            yield self._fault("stray-space", message, at, found=word)
        elif _ODD.search(word):
            message = (
                f"{wording.shown(word)} in {key.name} has a comma or quotation mark in it. Each word stands in a pair "
                'of its own: ["…", "…"].'
            )
            yield self._fault("odd-word", message, at, found=word)
        elif key.form is not Form.PRINTED and word != word.lower():
            message = (
                f"{wording.shown(word)} in {key.name} has a capital letter and would never be found, "
                f"since articles are looked through in lower case. Write {wording.shown(word.lower())}."
            )
            yield self._fault("capital-letter", message, at, found=word)
        elif key.form in {Form.WORDS, Form.VERBS} and " " in word:
            yield self._fault("two-words", _two_words(table, key, word), at, found=word)
        elif key.form is Form.KINDS and word not in self._known.kinds:
            meant = wording.meant(word, sorted(self._known.kinds), '"{}"')
            message = (
                f"no [[unit]] is of the kind {wording.shown(word)}. {meant}"
                f"The kinds that there are: {wording.listed(sorted(self._known.kinds))}."
            )
            yield self._fault("unknown-kind", message, at, found=word)
        elif unknown := self._known.unknown(key, word):
            yield self._fault(*unknown, at, found=word)
        elif key.form in {Form.VERBS, Form.PHRASAL} and _is_inflected(word):
            message = (
                f"{wording.shown(word)} in {key.name} does not look like a verb as a dictionary lists it. "
                "Write “strike” for strikes, striking and struck: all forms are found by that one. "
                "If it is right as it stands, leave it."
            )
            yield self._fault("verb-form", message, at, found=word, severity=Severity.WARNING)

    # --- words given twice -----------------------------------------------------------------------------

    def _words_of_two_units(self) -> Iterator[Fault]:
        first: dict[str, int] = {}
        for index, unit in enumerate(tables(self._data, "unit")):
            for item, word in words_of(unit, "words"):
                there = first.setdefault(word, index)
                if there != index:
                    line = self._places.line("unit", there, "words", _place_of(self._data, there, word))
                    message = (
                        f"{wording.shown(word)} stands in another [[unit]] already, on line {line}, and a word can "
                        "only be one thing. Take it out of one of the two."
                    )
                    yield self._fault("word-in-two-units", message, _At("unit", index, "words", item), found=word)

    def _words_of_two_events(self) -> Iterator[Fault]:
        """A word that tells of two types of event under the same conditions: which is meant cannot be known."""
        first: dict[tuple[object, ...], tuple[object, int]] = {}
        for index, table in enumerate(tables(self._data, "event")):
            company = tuple(tuple(sorted(w for _, w in words_of(table, k))) for k in ("objects", "subjects"))
            for key, condition in (("nouns", ()), ("verbs", company)):
                for item, word in words_of(table, key):
                    at = _At("event", index, key, item)
                    type_, line = first.setdefault((key, word, condition), (table.get("type"), self._line(at)))
                    if type_ != table.get("type"):
                        message = (
                            f"{wording.shown(word)} tells of {type_} already, on line {line}, so it cannot tell of "
                            f"{table.get('type')} too. Take it out of one of the two"
                            + ("." if key == "nouns" else ", or say with objects or subjects when it is which.")
                        )
                        yield self._fault("word-of-two-types", message, at, found=word, severity=Severity.WARNING)

    def _line(self, at: _At) -> int:
        return self._places.line(at.table, at.index, at.key, at.item)


@dataclass(frozen=True, slots=True)
class _At:
    """A place in a pack: the so-manieth table of a name, a key of it, an element of its list."""

    table: str = ""
    index: int = 0
    key: str | None = None
    item: int | None = None

    def of(self, key: str) -> _At:
        return _At(self.table, self.index, key)

    def nth(self, item: int) -> _At:
        return _At(self.table, self.index, self.key, item)


def _is_tables(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)
    )


def _place_of(data: Data, index: int, word: str) -> int:
    return next(i for i, w in words_of(tables(data, "unit")[index], "words") if w == word)


def _two_words(table: Table, key: Key, word: str) -> str:
    there = wording.shown(word)
    said = f"{there} in {key.name} is more than one word, and would never be found: single words are expected."
    if table.key("phrases"):
        return f"{said} Words that stand together go into phrases = [{there}]"
    last = word.rsplit(maxsplit=1)[-1]
    return f"{said} Write the one that counts, such as {wording.shown(last)}." if key.form is Form.WORDS else said


def _is_inflected(verb: str) -> bool:
    """Whether a verb looks like no entry of a dictionary: "walked out", "walking", "walks"."""
    first = verb.split(maxsplit=1)[0]
    return bool(_INFLECTED.fullmatch(first)) and first not in _PLAIN
