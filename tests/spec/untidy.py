"""YAML texts as people write them: any indentation, comments anywhere, brackets or lines, any quotes."""

from __future__ import annotations

import json
import random
from typing import Any

import yaml

WORDS = ("a", "case-study", "45 min", "week 3 tue 12:00", "Rule on B", "é漢", "20%", "yes", "What is open?")
HARD = ("a: b", "x #y", "", "- no", "{[", "it's", 'say "no"', "TODO: ask", " led", "a, b", "tab\there")


class Untidy:
    """Writes random documents; the same seed gives the same text."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing here is secret
        self._anchors = 0

    def text(self) -> str:
        """Return a document whose top is a mapping."""
        pick = self._random.choice
        lines = ["---"] if pick([True, False, False]) else []
        lines += ["# 第一 line\twith a tab"] if pick([True, False]) else []
        lines += self._mapping(0, 3)
        if pick([True, False, False, False]):
            lines.append("...")
        newline = pick(["\n", "\n", "\r\n"])
        text, end = newline.join(lines), pick([newline, newline, "", newline * 2])
        counts = yaml.safe_load(text) != yaml.safe_load(text + newline)  # as after a block text
        return text + (newline if counts else end)

    def _mapping(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        for number in range(self._random.randint(1, 4)):
            lines += self._noise(indent)
            lines += self._pair(f"k{number}", indent, depth)
        return lines

    def _pair(self, key: str, indent: int, depth: int) -> list[str]:
        pick = self._random.choice
        head = " " * indent + pick([key, key, key, f'"{key}"', f"'{key}'"]) + ":"
        kinds = ["word", "word", "hard", "block", "flow", "open"] + (["list", "mapping"] * 2 if depth else [])
        match pick(kinds):
            case "list":
                offset = pick([0, 2, 2, 4])
                return [self._remarked(head), *self._list(indent + offset, depth - 1)]
            case "mapping":
                return [self._remarked(head), *self._mapping(indent + pick([1, 2, 2, 4]), depth - 1)]
            case "block":
                return self._block(head + " ", indent)
            case "open":
                return [head + pick(["", "  # later", " TODO", " TODO ask  # whom", ' "TODO: ask"', " ~"])]
            case "flow":
                return [self._remarked(f"{head} {self._flow(2)}")]
            case kind:
                return [self._remarked(f"{head} {self._scalar(kind == 'hard')}")]

    def _list(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        width = self._random.choice([2, 2, 2, 4])
        dash = " " * indent + "-" + " " * (width - 1)
        apart = self._random.choice([True, False, False])
        for number in range(self._random.randint(1, 3)):
            lines += [""] if apart and number else self._noise(indent)
            match self._random.choice(["word", "hard", "flow", "block"] + ["mapping"] * 3 * bool(depth)):
                case "mapping":
                    first, *more = [
                        line
                        for line in self._mapping(indent + width, depth - 1)
                        if line.strip()[:1] not in {"", "#"}
                    ]
                    lines += [dash + first.lstrip(" "), *more]
                case "flow":
                    lines.append(self._remarked(dash + self._flow(1)))
                case "block":
                    lines += self._block(dash, indent)
                case kind:
                    lines.append(self._remarked(dash + self._scalar(kind == "hard")))
        return lines

    def _block(self, head: str, indent: int) -> list[str]:
        sign = self._random.choice(["|", ">-", "|+", ">", "|2"])
        inner = " " * (indent + 2)
        body = [inner + "# no comment", "", inner + "more: text"] + [""] * self._random.randint(0, 2)
        return (
            [head + sign, *body[self._random.randint(0, 2) :]] if sign != "|2" else [head + sign, inner + "x"]
        )

    def _flow(self, depth: int) -> str:
        pick = self._random.choice
        inner = [
            self._flow(depth - 1) if depth and pick([True, False]) else self._in_flow()
            for _ in range(pick([0, 1, 2, 3]))
        ]
        if pick([True, False]):
            return "[" + ", ".join(inner) + pick(["]", " ]", "]"])
        pairs = [f"k{number}: {one}" for number, one in enumerate(inner)]
        return pick(["{", "{ "]) + ",  ".join(pairs) + "}"

    def _in_flow(self) -> str:
        return self._random.choice(["a", "week 3", "'it''s'", json.dumps("a, b"), "20%", "TODO"])

    def _scalar(self, hard: bool) -> str:
        pick = self._random.choice
        text = pick(HARD if hard else WORDS)
        if hard or pick([True, False, False]):
            single = "'" + text.replace("'", "''") + "'"
            return pick([json.dumps(text, ensure_ascii=False), single])
        return text

    def _noise(self, indent: int) -> list[str]:
        pick = self._random.choice
        return pick(
            [
                [],
                [],
                [],
                [""],
                [" " * indent + "# a note"],
                ["", "# far left"],
                [" " * (indent + 3) + "# right"],
            ]
        )

    def _remarked(self, line: str) -> str:
        return line + self._random.choice(["", "", "", "  # why: {not} [a] text", " #"])


def random_value(seed: int) -> Any:
    """Return a value to be written: texts that are hard to write, lists and mappings of such."""
    made = random.Random(seed)  # noqa: S311 - nothing here is secret

    def value(depth: int) -> Any:
        kinds = ["text", "text", "long", "number"] + ["list", "mapping"] * bool(depth)
        match made.choice(kinds):
            case "list":
                return [value(depth - 1) for _ in range(made.randint(1, 3))]
            case "mapping":
                return {f"n{number}": value(depth - 1) for number in range(made.randint(1, 3))}
            case "long":
                return " ".join(made.choice(["many words", "of one: text", "#so", "on"]) for _ in range(30))
            case "number":
                return made.choice([3, 12.5, True])
            case _:
                return made.choice(
                    [*WORDS, *HARD, "two\nlines", "three\n\nlines\n", "\u2028", "😀\x07", "a\r\nb"]
                )

    return value(2)
