"""What came of checking packages, for programs: every fault, nothing folded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright import __version__
from coursewright.packages.catalogue import families
from coursewright.packages.checking import meant_for
from coursewright.reporters.json_report import as_json
from coursewright.reporters.shared.measure import encodable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.packages.catalogue import Check
    from coursewright.packages.report import Fault, Report

__all__ = ["FORMAT_VERSION", "checks_as_json", "packages_schema", "reports_as_json"]

FORMAT_VERSION = 1


def packages_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `reports_as_json` writes."""
    path = Path(__file__).parents[1] / "schema" / "packages.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


def reports_as_json(reports: Sequence[Report], unread: Sequence[tuple[Path, str]] = ()) -> str:
    """Return one document about several packages; `unread` are paths that could not be opened, and why."""
    data = {
        **_head(),
        "packages": [_report(report) for report in reports],
        "not_checked": [{"path": encodable(str(path)), "message": encodable(why)} for path, why in unread],
    }
    return as_json(data, indent=2) + "\n"


def checks_as_json() -> str:
    """Return all checks, family by family."""
    data = {
        **_head(),
        "families": [
            {
                "name": family.name,
                "title": family.title,
                "about": family.about,
                "checks": [_check(check) for check in family.checks],
            }
            for family in families()
        ],
    }
    return as_json(data, indent=2) + "\n"


def _head() -> dict[str, Any]:
    return {"format_version": FORMAT_VERSION, "tool": {"name": "coursewright", "version": __version__}}


def _report(report: Report) -> dict[str, Any]:
    kind = report.kind
    return {
        "path": encodable(report.path.as_posix()),
        "format": kind.format,
        "version": kind.version or None,
        "flavour": kind.flavour or None,
        "title": kind.title,
        "files": report.files,
        "bytes": report.size,
        "meant_for": list(meant_for(kind)),
        "looked_into": report.looked_into,
        "refused": report.refused,
        "faults": [_fault(fault) for fault in report.faults],
        "further_places": dict(report.more),
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.check.code,
        "name": fault.check.name,
        "severity": fault.severity,
        "platforms": list(fault.check.platforms),
        "file": encodable(fault.place.file) or None,
        "line": fault.place.line,
        "element": encodable(fault.place.element) or None,
        "message": encodable(fault.says),
        "why": encodable(fault.why),
        "fix": encodable(fault.do),
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "code": check.code,
        "name": check.name,
        "title": check.title,
        "severity": check.severity,
        "elsewhere": check.elsewhere,
        "platforms": list(check.platforms),
        "message": check.says,
        "why": check.why,
        "fix": check.do,
    }
