"""Learners know where to ask for help, and how soon somebody answers.

## What it says

Neither the course nor any of its modules says where learners can ask (`support.channels`), or how soon they
will hear (`support.response_time`).

## Why

In a classroom one puts up a hand. At a distance an unanswered question grows: is nobody there, or did it
never arrive? Knowing that an answer takes a day makes that day bearable. Danaher and Danaher find that
study "at any time" holds only with sustained support, and rubrics for online courses ask for both: where
to turn, and when to expect an answer. Name a time that you can keep; two working days, kept, are better
than one hour.

In a `prepared` course nobody is there to answer within a time, so only `channels` is asked for; for
`self-taught` learners the rule is silent. What a course says holds in its modules, and one module that
says it is enough. Left alone: keys that are still `TODO`, `support: {none: ...}` at the course or at each
module, and a course of which not every module could be read.

## Invalid

```yaml
module: bookbinding
tasks:
  - {id: sew, title: Sew five sections, kind: project}
```

## Valid

```yaml
module: bookbinding
support: {channels: [the bindery forum], response_time: two working days}
tasks:
  - {id: sew, title: Sew five sections, kind: project}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written, everywhere
from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Problem, Severity, adding
from coursewright.rules.support_models import most_demanding
from coursewright.rules.wording import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.lint.api import SupportModel
    from coursewright.spec.model import Course, Settings

META = Meta(
    code="PRE003",
    name="no-response-time",
    statement="Learners know where to ask for help, and how soon somebody answers",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Danaher & Danaher"),
    why="a question that waits for nobody knows how long becomes a reason to give up",
    fix="unsafe",
    missing=True,
    models=SUPPORTED,
    on_purpose="support",
)

_ASKED = {
    (
        "channels",
        "response_time",
    ): "does not say where learners can ask for help, nor how soon they are answered",
    ("channels",): "does not say where learners can ask for help",
    ("response_time",): "does not say how soon a learner's question is answered",
}
_NEEDED: dict[SupportModel | None, Sequence[str]] = {
    "led": ("channels", "response_time"),
    "prepared": ("channels",),
}
_TO_FILL = {
    "channels": "TODO: where learners can ask, such as the course forum",
    "response_time": "TODO: how soon somebody answers, such as 24 h",
}
_PLACES_TO_ASK = frozenset({"forum", "email"})


def check(course: Course, context: Context) -> Iterable[Problem]:
    """Report a course that does not say where to ask, or how long an answer takes."""
    settings = [place.settings for place in everywhere(course)]
    for one in settings:
        if one.support is not None and one.support.says("channels") and one.support.says("response_time"):
            return ()
    modules = course.modules or (course,)
    if not course.complete or all(place.settings.leaves_out("support") for place in modules):
        return ()
    needed = _NEEDED.get(most_demanding(course, context), ())
    if any(_is_open(one, needed) for one in settings):
        return ()
    said = {key for one in settings if one.support for key in needed if one.support.says(key)}
    missing = tuple(key for key in needed if key not in said)
    if not missing:
        return ()
    at = as_written(course)
    message = f"{capital(at.label)} {_ASKED[missing]}."
    edits = adding(at, {"support": {key: _TO_FILL[key] for key in missing}})
    return (Problem(at, message, _fix(missing, course.settings), key="support", edits=edits),)


def _is_open(settings: Settings, needed: Sequence[str]) -> bool:
    if settings.leaves_open("support"):
        return True
    return settings.support is not None and settings.support.leaves_open(*needed)


def _fix(missing: Sequence[str], settings: Settings) -> str:
    tool = next((one.name for one in settings.tools if one.kind in _PLACES_TO_ASK and one.name), None)
    examples = {
        "channels": f'`channels: ["{tool or "course forum"}"]`',
        "response_time": "`response_time: 24 h`, or whatever you can keep to",
    }
    return f"under `support`, add {' and '.join(examples[key] for key in missing)}"
