"""The pages of rules."""

from __future__ import annotations

import re

import pytest

from coursewright.lint.api import Evidence, Meta, Option, Severity
from coursewright.lint.families import families
from coursewright.lint.page import page_markdown, page_sections
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.sources import reference

DOCSTRING = """A first line that the page does not need.

## What it says

It says `this`.

## Why

Because.

## Invalid

```yaml
## not a heading
module: m
```

## Valid

```yaml
module: n
```

## Options

A word on them.
"""

META = Meta(
    code="HSE001",
    name="house-rule",
    statement="It holds",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("Howard 2021", "Us, 2026"),
    why="it matters",
)
RULE = Rule(META, lambda *_: iter(()), ("Task",), DOCSTRING, "house")

WHOLE = """\
# HSE001 house-rule

It holds.

- **Severity**: warning
- **To mend**: about 5 min each time
- **Since**: 0.1.0

## What it says

It says `this`.

## Why

Because.

It rests on research, or a published rubric (evidence grade B):

- Keith Michael Howard, "Asynchronous learning is NOT homework and here's why", updated 18 September 2021 (an
  educator's experience, with a routine to follow).
- Us, 2026.

## Invalid

```yaml
## not a heading
module: m
```

## Valid

```yaml
module: n
```

## Options

A word on them.

## Leaving it out

The rule can be left out:

- at one place, by a comment there: `# coursewright: ignore[HSE001] -- the reason`.
- in all files below a `coursewright.yaml`, by an entry in it: `rules: {HSE001: off}`.
- in one run, by an option: `coursewright lint --ignore HSE001`.
"""


def test_a_page() -> None:
    assert page_markdown(RULE) == WHOLE


def changed(**more: object) -> str:
    return page_markdown(RULE._replace(meta=META._replace(**more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"missing": True}, "- **Severity**: warning; in a draft it only informs\n"),
        ({"essential": True}, "- **Part of**: the essential rules\n"),
        (
            {"models": frozenset({"led", "prepared"})},
            "- **Speaks of**: led and prepared courses, not of self-taught ones (`support_model`)\n",
        ),
        (
            {"models": frozenset({"led"})},
            "- **Speaks of**: led courses, not of prepared or self-taught ones (`support_model`)\n",
        ),
        ({"status": "preview"}, "- **Status**: preview, only on request: `--select HSE001`\n"),
        ({"status": "deprecated"}, "- **Status**: deprecated, only on request: `--select HSE001`\n"),
        ({"by_default": False}, "- **Runs**: only on request: `--select HSE001`\n"),
        ({"code": "OUT014", "by_default": False}, "request: `--select OUT014` or `--profile smart`\n"),
        (
            {"code": "FUP009"},
            "- **Read more**: `coursewright explain homework`, `coursewright explain loop`\n",
        ),
        ({"aliases": ("OLD001", "old-rule")}, "- **Once called**: OLD001, old-rule\n"),
        (
            {"evidence": Evidence.STANDARD},
            "It rests on a standard, a regulation or the format itself (evidence ",
        ),
        ({"evidence": Evidence.PRACTICE}, "It rests on a practitioner's view (evidence grade C):\n"),
        (
            {"sources": ("WCAG 2.2",)},
            "2.2, W3C Recommendation, 5 October\n  2023 (the international standard",
        ),
        ({"sources": ("WCAG 2.2",)}, "<https://www.w3.org/TR/WCAG22/>"),
        (
            {"options": (Option("hours", 12, 1, 168.5, "the gap"),)},
            "| `hours` | 12 | 1 | 168.5 | the gap |\n",
        ),
        ({"on_purpose": "follow_up"}, '```yaml\nfollow_up: {none: "your reason"}\n```\n'),
    ],
)
def test_what_a_page_says_where_there_is_something_to_say(more: dict[str, object], said: str) -> None:
    assert said in changed(**more)
    assert said not in WHOLE


def test_a_page_without_a_docstring() -> None:
    assert "## What it says" not in page_markdown(RULE._replace(page=""))


def test_sections() -> None:
    assert page_sections("first\n\n## A\n\nx\n\n```\n## B\n```\n\n## C\ny\n") == {
        "A": "x\n\n```\n## B\n```",
        "C": "y",
    }


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_every_page(rule: Rule) -> None:
    page = page_markdown(rule)
    assert page.startswith(f"# {rule.meta.code} {rule.meta.name}\n\n{rule.meta.statement}.\n\n")
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    wanted = ["What it says", "Why", "Invalid", "Valid"]
    wanted += ["Options"] if rule.meta.options else []
    assert headings == [*wanted, "Leaving it out"]
    flat = " ".join(page.split())
    assert all(" ".join(reference(label).text.split()) in flat for label in rule.meta.sources)
    assert all(f"`{option.name}`" in page for option in rule.meta.options)
    assert page.count("```") % 2 == 0
    assert "\n\n\n" not in page
    assert page.endswith(".\n")


def test_families() -> None:
    found = families(all_rules())
    assert [family.code for family in found] == sorted({rule.meta.family for rule in all_rules()})
    assert all(family.title and family.about for family in found)
    follow_up = next(family for family in found if family.code == "FUP")
    assert (follow_up.name, follow_up.title) == ("follow-up", "Feedback and follow-up")
    assert all(rule.meta.family == "FUP" for rule in follow_up.rules)


def test_a_family_without_a_docstring() -> None:
    (family,) = families([RULE])
    assert (family.code, family.name, family.title, family.about) == ("HSE", "house", "", "")
