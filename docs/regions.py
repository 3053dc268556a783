"""Tables in hand-written pages that follow from the code.

In a page, what stands between `<!-- made: grades -->` and `<!-- end -->` is made by the function of that name
here, or in `config_reference.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from config_reference import config_keys, profile_rules

from coursewright import __version__
from coursewright.lint.api import Evidence, Severity
from coursewright.lint.families import families
from coursewright.lint.silence.baseline_file import VERSION as BASELINE
from coursewright.lint.silence.whereabouts import NAME as BASELINE_NAME
from coursewright.lint.sources import reference
from coursewright.reporters.catalogue import FORMAT_VERSION as CATALOGUE
from coursewright.reporters.diff.as_json import FORMAT_VERSION as DIFFERENCE
from coursewright.reporters.forms import forms
from coursewright.reporters.json_report import FORMAT_VERSION as REPORT
from coursewright.reporters.packages.as_json import FORMAT_VERSION as PACKAGES
from coursewright.reporters.views.as_json import FORMAT_VERSION as DESIGN_REPORT
from coursewright.spec.documents import SPEC_VERSION
from coursewright.views.catalogue import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coursewright.lint.registry import Rule

REGION = re.compile(r"(?P<head><!-- made: (?P<name>[a-z-]+) -->\n).*?(?P<foot><!-- end -->)", re.DOTALL)
_GRADES = sorted(Evidence, reverse=True)
_SEVERITIES = sorted(Severity, reverse=True)


def filled(page: str, rules: Sequence[Rule]) -> str:
    """Return a page with its regions as they follow from the rules. Raise `KeyError` for one nobody makes."""
    return REGION.sub(lambda found: f"{found['head']}{MAKERS[found['name']](rules)}\n{found['foot']}", page)


def grades(rules: Sequence[Rule]) -> str:
    """Return how many rules of each family rest on what."""
    rows = [
        (f"{family.title} ({family.code})", *_by_grade(family.rules), str(len(family.rules)))
        for family in families(rules)
    ]
    total = ("**all**", *_by_grade(rules), str(len(rules)))
    return _table(("family", *(f"{one.grade}" for one in _GRADES), "rules"), [*rows, total])


def _by_grade(rules: Iterable[Rule]) -> tuple[str, ...]:
    counts = Counter(rule.meta.evidence for rule in rules)
    return tuple(str(counts[one] or "") for one in _GRADES)


def weights(rules: Sequence[Rule]) -> str:
    """Return how heavy rules of each grade are."""
    rows = []
    for grade in _GRADES:
        counts = Counter(rule.meta.severity for rule in rules if rule.meta.evidence is grade)
        rows.append((grade.grade, *(str(counts[one] or "") for one in _SEVERITIES)))
    return _table(("evidence", *map(str, _SEVERITIES)), rows)


def practitioners(rules: Sequence[Rule]) -> str:
    """Return the sources on which rules rest alone, where these are of grade C, with the rules."""
    alone: dict[str, list[str]] = {}
    for rule in rules:
        if rule.meta.evidence is Evidence.PRACTICE and len(rule.meta.sources) == 1:
            alone.setdefault(rule.meta.sources[0], []).append(rule.meta.code)
    ordered = sorted(alone.items(), key=lambda one: (-len(one[1]), one[0]))
    rows = [
        (label, reference(label).note, f"{len(codes)}: {', '.join(sorted(codes))}")
        for label, codes in ordered
    ]
    return _table(("source", "what it is", "rules that rest on it alone"), rows)


def views(_rules: Sequence[Rule]) -> str:
    """Return the views of the design report."""
    rows = [(f"`{entry.name}`", entry.title, entry.about) for entry in VIEWS]
    return _table(("view", "", "shows"), rows)


def versions(_rules: Sequence[Rule]) -> str:
    """Return what carries a version of its own, and where it stands."""
    return _table(
        ("what", "its version", "where it is said"),
        [
            ("coursewright itself", __version__, "`coursewright --version`"),
            ("the spec format", str(SPEC_VERSION), "`spec_version:` in a course or module file"),
            ("the JSON report", str(REPORT), "`format_version` of `coursewright lint --format json`"),
            (
                "the JSON list of rules",
                str(CATALOGUE),
                "`format_version` of `coursewright rules --format json`",
            ),
            (
                "the JSON design report",
                str(DESIGN_REPORT),
                "`format_version` of `coursewright report --format json`",
            ),
            ("the JSON difference", str(DIFFERENCE), "`format_version` of `coursewright diff --format json`"),
            (
                "the JSON report about packages",
                str(PACKAGES),
                "`format_version` of `coursewright check-package --format json`",
            ),
            ("the baseline", str(BASELINE), f"`version:` in `{BASELINE_NAME}`"),
        ],
    )


def life(rules: Sequence[Rule]) -> str:
    """Return the rules whose life is at a turn: in preview, on their way out, renamed."""
    rows = [
        (f"{rule.meta.code} {rule.meta.name}", ", ".join(state), rule.meta.since)
        for rule in rules
        if (state := _state(rule))
    ]
    if not rows:
        return f"At {__version__}, no rule is in preview, deprecated or renamed."
    return _table(("rule", f"at {__version__}", "since"), rows)


def _state(rule: Rule) -> list[str]:
    meta = rule.meta
    said = [meta.status] if meta.status != "stable" else []
    return said + [f"once called {alias}" for alias in meta.aliases]


def report_forms(_rules: Sequence[Rule]) -> str:
    """Return the forms that a report can take."""
    return _table(("form", "what it is for"), [(f"`{one.name}`", one.about) for one in forms().values()])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


MAKERS: dict[str, Callable[[Sequence[Rule]], str]] = {
    "grades": grades,
    "weights": weights,
    "practitioners": practitioners,
    "versions": versions,
    "views": views,
    "life": life,
    "config-keys": config_keys,
    "profiles": profile_rules,
    "forms": report_forms,
}
