"""`coursewright-baseline.yaml`: how a baseline is found, read and written.

    version: 1
    files:
      modules/03-ohm.module.yaml:
        FUP001:
          f5c1f09ab12d: {count: 1, hint: "tasks[read-ohm]"}

An entry to a line, in an order of its own, so that two people who mend things rarely meet in one line. The
hint is for readers: the fingerprint before it is what counts.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, ClassVar, NoReturn

from coursewright.lint.silence.baseline import Baseline, Entry, Place
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.file_faults import FileFault
from coursewright.spec.nodes import Mapping, Node, Scalar
from coursewright.spec.source import Source
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.source import Span

VERSION = 1
MOST = 1_000_000
"""More findings than any place has: a larger count is a slip of the hand."""
MOST_BYTES = 500_000_000
"""Far more than the 60 that an entry takes come to in the largest repository."""

_HEADING = """\
# Findings that were there when this file was made: coursewright does not report them again, only new ones.
# `coursewright baseline update` takes out what has been mended. Deleting a line brings its finding back.
"""
_PLAIN = re.compile(
    r"(?![0-9.]+$)(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z0-9_][\w./-]*", re.ASCII | re.IGNORECASE
)
_UNSHOWABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_CODE = re.compile(r"[A-Za-z]{3}[0-9]{3}")
_FINGERPRINT = re.compile(r"f[0-9a-f]{11}")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7})(?: |$)", re.MULTILINE)


_START = f"version: {VERSION}\nfiles:\n"
_QUOTED = r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\nrtbf]|u(?!d[89a-f])[0-9a-f]{4}))*"'
_FILE_LINE = re.compile(rf"  ([A-Za-z0-9_][\w./-]*[a-z]|{_QUOTED}):", re.ASCII)
_CODE_LINE = re.compile(r"    ([A-Z]{3}[0-9]{3}):")
_ENTRY = re.compile(rf"      (f[0-9a-f]{{11}}): \{{count: ([1-9][0-9]{{0,5}}), hint: ({_QUOTED})\}}")
"""The lines as they are written here; whatever else means the same is read as YAML."""


class BaselineError(UnreadableInputError):
    """A baseline that cannot be used; `path` is its file, and `faults` say what is wrong and where."""

    kind: ClassVar[str] = "baseline"

    def __init__(self, source: Source, span: Span, message: str, hint: str) -> None:
        line = span.start.line
        super().__init__(f"{source.path}:{line}: {message}", hint, source.path)
        # Each course that this keeps from being checked says so, and a baseline may be long.
        excerpt = Source(source.path, "\n" * (line - 1) + source.line(line))
        self.faults = (FileFault(excerpt, span, message, hint),)


def dump(baseline: Baseline) -> str:
    """Return the text of a baseline; equal ones have equal texts."""
    lines = [f"{_HEADING}version: {VERSION}", "files:" if baseline.files else "files: {}"]
    for file, places in sorted(baseline.files.items()):
        lines.append(f"  {_key(file)}:")
        code = ""
        for place, entry in sorted(
            places.items(), key=lambda one: (one[0].code, one[1].hint, one[0].fingerprint)
        ):
            if place.code != code:
                code = place.code
                lines.append(f"    {_key(code)}:")
            lines.append(f"      {place.fingerprint}: {{count: {entry.times}, hint: {_text(entry.hint)}}}")
    return "\n".join(lines) + "\n"


def _key(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _text(text)


def _text(text: str) -> str:
    """Return a text between double quotes, as YAML and JSON write it."""
    return _UNSHOWABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def read_baseline(path: Path, root: Path | None = None) -> Baseline:
    """Read a baseline whose files are named relative to `root`, by default to its own folder.

    Raises `BaselineError` with the line of what is wrong, or `UnreadableInputError`.
    """
    return parse_bytes(read_bytes(path, MOST_BYTES), path)._replace(root=root or path.parent)


def parse_bytes(data: bytes, path: Path) -> Baseline:
    """Read the bytes of a baseline that stands at `path`. Raise `BaselineError`."""
    source, fault = decode(path, data, MOST_BYTES)
    if fault is not None:
        raise BaselineError(source, FileFault.of(fault, source).span, fault.message, _REMAKE)
    as_written = _as_written(source.text.replace("\r\n", "\n"))
    if as_written is not None:
        return Baseline(path, as_written, path.parent)
    if conflict := _CONFLICT.search(source.text):
        span = source.span(*conflict.span())
        hint = (
            "Keep the lines of both sides; `coursewright baseline update` takes out those that are too many."
        )
        raise BaselineError(source, span, "A conflict of two branches was never settled here.", hint)
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read

    root, faults = read(source)
    if faults:
        first = FileFault.of(faults[0], source)
        raise BaselineError(source, first.span, first.message, _REMAKE)
    return _Reader(source).baseline(root)


def _as_written(text: str) -> dict[str, dict[Place, Entry]] | None:
    """Read what `dump` has written and nobody has changed by hand, thirty times as fast; else return None."""
    found: dict[str, dict[Place, Entry]] = {}
    places: dict[Place, Entry] = {}
    code = ""
    start = text.find(_START)
    if (
        start < 0
        or text[start - 1 : start] not in {"", "\n"}
        or not text.endswith("\n")
        or not all(one.startswith("#") for one in text[:start].splitlines())
    ):
        return None
    first = text.count("\n", 0, start) + 3
    for number, line in enumerate(text[start + len(_START) : -1].split("\n"), first):
        entry = _ENTRY.fullmatch(line)
        if entry is not None and code:
            place = Place(code, entry[1])
            if place in places:
                return None
            places[place] = Entry(int(entry[2]), _unquoted(entry[3]), number)
        elif (head := _CODE_LINE.fullmatch(line)) is not None and found:
            code = head[1]
        elif (head := _FILE_LINE.fullmatch(line)) is not None:
            name = _unquoted(head[1]) if head[1].startswith('"') else head[1]
            if name in found or not name.strip() or name.startswith("/") or ".." in name:
                return None
            places = found[name] = {}
            code = ""
        else:
            return None
    return found if all(found.values()) else None


def _unquoted(text: str) -> str:
    return json.loads(text) if "\\" in text else text[1:-1]


_REMAKE = "Mend it, or take it back from an earlier version."


class _Reader:
    """Turns the tree of a file into a baseline, and says where it is none."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def baseline(self, root: Node | None) -> Baseline:
        if not isinstance(root, Mapping):
            hint = "Make one with `coursewright baseline create`."
            raise BaselineError(self._source, self._source.span(0, 1), "This is no baseline.", hint)
        self._version(root)
        for key, (node, _) in root.pairs.items():
            if key not in {"version", "files"}:
                self._refuse(
                    node, f"{quoted(key)} is not a key of a baseline.", "It has `version` and `files`."
                )
        files = root.value("files")
        if files is None:
            self._refuse(root, "The baseline has no `files`.", "An empty one says `files: {}`.")
        found: dict[str, dict[Place, Entry]] = {}
        for name, (written, value) in self._mapping(files, "`files`").pairs.items():
            self._check_name(written)
            places = dict(self._places(value))
            if places:
                found[name] = places
        return Baseline(self._source.path, found, self._source.path.parent)

    def _version(self, root: Mapping) -> None:
        node = root.value("version")
        if node is None:
            self._refuse(
                root, "The baseline does not say its `version`.", f"It starts with `version: {VERSION}`."
            )
        if isinstance(node, Scalar) and node.text == str(VERSION):
            return
        said = quoted(node.text) if isinstance(node, Scalar) else "of another kind"
        message = f"The version of this baseline is {said}; we read version {VERSION}."
        self._refuse(node, message, "Upgrade coursewright, or make the baseline anew.")

    def _check_name(self, key: Scalar) -> None:
        name = PurePosixPath(key.text)
        if not key.text.strip() or name.is_absolute() or ".." in name.parts:
            hint = "Files are named with `/`, relative to the folder of the baseline."
            self._refuse(key, f"{quoted(key.text)} is no file below this folder.", hint)

    def _places(self, value: Node) -> list[tuple[Place, Entry]]:
        found: list[tuple[Place, Entry]] = []
        for code, (key, places) in self._mapping(value, "A file").pairs.items():
            if not _CODE.fullmatch(code):
                self._refuse(key, f"{quoted(code)} is no code of a rule.", "A code looks like FUP001.")
            for fingerprint, (at, entry) in self._mapping(places, f"`{code}`").pairs.items():
                if not _FINGERPRINT.fullmatch(fingerprint):
                    hint = "It is an `f` and eleven more digits or letters up to `f`. Or delete the line."
                    self._refuse(at, f"{quoted(fingerprint)} is no fingerprint.", hint)
                found.append((Place(code.upper(), fingerprint), self._entry(at, entry)))
        return found

    def _entry(self, at: Scalar, value: Node) -> Entry:
        mapping = self._mapping(value, "An entry")
        for key, (node, _) in mapping.pairs.items():
            if key not in {"count", "hint"}:
                self._refuse(node, f"{quoted(key)} is not a key of an entry.", "It has `count` and `hint`.")
        count, hint = mapping.value("count"), mapping.value("hint")
        said = count.text if isinstance(count, Scalar) else ""
        if not (said.isascii() and said.isdigit() and len(said) < 8 and 0 < int(said) <= MOST):
            message = f"The count of an entry is {quoted(said) if said else 'missing'}."
            self._refuse(count or at, message, "Write a whole number from 1 on, or delete the line.")
        return Entry(int(said), hint.text if isinstance(hint, Scalar) else "", at.span.start.line)

    def _mapping(self, node: Node, what: str) -> Mapping:
        if isinstance(node, Scalar) and not node.text.strip() and node.plain:
            return Mapping(node.source, node.start, node.end, {})
        if not isinstance(node, Mapping):
            message = f"{what} holds keys with their values here."
            self._refuse(node, message, "Compare it with an entry that is whole.")
        return node

    def _refuse(self, node: Node, message: str, hint: str) -> NoReturn:
        raise BaselineError(self._source, node.span, message, hint)


def write_baseline(baseline: Baseline) -> None:
    """Write a baseline whole or not at all: whoever reads it meanwhile finds the old one. Raise `OSError`."""
    target = os.path.realpath(baseline.path)
    waiting = f"{target}.{os.getpid()}.tmp"
    try:
        with open(waiting, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - real paths are texts here
            file.write(dump(baseline))
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):
            os.chmod(waiting, os.stat(target).st_mode & 0o7777)  # noqa: PTH101, PTH116
        os.replace(waiting, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(waiting)  # noqa: PTH108
        raise
