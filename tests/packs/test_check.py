"""Each kind of fault gets a message with its file, line and key; no bytes make the check fail."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Severity
from onrecord.packs import SHIPPED, Fault, checked, checked_bytes, faults, shipped
from onrecord.packs.fault import CODES
from onrecord.packs.schema import TABLES, TOP, Form
from onrecord.packs.syntax import Places

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
BASE = 'name = "tides"\ntitle = "Tides"'
SOUND = f'{BASE}\n[[unit]]\nkind = "thing"\nwords = ["wave"]\n'
SEEN_IN_FILES = {"no-file", "is-folder", "unreadable", "not-utf8", "not-plain-text", "too-large", "same-name"}


def told(fault: Fault) -> str:
    line = "-" if fault.line is None else fault.line
    warning = "warning " if fault.severity is Severity.WARNING else ""
    return f"{warning}{line} {fault.code} {fault.key or '-'}"


@pytest.mark.parametrize("case", CASES, ids=[c["what"] for c in CASES])
def test_a_fault_is_told_with_its_line_and_key(case: dict[str, Any]) -> None:
    pack, found = checked_bytes(case["source"].replace("BASE", BASE).encode(), "tides.toml")
    assert [told(f) for f in found] == case["expect"]
    assert (pack is None) == any(f.severity is Severity.ERROR for f in found)
    messages = "\n".join(map(str, found))
    assert [part for part in case["says"] if part.lower() not in messages.lower()] == []
    for fault in found:
        assert str(fault).startswith("tides.toml, line " if fault.line else "tides.toml: ")
        assert "\n" not in str(fault)


def test_every_kind_of_fault_has_a_case() -> None:
    met = {word for c in CASES for e in c["expect"] for word in e.split() if word in CODES}
    assert met | SEEN_IN_FILES == set(CODES)


def test_a_sound_pack_has_no_fault() -> None:
    assert checked_bytes(SOUND.encode(), "t")[1] == []
    assert checked_bytes(SOUND.replace("\n", "\r\n").encode(), "t")[1] == []
    assert checked_bytes(SOUND.encode("utf-8-sig"), "t")[1] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_packs_of_the_program_have_no_error_but_their_name(name: str) -> None:
    found = checked_bytes(shipped(name).text.encode(), f"{name}.toml")[1]
    assert [f.code for f in found if f.severity is Severity.ERROR] == ["name-taken"]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_told_with_its_line(encoding: str) -> None:
    pack, (fault,) = checked_bytes(f'{BASE}\nqualifiers = ["naïve"]\n'.encode(encoding), "t.toml")
    assert pack is None
    assert (fault.code, fault.line) == ("not-utf8", 1 if encoding == "utf-16" else 3)
    assert "UTF-8" in fault.message


@pytest.mark.parametrize("data", [b"{\\rtf1\\ansi name = x", b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1"])
def test_a_document_is_told_to_be_none(data: bytes) -> None:
    (fault,) = checked_bytes(data, "t.toml")[1]
    assert (fault.code, fault.line, "plain text" in fault.message) == ("not-plain-text", None, True)


def test_files_that_cannot_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    found = faults([tmp_path / "none.toml", tmp_path / "folder.toml", tmp_path / ("x" * 300 + ".toml")])
    assert [f.code for f in found] == ["no-file", "is-folder", "unreadable"]
    assert all(str(tmp_path) in str(f) for f in found)


def test_a_file_under_almost_the_same_name_is_named(tmp_path: Path) -> None:
    (tmp_path / "strike.toml.txt").touch()
    (fault,) = faults([tmp_path / "strike.toml"])
    assert '"strike.toml.txt"' in fault.message
    (fault,) = faults([tmp_path / "none" / "strike.toml"])
    assert fault.code == "no-file"


def test_files_are_checked_as_used_together(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(SOUND + 'default = "height"\n[[measure]]\nname = "seen"\nnouns = ["wave"]\nof = ["water"]\n')
    other.write_text(
        'name = "moon"\ntitle = "The moon"\n[[unit]]\nkind = "water"\nwords = ["ebb"]\n'
        '[[measure]]\nname = "height"\nnouns = ["ebb"]\n'
    )
    assert faults([one, other]) == []
    assert [f.code for f in faults([one])] == ["unknown-measure", "unknown-kind"]
    assert checked(other)[0] is not None
    one.write_text(SOUND)
    other.write_text(SOUND.replace("wave", "tide"))
    (same,) = faults([one, other])
    assert (same.code, "tides" in str(same), str(other) in str(same)) == ("same-name", True, True)


def test_what_cannot_be_seen_is_written_out() -> None:
    (fault, *_) = checked_bytes(b'"a\\u0007b\\nc" = 1\n' + SOUND.encode(), "t")[1]
    assert "a\\x07b\\nc" in fault.message


# --- properties ----------------------------------------------------------------------------------------

PIECES = [
    "[[unit]]",
    "[unit]",
    "[",
    "]",
    '"',
    "'",
    '"""',
    "=",
    ",",
    "#",
    "\n",
    "\\",
    "words",
    "kind",
    "“",
    "{",
    "1",
    " ",
]


@given(st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join).map(str.encode))
def test_no_bytes_make_the_check_fail(data: bytes) -> None:
    pack, found = checked_bytes(data, "t.toml")
    assert (pack is None) == any(f.severity is Severity.ERROR for f in found)
    for fault in found:
        assert fault.code in CODES
        assert fault.line is None or 1 <= fault.line <= data.count(b"\n") + 1


def test_a_file_that_is_far_too_large_is_not_looked_through() -> None:
    (fault,) = checked_bytes(b"x" * 1_000_001, "t")[1]
    assert (fault.code, fault.line) == ("too-large", None)


LARGE = [
    b"a = " + b"[" * 99_999,
    b"a = " + b"9" * 5000,
    b"a = 0x" + b"f" * 9000,
    b"[" * 9999,
    b'"\\' * 99_999,
    b"x y " * 99_999,
]


@pytest.mark.parametrize("data", LARGE, ids=[str(n) for n in range(len(LARGE))])
def test_nor_do_the_largest(data: bytes) -> None:
    assert [f for f in checked_bytes(data, "t")[1] if f.severity is Severity.ERROR]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text("aB é“,\n", max_size=5)
    | st.sampled_from(["wave", "pledge"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
NAMES = st.sampled_from(sorted({k.name for t in (TOP, *TABLES) for k in t.keys} | {"colour"}))


def toml(value: object) -> str:
    match value:
        case None:
            return "2021-02-03"
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case str():
            return '"' + "".join(f"\\U{ord(c):08x}" for c in value if not "\ud800" <= c <= "\udfff") + '"'
        case _:
            return str(value)


@given(
    st.dictionaries(NAMES, VALUES, max_size=5),
    st.lists(
        st.tuples(st.sampled_from([t.name for t in TABLES]), st.dictionaries(NAMES, VALUES, max_size=5)), max_size=5
    ),
)
def test_whatever_stands_under_a_key_is_told_at_its_line(
    top: dict[str, object], tables: list[tuple[str, dict[str, object]]]
) -> None:
    lines = [f"{k} = {toml(v)}" for k, v in top.items()]
    for name, keys in tables:
        lines += [f"[[{name}]]", *(f"{k} = {toml(v)}" for k, v in keys.items())]
    for fault in checked_bytes("\n".join(lines).encode(), "t")[1]:
        if fault.line and fault.key and fault.code not in {"missing-key", "empty-file"}:
            assert lines[fault.line - 1].startswith(f"{fault.key} = ")


BREAKS = st.sampled_from(["", " ", "\n", "\n\n", "  # a [note], = “here”\n"])
WORD = st.text("abc[]=#,'“ ", min_size=1, max_size=6)


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[str, list[tuple[str, int, str, list[int]]]]:
    """A text with lists laid out in any way, and where its keys and their words stand: table, index, key, lines."""
    text, expected, count = "", [], {}
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(["unit", "event"]))
        index = count.setdefault(name, 0)
        count[name] += 1
        text += draw(st.sampled_from(["", "\n", "# a note\n"])) + f"[[{name}]]{draw(st.sampled_from(['', ' # x']))}\n"
        for key in draw(st.lists(st.sampled_from(["words", "nouns", "verbs"]), unique=True, max_size=3)):
            places = [text.count("\n") + 1]
            text += f"{key} = ["
            for word in draw(st.lists(WORD, max_size=4)):
                text += draw(BREAKS)
                places.append(text.count("\n") + 1)
                text += f'"{word}"{draw(BREAKS)},'
            text += draw(BREAKS) + "]\n"
            expected.append((name, index, key, places))
    return text, expected


@given(laid_out())
def test_the_line_of_every_key_and_word_is_known(made: tuple[str, list[tuple[str, int, str, list[int]]]]) -> None:
    text, expected = made
    tomllib.loads(text)
    places = Places(text)
    for table, index, key, (line, *words) in expected:
        assert places.line(table, index, key) == line
        assert [places.line(table, index, key, item) for item in range(len(words))] == words


def test_every_key_has_an_example_that_is_sound() -> None:
    for table in (TOP, *TABLES):
        for key in table.keys:
            value = tomllib.loads(f"{key.name} = {key.example}")[key.name]
            assert isinstance(value, list) == key.form.is_list
            assert key.form is not Form.WORDS or all(" " not in w for w in value)
