"""Where the keys of a TOML text stand, and why a text is no TOML, in words for one who has never seen any.

`tomllib` alone decides whether a text is TOML and what it says. This scan adds what it does not tell: the line of
every table, key and list element of a text that it accepts, and a plain account of one that it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

CURLY = "“”„‟«»‘’‚‛"
"""Quotation marks of word processors."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+)
      | (?P<comment>\#[^\n]*)
      | (?P<newline>\n)
      | (?P<string>\"{3}(?:[^\\]|\\.){0,9999}?\"{3,5} | '{3}.{0,9999}?'{3,5} | "(?:[^"\\\n]|\\[^\n])*" | '[^'\n]*')
      | (?P<open>["'][^\n]*)
      | (?P<mark>[][{},=])
      | (?P<bare>[^][{},=\s\#"']+)""",
    re.VERBOSE | re.DOTALL,
)
_KEY_LINE = re.compile(r"\s*[\w-]+\s*=")
_HEADER_LINE = re.compile(r"\s*\[\[?\s*[\w.-]+\s*\]?\]?\s*(?:#.*)?$")
_NAME = r"\s*[\w.\"'-]+\s*"
_HEADER = re.compile(rf"\[\[{_NAME}\]\]|\[{_NAME}\]")
_BRACKETS = re.compile(rf"\[+(?P<name>{_NAME})\]*")
_LONE = re.compile(r"(?P<mark>\"|(?<!\w)')(?P<after>.*)")
_PLAIN_VALUE = re.compile(r"true|false|[+-]?(?:inf|nan|\d[\w.:+-]*)")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of TOML: its sort (the name of its group above), its text, its line."""

    sort: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A place at which a text is no TOML, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """The line of a key, and those of the elements of its list."""

    line: int
    items: tuple[int, ...] = ()


@dataclass(slots=True)
class TablePlace:
    """A header, or the top of a text: its name, its line, and where its keys stand."""

    name: str
    line: int
    keys: dict[str, KeyPlace] = field(default_factory=dict)


class Places:
    """Where the tables and keys of a text stand; what it cannot tell of, it answers with the nearest that it can."""

    def __init__(self, text: str) -> None:
        """Look through a text that is TOML."""
        self._tables = _Scan(text).tables()

    def line(self, table: str = "", index: int = 0, key: str | None = None, item: int | None = None) -> int:
        """The line of an element of the list at a key of the so-manieth table of a name."""
        found = [t for t in self._tables if t.name == table]
        if index >= len(found):
            return self._inline(table)
        place = found[index].keys.get(key or "")
        if place is None:
            return found[index].line
        return place.items[item] if item is not None and item < len(place.items) else place.line

    def _inline(self, table: str) -> int:
        """The line of a table that is written as a key of the top (`unit = …`)."""
        place = self._tables[0].keys.get(table)
        return place.line if place else 1


def slips(text: str) -> list[Slip]:
    """Why a text that is no TOML is none: at each line, the first reason; none where this scan sees nothing wrong."""
    return _Scan(text).slips()


def _tokens(text: str) -> list[Token]:
    found, line = [], 1
    for match in _TOKEN.finditer(text):
        sort = match.lastgroup or ""
        if sort not in {"space", "comment"}:
            found.append(Token(sort, match.group(), line))
        line += match.group().count("\n")
    return found


class _SlipError(Exception):
    def __init__(self, line: int, why: str) -> None:
        self.slip = Slip(line, why)


class _Scan:
    """One pass over the tokens of a text, statement by statement.

    After a slip it goes on at the next line that can begin a statement.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._tokens = _tokens(text)
        self._at = 0
        self._found = [TablePlace("", 1)]
        self._slips: list[Slip] = []

    def tables(self) -> list[TablePlace]:
        self._run()
        return self._found

    def slips(self) -> list[Slip]:
        self._run()
        return self._slips

    def _run(self) -> None:
        while (token := self._peek()) is not None:
            try:
                if token.sort == "newline":
                    self._at += 1
                elif token.text == "[":
                    self._header()
                else:
                    self._pair()
            except _SlipError as error:
                self._slips.append(self._plainer(error.slip))
                self._recover(error.slip.line)

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _line(self, number: int) -> str:
        return self._lines[number - 1].rstrip("\r")

    def _begins_statement(self, number: int) -> bool:
        line = self._line(number)
        return bool(_KEY_LINE.match(line) or _HEADER_LINE.match(line))

    def _recover(self, line: int) -> None:
        """Go on at the next line that looks like a statement."""
        while (token := self._peek()) is not None:
            first = token.line > line and (self._at == 0 or self._tokens[self._at - 1].line < token.line)
            if first and self._begins_statement(token.line):
                return
            self._at += 1

    def _plainer(self, slip: Slip) -> Slip:
        """The reason behind a reason: where a line's quotation marks are wrong, all else on it is a consequence."""
        bare = _without_strings(self._line(slip.line))
        curly = next((c for c in bare if c in CURLY), None)
        if curly:
            why = f'the quotation mark {curly} is a curly one: type the straight " in its place (and at the other end)'
            return Slip(slip.line, why)
        lone = _LONE.search(bare)
        if lone and any(c in CURLY for c in self._line(slip.line)):
            return Slip(slip.line, 'a straight quotation mark " and a curly one stand together: type " at both ends')
        if lone:
            end = lone["after"].strip(" ,]")[:SHORT] or "the end of the line"
            return Slip(slip.line, f"a quotation mark is missing: the {lone['mark']} before {end} has no partner")
        return slip

    # --- statements ------------------------------------------------------------------------------------

    def _header(self) -> None:
        line = self._tokens[self._at].line
        text = self._line(line).split("#")[0].strip()
        if not _HEADER.fullmatch(text):
            raise _SlipError(line, _no_header(text))
        while (token := self._peek()) is not None and token.sort != "newline":
            self._at += 1
        self._found.append(TablePlace(text.strip("[] \t\"'"), line))

    def _pair(self) -> None:
        key = self._key()
        place = self._value(key)
        table = self._found[-1]
        name = key.text.strip("\"'")
        if name in table.keys:
            where = f"this [[{table.name}]]" if table.name else "the top of the file"
            why = f"{name} is given twice in {where}, first on line {table.keys[name].line}: make one list of the two"
            self._slips.append(Slip(key.line, why))
        table.keys[name] = place

    def _key(self) -> Token:
        key = self._tokens[self._at]
        after = self._peek(1)
        if key.sort in {"bare", "string"} and after is not None and after.text == "=":
            self._at += 2
            return key
        line = self._line(key.line).strip()
        if key.sort == "bare" and (key.text.endswith(":") or (after is not None and after.text == ":")):
            name = key.text.rstrip(":")
            raise _SlipError(key.line, f"after {name} an equals sign is expected, not a colon: {name} = …")
        if key.sort == "bare" and after is not None and (after.text == "[" or after.sort in {"string", "open"}):
            raise _SlipError(key.line, f"an equals sign is missing after {key.text}: {key.text} = …")
        if "=" in line.split("#")[0] and key.sort == "bare":
            name = line.split("=", maxsplit=1)[0].strip()
            raise _SlipError(key.line, f"“{name}” cannot stand before an equals sign: a key is one plain word")
        short = line if len(line) <= SHORT else line[:SHORT] + "…"
        why = (
            f"“{short}” is neither a key with its value (kind = …) nor a header ([[unit]]). "
            "A note to yourself begins with #; a list that goes on stands inside [ ]"
        )
        raise _SlipError(key.line, why)

    def _value(self, key: Token) -> KeyPlace:
        token = self._peek()
        if token is None or token.sort == "newline":
            raise _SlipError(key.line, f'after {key.text} = something is missing: a text in "…", or a list in […]')
        if token.text == "[":
            items = self._list(key)
        else:
            self._single(token, key.text)
            items = ()
        after = self._peek()
        if after is not None and after.sort != "newline":
            raise _SlipError(after.line, _after_value(key, after, self._peek(1), is_list=token.text == "["))
        return KeyPlace(key.line, items)

    def _single(self, token: Token, key: str = "") -> None:
        if token.sort == "bare" and not _PLAIN_VALUE.fullmatch(token.text):
            raise _SlipError(token.line, _unquoted(key, token.text, self._line(token.line)))
        if token.text == "{":
            self._braces()
            return
        if token.sort not in {"string", "bare"}:
            raise _SlipError(token.line, f"{token.text} cannot stand here: a text in quotation marks is expected")
        self._at += 1

    def _braces(self) -> None:
        """Pass over a table or list within a value, which no pack has."""
        depth = 0
        while (token := self._peek()) is not None:
            depth += (token.text in "[{" and token.sort == "mark") - (token.text in "]}" and token.sort == "mark")
            self._at += 1
            if not depth:
                return

    def _list(self, key: Token) -> tuple[int, ...]:
        opened = self._tokens[self._at]
        unclosed = f"the list of {key.text} that opens here is not closed: a ] is missing after its last word"
        items: list[int] = []
        self._at += 1
        comma = True
        while (token := self._peek()) is not None:
            if self._tokens[self._at - 1].sort == "newline" and self._begins_statement(token.line):
                raise _SlipError(opened.line, unclosed)
            if token.text == "]":
                self._at += 1
                return tuple(items)
            comma = self._element(token, items, comma=comma)
        raise _SlipError(opened.line, unclosed)

    def _element(self, token: Token, items: list[int], *, comma: bool) -> bool:
        """Take one token of a list; gives whether the next element may follow."""
        if token.sort == "newline":
            self._at += 1
            return comma
        if token.text == "," and token.sort == "mark":
            if comma:
                raise _SlipError(token.line, "there is a comma too many in this list")
            self._at += 1
            return True
        if not comma:
            before = next(t for t in reversed(self._tokens[: self._at]) if t.sort != "newline")
            raise _SlipError(before.line, f"a comma is missing in this list between {before.text} and {token.text}")
        items.append(token.line)
        if token.text == "[":
            self._braces()
        else:
            self._single(token)
        return False


SHORT = 40
"""Characters of a line that a message repeats."""


def _without_strings(line: str) -> str:
    """A line without what stands in proper quotation marks, and without its comment."""
    kept: Iterator[str] = (
        m.group() for m in _TOKEN.finditer(line) if m.lastgroup not in {"string", "comment", "newline"}
    )
    return "".join(kept)


def _unquoted(key: str, word: str, line: str) -> str:
    """That a text has no quotation marks; where it is the whole of a line's value, how all of it is written."""
    rest = line.split("=", maxsplit=1)[-1].split("#", maxsplit=1)[0].strip()
    if not key or any(c in rest for c in "[]\"'="):
        return f'{word} must stand in quotation marks: "{word}"'
    words = [f'"{w.strip()}"' for w in rest.split(",")]
    write = words[0] if len(words) == 1 else f"[{', '.join(words)}]"
    return f"{rest} must stand in quotation marks: {key} = {write}"


def _no_header(text: str) -> str:
    """Why what begins with a bracket is no header."""
    header, brackets = _HEADER.match(text), _BRACKETS.fullmatch(text)
    if brackets:
        return f"the brackets of this header do not match: {text} should be [[{brackets['name'].strip()}]]"
    if header:
        return f"what follows the header {header.group()} begins on a line of its own"
    return f"{text[:SHORT]} is not a header: a header is one plain word in double brackets, such as [[unit]]"


def _after_value(key: Token, after: Token, following: Token | None, *, is_list: bool) -> str:
    if after.text == "," and not is_list and following is not None and following.sort != "newline":
        return f'several words need square brackets around them: {key.text} = ["…", "…"]'
    if after.text in {",", "]"} or (after.sort == "bare" and (following is None or following.sort == "newline")):
        return f"there is a {after.text} too many after the value of {key.text}"
    return f"{after.text} follows the value of {key.text} on the same line: each key begins on a line of its own"
