"""Findings as SARIF has them: results, with what silences them and what would mend them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coursewright.reporters.sarif.messages import inert, solid, text
from coursewright.reporters.sarif.places import address, at_line, content, location, region, related
from coursewright.reporters.sarif.rules import LEVELS
from coursewright.reporters.shared.measure import flat
from coursewright.spec.wording import as_hint, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reporters.record import Edit, Hushed, Place, Told

FINGERPRINT = "coursewright/v1"
"""Names what fingerprints are made of. GitHub's upload adds its own, `primaryLocationLineHash`, beside it."""

_LINKED = 8
"""Related places that a message links to; the others are counted there."""
_KINDS = {"comment": "inSource", "baseline": "external"}
_BRACKETS = re.compile(r"[\[\]\\]")


def result(told: Told, rule: int, hushed: Hushed | None = None) -> dict[str, Any]:
    """Return a finding of the rule of that number; `hushed` says what silences it."""
    found: dict[str, Any] = {
        "ruleId": told.code,
        "ruleIndex": rule,
        "level": LEVELS[told.severity],
        "message": {"text": _message(told)},
        "locations": [location(told.place, told.excerpt)],
    }
    if told.related:
        found["relatedLocations"] = [related(place, number) for number, place in enumerate(told.related, 1)]
    found["partialFingerprints"] = {FINGERPRINT: told.fingerprint}
    found["suppressions"] = [_suppression(hushed)] if hushed is not None else []
    if told.edits:
        found["fixes"] = [_fix(told)]
    found["properties"] = _properties(told)
    return found


def _message(told: Told) -> str:
    """Say what is wrong, what to do, and where else to look; GitHub shows only places that are linked."""
    said = inert(" ".join(filter(None, (flat(told.message), as_hint(flat(told.fix))))))
    links = [_link(told, place, number) for number, place in enumerate(told.related[:_LINKED], 1)]
    if more := len(told.related) - len(links):
        links.append(f"{more} more")
    return f"{said} See {listed(links)}." if links else said


def _link(told: Told, place: Place, number: int) -> str:
    where = f"line {place.line}" if place.path == told.place.path else f"{place.path}:{place.line}"
    label = f"{where}, {place.label}" if place.label else where
    escaped = _BRACKETS.sub(r"\\\g<0>", flat(label))
    return f"[{solid(escaped)}]({number})"


def _suppression(hushed: Hushed) -> dict[str, Any]:
    reason = flat(hushed.reason)
    return {
        "kind": _KINDS[hushed.kind],
        **({"justification": reason} if reason else {}),
        "location": at_line(hushed.path, hushed.line),
    }


def _fix(told: Told) -> dict[str, Any]:
    """Return the edits of a finding, which belong together: as one fix."""
    by_file: dict[str, list[Edit]] = {}
    for edit in told.edits:
        by_file.setdefault(edit.path, []).append(edit)
    fix: dict[str, Any] = {"description": text(as_hint(flat(told.fix)))} if told.fix else {}
    fix["artifactChanges"] = [
        {"artifactLocation": address(path), "replacements": _replacements(edits)}
        for path, edits in by_file.items()
    ]
    fix["properties"] = {"safe": all(edit.safe for edit in told.edits)}
    return fix


def _replacements(edits: Sequence[Edit]) -> list[dict[str, Any]]:
    return [
        {"deletedRegion": region(edit), "insertedContent": {"text": content(edit.text)}} for edit in edits
    ]


def _properties(told: Told) -> dict[str, Any]:
    said = {
        "why": flat(told.why),
        "unit": flat(told.unit),
        "subject": flat(told.subject),
        "onPurpose": flat(told.on_purpose),
    }
    return {"minutes": told.minutes, **{name: value for name, value in said.items() if value}}
