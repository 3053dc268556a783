"""`coursewright schema`."""

from __future__ import annotations

import json
import sys
from typing import Any, Literal

Kind = Literal[
    "course",
    "module",
    "config",
    "rule",
    "report",
    "design-report",
    "diff",
    "fidelity",
    "import",
    "map",
    "packages",
]


def print_schema(kind: Kind) -> int:
    """Print a schema as one document; those of specs with the placeholders and absences that editors meet."""
    sys.stdout.write(json.dumps(_schema(kind), indent=2, ensure_ascii=False) + "\n")
    return 0


def _schema(kind: Kind) -> dict[str, Any]:
    if kind == "report":
        from coursewright.reporters.json_report import report_schema  # noqa: PLC0415 - only one of them is needed

        return report_schema()
    if kind == "design-report":
        from coursewright.reporters.views.as_json import design_report_schema  # noqa: PLC0415

        return design_report_schema()
    if kind == "diff":
        from coursewright.reporters.diff.as_json import diff_schema  # noqa: PLC0415

        return diff_schema()
    if kind == "fidelity":
        from coursewright.exporters.fidelity.report import fidelity_schema  # noqa: PLC0415

        return fidelity_schema()
    if kind == "import":
        from coursewright.importers.report.as_json import import_schema  # noqa: PLC0415

        return import_schema()
    if kind == "map":
        from coursewright.importers.yaml_map.map_file import map_schema  # noqa: PLC0415

        return map_schema()
    if kind == "packages":
        from coursewright.reporters.packages.as_json import packages_schema  # noqa: PLC0415

        return packages_schema()
    if kind == "rule":
        from coursewright.lint.custom.file_judge import rule_schema  # noqa: PLC0415

        return rule_schema()
    if kind == "config":
        from coursewright.lint.config.editors import config_for_editors  # noqa: PLC0415

        return config_for_editors()
    from coursewright.spec.schema_files import for_editors  # noqa: PLC0415

    return for_editors(kind)
