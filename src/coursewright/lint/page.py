"""The page of a rule: its docstring and its META as one Markdown text, for `explain` and the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import EVERY_MODEL, Evidence, Option
from coursewright.lint.policy import ALWAYS
from coursewright.lint.sources import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.api import Meta
    from coursewright.lint.registry import Rule

EVIDENCE = {
    Evidence.STANDARD: "a standard, a regulation or the format itself",
    Evidence.RESEARCH: "research, or a published rubric",
    Evidence.PRACTICE: "a practitioner's view",
}

_EXAMPLES = ("Invalid", "Valid")
_LINE = 110
_MODELS = ("led", "prepared", "self-taught")


def page_markdown(rule: Rule) -> str:
    """Return the whole page of a rule as Markdown that ends with a line break."""
    meta = rule.meta
    sections = page_sections(rule.page)
    examples = [(name, sections.pop(name)) for name in _EXAMPLES if name in sections]
    said = sections.pop("What it says", "")
    why = sections.pop("Why", "")
    options = sections.pop("Options", "")
    parts = [f"# {meta.code} {meta.name}", f"{meta.statement}.", _facts(meta)]
    parts += _section("What it says", said)
    parts += _section("Why", why, _rests_on(meta))
    for name, text in (*sections.items(), *examples):
        parts += _section(name, text)
    parts += _section("Options", options, _options(meta))
    parts += _section("Leaving it out", _left_out(meta))
    return "\n\n".join(parts) + "\n"


def page_sections(docstring: str) -> dict[str, str]:
    """Return the text under each `## ` heading of a docstring, without what stands before the first."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    fenced = False
    for line in docstring.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        if line.startswith("## ") and not fenced:
            lines = sections.setdefault(line[3:].strip(), [])
        else:
            lines.append(line)
    return {name: "\n".join(kept).strip() for name, kept in sections.items()}


def _section(name: str, *texts: str) -> list[str]:
    kept = [text for text in texts if text]
    return [f"## {name}", *kept] if kept else []


def _facts(meta: Meta) -> str:
    return "\n".join(line for name, text in _rows(meta) for line in _bullet(f"**{name}**: {text}"))


def _rows(meta: Meta) -> Iterator[tuple[str, str]]:
    softer = "; in a draft it only informs" if meta.missing else ""
    yield "Severity", f"{meta.severity}{softer}"
    yield "To mend", f"about {meta.minutes} min each time"
    if meta.models != EVERY_MODEL:
        inside = [model for model in _MODELS if model in meta.models]
        outside = [model for model in _MODELS if model not in meta.models]
        yield (
            "Speaks of",
            f"{' and '.join(inside)} courses, not of {' or '.join(outside)} ones (`support_model`)",
        )
    if meta.essential:
        yield "Part of", "the essential rules"
    if meta.status != "stable":
        wanted = ", only on request: `--select " + meta.code + "`" if meta.status == "preview" else ""
        yield "Status", f"{meta.status}{wanted}"
    if meta.aliases:
        yield "Once called", ", ".join(meta.aliases)
    yield "Since", meta.since


def _rests_on(meta: Meta) -> str:
    lines = [f"It rests on {EVIDENCE[meta.evidence]} (evidence grade {meta.evidence.grade}):", ""]
    for label in meta.sources:
        source = reference(label)
        note = f" ({source.note})" if source.note else ""
        url = f" <{source.url}>" if source.url else ""
        lines += _bullet(f"{source.text or label}{note}.{url}")
    return "\n".join(lines)


def _bullet(text: str) -> list[str]:
    import textwrap  # noqa: PLC0415 - only pages need it

    return textwrap.wrap(
        f"- {text}", _LINE, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def _options(meta: Meta) -> str:
    if not meta.options:
        return ""
    rows = ["| option | default | from | to | what it sets |", "|---|---|---|---|---|"]
    rows += [
        f"| `{option.name}` | {option.default:g} | {option.low:g} | {option.high:g} | {option.description} |"
        if isinstance(option, Option)
        else f"| `{option.name}` | {'on' if option.default else 'off'} | off | on | {option.description} |"
        for option in meta.options
    ]
    return "\n".join(rows)


def _left_out(meta: Meta) -> str:
    if meta.code in ALWAYS:
        return "This rule runs whatever is selected or ignored: what cannot be read cannot be checked."
    ignored = f"leaves the rule out of a whole run: `coursewright lint --ignore {meta.code}`."
    if not meta.on_purpose:
        return f"This {ignored}"
    example = f'```yaml\n{meta.on_purpose}: {{none: "your reason"}}\n```'
    return (
        "Where a design goes without on purpose, it says so and why. That satisfies the rule, and reports "
        f"list it as on purpose:\n\n{example}\n\nThis {ignored}"
    )
