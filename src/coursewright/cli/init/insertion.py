"""New entries in files of other tools: a job, a hook. Every byte that was there stays.

That an insertion is right is not assumed: the new text is read again, and has to say what the old one said,
with the entry added. Where it does not, there is no insertion.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from coursewright.cli.init.origin import as_text
from coursewright.spec.editing import add_item, applied
from coursewright.spec.nodes import Mapping
from coursewright.spec.reader import events, read
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.editing import Value

__all__ = ["with_hook", "with_job"]

_BREAK = re.compile(r"\r\n|\r|\n")
_STAGES = ("lint", "check", "checks", "quality", "verify", "validate")
"""Stages that a job which checks belongs to, where there is none for tests."""


def with_hook(text: str, path: Path, entry: dict[str, Value]) -> str | None:
    """Return a configuration of pre-commit with one more entry in its list of repositories."""
    source = Source(path, text)
    root, faults = read(source)
    if faults or not isinstance(root, Mapping) or "repos" not in root.pairs:
        return None
    source.root = root
    edits = add_item(root, "repos", entry)
    if edits is None or any(edit.start != edit.end and edit.text.strip() for edit in edits):
        return None
    revision = str(entry["rev"])
    plain = f"rev: {revision}"
    edits = [edit._replace(text=edit.text.replace(plain, f"rev: {as_text(revision)}")) for edit in edits]
    after = applied(text, edits)
    return after if _adds(text, after, _said(yaml.safe_dump(entry, sort_keys=False))[2:-2]) else None


def with_job(text: str, job: str) -> str | None:
    """Return a pipeline of GitLab with one more job at its end.

    It is called otherwise where its name is taken. A pipeline that has stages, and none of the name that jobs
    have unless they say so, gets it in one of those.
    """
    top = _top(text)
    if top is None:
        return None
    name = job.partition(":")[0]
    if name in top:
        job = job.replace(f"{name}:", "coursewright:", 1)
    stages = top.get("stages", [])
    if stages and "test" not in stages:
        stage = next((one for one in _STAGES if one in stages), stages[0])
        if re.fullmatch(r"\w[\w -]*\w", stage) is None:
            return None
        first, _, rest = job.partition("\n")
        job = f"{first}\n  stage: {stage}\n{rest}"
    found = _BREAK.search(text)
    newline = found[0] if found else "\n"
    end = "" if text.endswith(("\n", "\r")) or not text else newline
    for gap in ("\n", ""):
        after = f"{text}{end}{(gap + job).replace(chr(10), newline)}"
        if _adds(text, after, _said(job)[3:-3]):
            return after
    return None


def _adds(before: str, after: str, entry: list[tuple[str, str]]) -> bool:
    """Whether a text says what another did, with an entry added in one place."""
    try:
        old, new = _said(before), _said(after)
    except yaml.YAMLError:
        return False
    same = 0
    while same < len(old) and old[same] == new[same]:
        same += 1
    # What is alike at the start of both entries, such as the sign that opens them, may count for either.
    return any(
        new[:at] == old[:at] and new[at + len(entry) :] == old[at:] and new[at : at + len(entry)] == entry
        for at in range(same + 1)
    )


def _said(text: str) -> list[tuple[str, str]]:
    """Return what a YAML text says, event by event, without how it is written."""
    return [(type(event).__name__, _value(event)) for event in events(text)]


def _value(event: Any) -> str:
    parts = (getattr(event, name, None) for name in ("value", "anchor", "tag"))
    return "\0".join(str(part) for part in parts)


def _top(text: str) -> dict[str, list[str]] | None:
    """Return the keys of a text that is one mapping in lines, each with the words that stand in it."""
    found: dict[str, list[str]] = {}
    depth = documents = 0
    key = ""
    awaits_key = True
    try:
        for event in events(text):
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    if depth == 0 and (isinstance(event, yaml.SequenceStartEvent) or event.flow_style):
                        return None
                    depth += 1
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    depth -= 1
                    awaits_key = depth == 1
                case yaml.ScalarEvent() if depth == 1 and awaits_key:
                    key, awaits_key = event.value, False
                    found[key] = []
                case yaml.ScalarEvent() if depth == 2:
                    found[key].append(event.value)
                case yaml.ScalarEvent() | yaml.AliasEvent() if depth == 1:
                    awaits_key = True
                case _:
                    pass
    except yaml.YAMLError:
        return None
    return found if documents == 1 else None
