"""Random documents made of the format's own keys, with values that fit, nearly fit or do not fit at all."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from coursewright.spec.load import load_documents, read_document
from coursewright.spec.schema_files import Kind, Schema, bundled, resolve

if TYPE_CHECKING:
    from coursewright.spec.model import Course

WORDS = [
    "a",
    "b",
    "c",
    "s",
    "t",
    "TODO",
    "TBC",
    "none",
    "~",
    "null",
    "yes",
    "no",
    "12:30",
    "fri",
    "3",
    "45",
    "tbd",
    "0",
    "-1",
    "130%",
    "20%",
    "en",
    "es",
    "a/b",
    "m/a",
    "a,",
    "A",
    "tutor",
    "Tutor",
    "2026-09-21",
    "3-4",
    "2026-09-21T10:00Z",
    "self-paced",
    "led",
    "draft",
    "Europe/London",
    "Nowhere/X",
    "weekly",
    "monday",
    "mon",
    "quiz",
    "groups",
    "live",
    "09:30",
    "29:99",
    "é漢",
    "[",
    "{",
    "",
    "TODO ask",
    "week 3",
    "week 3 tue 12:00",
    "fri 10:00",
    "day 3",
    "2 days before a",
    "1 h after b",
    "1 week before s",
    "45 min",
    "1-2 weeks",
    "x y",
    "two\nlines",
    "999999999999999999999999999999",
    "one\u2028line",
    "a: b",
    "week 5000 fri",
    "*a",
]
DEEPEST = 8


def random_course(seed: int) -> Course:
    """Read what an author makes up, as a file of the kind that it begins as."""
    text = Author(seed).text()
    name = "course.yaml" if text.lstrip("{").startswith("course") else "m.module.yaml"
    return load_documents(read_document(Path("/nowhere") / name, text.encode()))


class Author:
    """Somebody who knows the format by half."""

    def __init__(self, seed: int) -> None:
        self._any = random.Random(seed)  # noqa: S311 - for tests

    def text(self) -> str:
        """Write a document as YAML, now and then with a slip."""
        style = self._any.choice([None, True, False])
        text = yaml.safe_dump(
            self.document(), sort_keys=False, allow_unicode=True, default_flow_style=style, width=60
        )
        if self._any.random() < 0.15:
            at = self._any.randrange(len(text))
            slip = self._any.choice(
                ["\t", ":", '"', "'", "*", " ", "\n", "-", "[", "}", "&x ", "<<: ", "\0", "#"]
            )
            text = text[:at] + slip + text[at + self._any.randint(0, 2) :]
        return text

    def document(self) -> dict[str, Any]:
        """Make up a course or a module."""
        kind: Kind = self._any.choice(["module", "module", "course"])
        keys = bundled(kind)["properties"]
        made: dict[str, Any] = {kind: self._any.choice(["m", "TODO", "x y", None])}
        for key in self._any.sample(sorted(keys), self._any.randint(1, 10)):
            made.setdefault(key, self.value(keys[key], 0))
        return made

    def value(self, schema: Schema, depth: int) -> Any:
        """Make up a value that fits a schema, more or less."""
        chance = self._any.random()
        schema = resolve(schema)
        if chance < 0.05:
            return {"TODO": self.word()}
        if chance < 0.09:
            return {"none": self.word()}
        if chance < 0.11:
            return None
        if chance < 0.13:
            return {self.word(): self.word() for _ in range(self._any.randint(0, 3))}
        if chance < 0.16:
            return [self.word() for _ in range(self._any.randint(0, 3))]
        if "if" in schema:
            return self._branch(schema, depth)
        if schema.get("type") == "object" and depth < DEEPEST:
            return self._mapping(schema, depth)
        return self._any.choice(schema["enum"]) if "enum" in schema and chance < 0.8 else self.word()

    def word(self) -> str:
        """Pick any text."""
        return self._any.choice(WORDS)

    def _branch(self, schema: Schema, depth: int) -> Any:
        many = schema["if"].get("type") == "array"
        if many and self._any.random() < 0.7 and depth < DEEPEST:
            item = schema["then"]["items"]
            return [self.value(item, depth + 1) for _ in range(self._any.randint(0, 3))]
        branch = "else" if many or self._any.random() < 0.5 else "then"
        return self.value(schema[branch], depth)

    def _mapping(self, schema: Schema, depth: int) -> dict[str, Any]:
        keys = schema.get("properties", {})
        chosen = self._any.sample(sorted(keys), min(len(keys), self._any.randint(0, 5)))
        made = {key: self.value(keys[key], depth + 1) for key in chosen}
        if "id" in keys and self._any.random() < 0.6:
            made["id"] = self._any.choice("abcs")
        if self._any.random() < 0.05:
            made[self.word()] = self.word()
        return made
