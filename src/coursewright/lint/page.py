"""The pages of rules and of topics, as Markdown, for `explain` and the docs.

That of a rule is made of its docstring and its META, that of a topic of its text and of what the rules say
of themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.lint.api import EVERY_MODEL, Evidence, Option
from coursewright.lint.profiles import ALWAYS, profiles
from coursewright.lint.sources import reference
from coursewright.lint.topics import topics, topics_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.lint.api import Meta
    from coursewright.lint.registry import Rule
    from coursewright.lint.topics import Topic

EVIDENCE = {
    Evidence.STANDARD: "a standard, a regulation or the format itself",
    Evidence.RESEARCH: "research, or a published rubric",
    Evidence.PRACTICE: "a practitioner's view",
}

_EXAMPLES = ("Invalid", "Valid")
_LINE = 110
_CODE = re.compile(r"`[^`]+`")
_FIXED_BY = {
    "safe": "`coursewright lint --fix`, where only one thing can be meant",
    "unsafe": "`coursewright lint --fix --unsafe-fixes`, where it can be told how; look at what it changes",
}
_HELD = "\0"
"""Stands for a space at which a line may not end."""
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


def topic_markdown(topic: Topic, rules: Iterable[Rule]) -> str:
    """Return the whole page of a topic; its rules that are not among those given are left out."""
    known = {rule.meta.code: rule.meta for rule in rules}
    met = [known[code] for code in topic.rules if code in known]
    listed = [line for meta in met for line in _bullet(f"`{meta.code}` {meta.name}: {meta.statement}.")]
    near = [topics()[name] for name in topic.see if name in topics()]
    aside = [line for one in near for line in _bullet(f"{_command(one)}: {one.about}.")]
    parts = [f"# {topic.title}", topic.text]
    parts += _section("Rules that rest on it", "\n".join(listed))
    parts += _section("Sources", "\n".join(_references(topic.sources)))
    parts += _section("See also", "\n".join(aside))
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
    if meta.fix != "none":
        yield "Fixed by", _FIXED_BY[meta.fix]
    if meta.models != EVERY_MODEL:
        inside = [model for model in _MODELS if model in meta.models]
        outside = [model for model in _MODELS if model not in meta.models]
        yield (
            "Speaks of",
            f"{' and '.join(inside)} courses, not of {' or '.join(outside)} ones (`support_model`)",
        )
    if meta.essential:
        yield "Part of", "the essential rules"
    if not meta.by_default:
        yield "Runs", _on_request(meta)
    if meta.status != "stable":
        yield "Status", f"{meta.status}, only on request: `--select {meta.code}`"
    if meta.aliases:
        yield "Once called", ", ".join(meta.aliases)
    yield "Since", meta.since
    if wider := topics_of(meta.code):
        yield "Read more", ", ".join(map(_command, wider))


def _on_request(meta: Meta) -> str:
    named = [f"`--profile {one.name}`" for one in profiles().every if meta.code in one.rules]
    return f"only on request: {' or '.join([f'`--select {meta.code}`', *named])}"


def _command(topic: Topic) -> str:
    return f"`coursewright explain {topic.name}`"


def _rests_on(meta: Meta) -> str:
    lines = [f"It rests on {EVIDENCE[meta.evidence]} (evidence grade {meta.evidence.grade}):", ""]
    return "\n".join([*lines, *_references(meta.sources)])


def _references(labels: Iterable[str]) -> Iterator[str]:
    for label in labels:
        source = reference(label)
        note = f" ({source.note})" if source.note else ""
        url = f" <{source.url}>" if source.url else ""
        yield from _bullet(f"{source.text or label}{note}.{url}")


def _bullet(text: str) -> list[str]:
    return _wrapped(f"- {text}", "  ")


def _wrapped(text: str, hang: str = "") -> list[str]:
    import textwrap  # noqa: PLC0415 - only pages need it

    whole = _CODE.sub(lambda code: code[0].replace(" ", _HELD), text)
    lines = textwrap.wrap(
        whole, _LINE, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )
    return [line.replace(_HELD, " ") for line in lines]


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
    elsewhere = (
        f"- at one place, by a comment there: `# coursewright: ignore[{meta.code}] -- the reason`.\n"
        f"- in all files below a `coursewright.yaml`, by an entry in it: `rules: {{{meta.code}: off}}`.\n"
        f"- in one run, by an option: `coursewright lint --ignore {meta.code}`."
    )
    if not meta.on_purpose:
        return f"The rule can be left out:\n\n{elsewhere}"
    example = f'```yaml\n{meta.on_purpose}: {{none: "your reason"}}\n```'
    return (
        "Where a design goes without on purpose, it says so and why. That satisfies the rule, and reports "
        f"list it as on purpose:\n\n{example}\n\nThe rule can also be left out:\n\n{elsewhere}"
    )
