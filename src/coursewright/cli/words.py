"""The words that options take, and what the shell is offered for them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias

import typer

RULES = "codes, names or families, with commas between them."
"""How options that take rules say what they take."""


FORMS = (
    "For people: text (by default), concise, grouped, markdown, html. For programs: json, jsonl, sarif, "
    "github, gitlab, junit, rdjson, checkstyle. auto: github in GitHub Actions, else text."
)
"""What option `--format` takes; a test holds it to the forms that there are."""


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class TableFormat(StrEnum):
    """The form of a list."""

    TABLE = "table"
    JSON = "json"


class SchemaKind(StrEnum):
    """What there is a JSON Schema of."""

    COURSE = "course"
    MODULE = "module"
    CONFIG = "config"
    RULE = "rule"
    REPORT = "report"
    DESIGN_REPORT = "design-report"
    DIFF = "diff"
    FIDELITY = "fidelity"
    IMPORT = "import"
    MAP = "map"
    PACKAGES = "packages"


def rule_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer the codes and names of rules to the shell, with what they say."""
    from coursewright.lint.registry import all_rules  # noqa: PLC0415

    before, comma, last = incomplete.rpartition(",")
    words = [(word, rule.meta.statement) for rule in all_rules() for word in (rule.meta.code, rule.meta.name)]
    return [(before + comma + word, said) for word, said in words if word.lower().startswith(last.lower())]


def rule_or_topic_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer topics, and the codes and names of rules."""
    from coursewright.lint.topics import topics  # noqa: PLC0415

    known = [(name, topic.about) for name, topic in topics().items()]
    return [one for one in known if one[0].startswith(incomplete.lower())] + rule_words(incomplete)


def form_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer the forms of reports to the shell."""
    from coursewright.reporters.forms import forms  # noqa: PLC0415

    return [(one.name, one.about) for one in forms().values() if one.name.startswith(incomplete)]


def profile_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer the names of profiles to the shell."""
    from coursewright.lint.profiles import profiles  # noqa: PLC0415

    return [(one.name, one.about) for one in profiles().every if one.name.startswith(incomplete)]


Profile: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--profile", metavar="NAMES", help="The same as for lint.", autocompletion=profile_words),
]
"""The option, for commands beside lint that go by the same rules."""
