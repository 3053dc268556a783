"""Students can choose the format in which they show what they can do.

## What it says

Nothing in a module lets students choose the format in which they show what they can do.

## Why

Who writes slowly in a second language, or freezes before a camera, is marked for that as well as for what
was to be learned. The guidelines for universal design for learning therefore ask for more than one way to
express oneself. Kent adds the other gain: people put more into a form that they chose. Two formats with
the same criteria will do. Where the form is what is being learned, one is right, and then there is
nothing to choose.

What counts: `options` of an assessment, in the module or of the course itself; `choices` of a task or
follow-up activity `of: format`, or in your own words, which the rule does not read. Choices of topic,
route, partner or pace are another matter (TSK005).

Asked are essays, reports, exams, projects, presentations, portfolios and dissertations, and graded tasks
that end in something of their own: projects, cases, investigations, blogs, journals, portfolios. Left
alone are modules without any of these, so that quizzes, practicals and participation are not asked;
whatever is still `TODO`; and `choices: {none: ...}` on the work, its unit, the module or the course.

## Invalid

```yaml
module: migration
assessments:
  - {id: essay, title: Why people stay, kind: essay, weight: 60%}
  - {id: talk, title: A family's route, kind: presentation, weight: 40%}
```

## Valid

```yaml
module: migration
assessments:
  - {id: essay, title: Why people stay, kind: essay, weight: 60%, options: [an essay, a radio feature]}
  - {id: talk, title: A family's route, kind: presentation, weight: 40%}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import is_evidence
from coursewright.design.module_work import may_hold, work_is_open, works_of
from coursewright.design.on_purpose import said_around
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.spec.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.alignment import Work
    from coursewright.spec.model import Module

META = Meta(
    code="ASM007",
    name="one-format-only",
    statement="Students can choose the format in which they show what they can do",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("CAST 2024", "Kent 2025"),
    why="whoever struggles with the one format is marked for that too",
    missing=True,
    on_purpose="choices",
)

_OTHER_FORMATS = {
    "essay": "a recorded talk",
    "report": "a short film",
    "exam": "an oral exam",
    "project": "a film or a talk about it",
    "presentation": "a recording or two pages",
    "portfolio": "a recorded tour of it",
    "dissertation": "a piece of practice with a commentary",
}
_OPEN_TASKS = frozenset({"project", "case-study", "investigation", "blog", "journal", "portfolio"})


def check(module: Module, context: Context) -> Iterable[Problem]:
    """Report a module in which every format is given."""
    works = works_of(module)
    for work in reversed(works):  # assessments, which offer one most often, come last
        if _offers_format(work):
            return ()
    first = next((work for work in works if _is_asked(work)), None)
    if first is None or work_is_open(module) or context.open_around(module, "assessments"):
        return ()
    if any(_offers_format(work) for work in context.course.assessments):
        return ()
    message = (
        f"Nothing in {module.label} lets students choose the format in which they show what they can do."
    )
    return (Problem(module, message, _fix(first)),)


def _is_asked(work: Work) -> bool:
    """Whether work that counts could well be done in another format, and is not fixed on purpose."""
    if not is_evidence(work) or work.leaves_out("choices") or said_around(work.scope, "choices"):
        return False
    if isinstance(work, Assessment):
        return work.kind in _OTHER_FORMATS and not work.formative and not work.leaves_open("formative")
    return work.kind in _OPEN_TASKS


def _offers_format(work: Work) -> bool:
    if isinstance(work, Assessment):
        return work.says("options")
    if may_hold(work, "choices"):
        return True
    return any(choice.of in {None, "format"} or choice.leaves_open("of") for choice in work.choices)


def _fix(work: Work) -> str:
    name = f"`{shown}`" if (shown := work.id or work.title) else f"the {work.noun}"
    if isinstance(work, Assessment):
        other = _OTHER_FORMATS[work.kind or ""]
        return f"add `options:` to {name} with a second format for the same criteria, such as {other}"
    return f"add `choices: {{of: format, options: [...]}}` to {name}, with the same criteria for each"
