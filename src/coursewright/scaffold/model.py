"""What a template is: what it makes, what it asks, which files it writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coursewright.spec.nodes import Mapping as Tree
    from coursewright.spec.nodes import Node

QuestionType: TypeAlias = Literal[
    "text",
    "texts",
    "choice",
    "yes-no",
    "number",
    "duration",
    "time",
    "date",
    "time-zone",
    "language",
    "id",
    "reference",
    "references",
]
Answer: TypeAlias = str | int | float | bool | list[str] | None
"""What a question is answered with: None where it was skipped, a list for `texts` and `references`."""

WHOLE: Final = ("course", "module")
"""What stands in files of its own; all else goes into one that is there."""
STAGES: Final = MappingProxyType(
    {
        "start": "What it is",
        "learners": "Who learns",
        "value": "What it is worth to them",
        "outcomes": "What they will be able to do",
        "decisions": "What they decide",
        "work": "How they work",
        "follow-up": "How they are answered",
        "reflection": "What they look back on",
        "evaluation": "How you will know that it worked",
        "time": "When",
    }
)
"""The steps of designing, in the order in which good design takes them, with headings."""
FRAGMENT: Final = "part.yaml.jinja"
"""The Jinja file of a template that makes a part."""


class Question(NamedTuple):
    """One question. `default` is a text to be read like an answer, or holds expressions in {{ }}."""

    id: str
    ask: str
    help: str
    type: QuestionType
    default: str | None = None
    low: float | None = None
    high: float | None = None
    options: Mapping[str, str] = MappingProxyType({})
    """The values of a choice, with their labels."""
    of: str = ""
    """Of a reference: the key under which the file lists what it may name."""
    when: str = ""
    required: bool = False
    forms: tuple[str, ...] = ()
    """Of a time: the forms it may have, of `time_forms.FORMS`; without any, all."""
    stage: str = ""
    """The step of designing that it belongs to, one of `STAGES`; may be left open."""
    node: Node | None = None
    """Where it is written."""


ID = Question(
    "id",
    "Under which id?",
    "A short name without spaces, which also names the file. Without one it is made from the title.",
    "id",
)
"""What every template takes, whether it asks for it or not."""


class TemplateFile(NamedTuple):
    """One file that is written: the name of its Jinja file, and its path, an expression over the answers."""

    template: str
    path: str
    node: Node | None = None
    times: str = ""
    """How many such files there are, an expression over the answers; each knows its number as `n`."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template. Parts have `into`, the key that takes them, and one file without a path."""

    name: str
    makes: str
    title: str
    audience: str
    builds: str
    questions: tuple[Question, ...]
    files: tuple[TemplateFile, ...]
    folder: Path
    into: str = ""
    origin: str = "coursewright"
    """`coursewright`, the name of a package, or a folder."""
    example: str = ""
    """The name of a worked example in the folder."""
    replace: tuple[str, ...] = ()
    shared: tuple[Path, ...] = ()
    """The folders it shares questions, words and macros with, the nearest first."""
    root: Tree | None = field(default=None, compare=False)

    def question(self, key: str) -> Question | None:
        """Return the question of that id; every template has one for `id`."""
        found = next((one for one in self.questions if one.id == key), None)
        return ID if found is None and key == "id" else found
