"""The tables of the design: which support model asks for which rule, and what a draft softens.

The tables also hold rules that are planned and not yet written. That reserves their codes: a new rule takes
one that is neither here nor among the rules, and is added here if it is `missing` or limited to some models.
Planned rules that are neither do not show.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import EVERY_MODEL, Severity
from coursewright.lint.engine import Linter
from coursewright.lint.page import page_sections
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import find
from coursewright.spec.load import load_documents, read_document

if TYPE_CHECKING:
    from coursewright.lint.findings import Finding

RULES = {rule.meta.code: rule for rule in all_rules()}
LED = frozenset({"led"})

# The codes that do not apply in every support model. What is not here, applies in all.
MODELS = {
    "FUP001": frozenset({"led", "prepared"}),
    **dict.fromkeys(("FUP002", "FUP003", "FUP004", "FUP005", "FUP007", "FUP008", "FUP009"), LED),
    **dict.fromkeys(("FUP006", "FUP010"), frozenset({"led", "prepared"})),
    "FUP011": frozenset({"prepared"}),
    "PRE001": frozenset({"led", "prepared"}),
    "PRE002": LED,
    **dict.fromkeys(("PRE003", "PRE004", "PRE005", "PRE007"), frozenset({"led", "prepared"})),
    "PRE006": LED,
    "REF004": LED,
    "INF005": frozenset({"self-taught"}),
    "INF008": frozenset({"led", "prepared"}),
}

# The codes whose findings only inform in a draft: what is missing may yet come.
MISSING_IN_FAMILY = {
    "OUT": (1, 6),
    "ALN": (1, 2, 3, 4),
    "TSK": (1, 2, 4, 5, 6, 8, 10),
    "FUP": (1, 2, 4, 5, 11),
    "REF": (1, 2, 4),
    "PRE": (1, 2, 3, 4, 5, 6),
    "ASM": (1, 4, 6, 7),
    "AIR": (1,),
    "WRK": (2, 7),
    "SES": (4,),
    "MAT": (1, 2, 8),
    "INF": (1, 2, 3, 4, 6, 8),
}
MISSING = {f"{family}{number:03}" for family, numbers in MISSING_IN_FAMILY.items() for number in numbers}


def lint(text: str, code: str) -> list[Finding]:
    name = "course.yaml" if text.startswith("course:") else "example.module.yaml"
    course = load_documents(read_document(Path("/courses") / name, text.encode()))
    return list(Linter([find(code)]).lint(course).findings)


def example(rule: Rule, **keys: str) -> str:
    """Return the invalid example on a rule's page, with keys set at its top."""
    section = page_sections(rule.page)["Invalid"]
    block = re.search(r"^```yaml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert block is not None
    first, _, rest = block[1].partition("\n")
    for key in keys:
        rest = re.sub(rf"^{key}:.*\n", "", rest, flags=re.MULTILINE)
    return "\n".join([first, *(f"{key}: {value}" for key, value in keys.items()), rest])


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_support_models_of_the_table(rule: Rule) -> None:
    assert rule.meta.models == MODELS.get(rule.meta.code, EVERY_MODEL)


@pytest.mark.parametrize("code", sorted(MODELS.keys() & RULES.keys()))
@pytest.mark.parametrize("model", ["led", "prepared", "self-taught"])
def test_a_rule_speaks_where_its_model_asks_for_it(code: str, model: str) -> None:
    if (code, model) == ("FUP001", "prepared"):
        return  # its example has one task, the last: see below
    assert bool(lint(example(RULES[code], support_model=model), code)) == (model in MODELS[code])


@pytest.mark.parametrize("code", sorted(MODELS.keys() & RULES.keys()))
def test_without_a_model_a_course_is_led(code: str) -> None:
    text = re.sub(r"^support_model:.*\n", "", example(RULES[code]), flags=re.MULTILINE)
    assert bool(lint(text, code)) == ("led" in MODELS[code])


@pytest.mark.parametrize("code", sorted(MODELS.keys() & RULES.keys()))
@pytest.mark.parametrize("model", ["TODO", "unheard-of", "{TODO: ask the dean}"])
def test_an_undecided_model_asks_for_nothing(code: str, model: str) -> None:
    assert lint(example(RULES[code], support_model=model), code) == []


TASKS = """\
module: m
support_model: {}
tasks:
  - {{id: first, title: First, kind: problem-set}}
  - {{id: quiz, title: Quiz, kind: quiz, feedback: {{form: automatic}}}}
  - {{id: keyed, title: Keyed, kind: quiz, questions: [{{prompt: Why?, type: essay, feedback: Because}}]}}
  - {{id: peer, title: Peer, kind: peer-review, feedback: {{form: peer}}}}
  - {{id: hello, title: Hello, kind: onboarding}}
  - {{id: cafe, title: Cafe, kind: social}}
  - {{id: ask, title: Ask, kind: survey}}
  - {{id: extra, title: Extra, kind: problem-set, optional: true}}
  - {{id: part, title: Part, kind: problem-set, counts_towards: exam}}
  - {{id: last, title: Last, kind: problem-set}}
assessments: [{{id: exam, kind: exam}}]
"""


@pytest.mark.parametrize(
    ("model", "found"),
    [
        ("led", ["First", "Quiz", "Keyed", "Peer", "Last"]),
        ("prepared", ["First", "Peer"]),  # automatic feedback, and the course's last task, are excused
        ("self-taught", []),
    ],
)
def test_whom_a_missing_follow_up_excuses(model: str, found: list[str]) -> None:
    findings = lint(TASKS.format(model), "FUP001")
    assert [finding.subject for finding in findings] == found


@pytest.mark.parametrize(
    ("model", "severity"), [("led", Severity.WARNING), ("prepared", Severity.INFO), ("self-taught", None)]
)
def test_company_weighs_less_where_all_is_prepared(model: str, severity: Severity | None) -> None:
    found = lint(example(RULES["PRE001"], support_model=model), "PRE001")
    assert {finding.severity for finding in found} == ({severity} if severity else set())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_missing_is_what_the_table_says(rule: Rule) -> None:
    assert rule.meta.missing == (rule.meta.code in MISSING)


# The examples of three are made of several files, which are not laid out here.
@pytest.mark.parametrize("code", sorted(RULES.keys() - {"SPC006", "ALN007", "INF009", "SPC010"}))
@pytest.mark.parametrize("status", ["draft", "review", "live"])
def test_a_draft_softens_what_is_missing(code: str, status: str) -> None:
    """In a draft, a finding about something not yet written only informs; all else weighs what it weighs."""
    rule = RULES[code]
    usual = [finding.severity for finding in lint(example(rule), code)]
    assert usual
    found = [finding.severity for finding in lint(example(rule, status=status), code)]
    if status == "draft" and rule.meta.missing:
        assert found == [Severity.INFO] * len(usual)
    elif code != "SPC008":  # a length still to be decided is fine in a draft
        assert found == usual


NESTED = """\
module: m
status: {module}
units:
  - id: u
    status: {unit}
    tasks:
      - {{id: t, title: T, kind: quiz, status: {task}}}
      - {{id: s, title: S, kind: quiz}}
"""


@pytest.mark.parametrize(
    ("module", "unit", "task", "severities"),
    [
        ("draft", "TODO", "TODO", (Severity.INFO, Severity.INFO)),
        ("draft", "live", "TODO", (Severity.WARNING, Severity.WARNING)),
        ("draft", "review", "draft", (Severity.INFO, Severity.WARNING)),
        ("live", "draft", "live", (Severity.WARNING, Severity.INFO)),
        ("live", "live", "draft", (Severity.INFO, Severity.WARNING)),
    ],
)
def test_the_nearest_status_wins(
    module: str, unit: str, task: str, severities: tuple[Severity, Severity]
) -> None:
    findings = lint(NESTED.format(module=module, unit=unit, task=task), "FUP002")
    assert tuple(finding.severity for finding in findings) == severities
