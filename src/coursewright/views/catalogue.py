"""Which views there are, in the order in which a report shows them. Each is made by a module of its own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.views.model import View
    from coursewright.views.plan import Plan

__all__ = ["VIEWS", "Entry", "entry_named", "view_of", "views_of"]


class Entry(NamedTuple):
    """A view by its name: its title, the designer's question, what it shows, and the module that makes it."""

    name: str
    title: str
    question: str
    about: str
    made_by: str


VIEWS: tuple[Entry, ...] = (
    Entry(
        "overview",
        "The course on one screen",
        "What does the course ask of students, and do its loops close?",
        "what each week asks, and where its loops close",
        "overview",
    ),
    Entry(
        "timeline",
        "From due time to follow-up",
        "Who answers what students post, and when?",
        "who answers what students post, and when",
        "timeline.view",
    ),
    Entry(
        "alignment",
        "Outcomes and what serves them",
        "Is every outcome practised and assessed?",
        "introduced, practised, assessed",
        "alignment.view",
    ),
    Entry(
        "workload",
        "Hours week by week",
        "Which week is too heavy?",
        "for learners and for staff",
        "workload.view",
    ),
    Entry("mix", "What students do", "What do students do?", "minutes by type of learning", "mix.view"),
    Entry(
        "decisions",
        "Where students decide",
        "Where do students decide?",
        "unit, decision, consequence",
        "decisions.view",
    ),
    Entry(
        "agency",
        "What is left to students",
        "What is left to students?",
        "choice, decision, own context, reflection",
        "agency",
    ),
    Entry(
        "presence",
        "Who is there",
        "Who is there, week by week?",
        "teaching, social and cognitive presence by week",
        "presence.view",
    ),
    Entry(
        "levels",
        "How the thinking climbs",
        "Does the thinking climb?",
        "levels of outcomes and work, as ranges",
        "levels.view",
    ),
    Entry(
        "ai",
        "Generative AI",
        "What is said about AI?",
        "what use is allowed, and where it is open",
        "ai.view",
    ),
    Entry(
        "functions",
        "What technology is for",
        "What is technology for?",
        "the six functions of Hiltz and Turoff",
        "functions",
    ),
    Entry(
        "accessibility",
        "Can everybody use it",
        "Can everybody use it?",
        "captions, transcripts, alternatives",
        "accessibility.view",
    ),
    Entry(
        "evidence",
        "How we will know",
        "How will we know that it worked?",
        "surface and deep measures of success",
        "evidence.view",
    ),
    Entry(
        "findings",
        "What to mend, by time",
        "What can we mend, and what does it take?",
        "findings of the rules, the quickest first",
        "findings",
    ),
    Entry(
        "on-purpose",
        "Left out on purpose",
        "What did we leave out on purpose?",
        "what is not there, and why",
        "on_purpose",
    ),
    Entry(
        "oscqr",
        "OSCQR 4 crosswalk",
        "Which standards of OSCQR 4 does the plan touch?",
        "which standards a plan can show, and which not",
        "oscqr",
    ),
)


def entry_named(name: str) -> Entry:
    """Return the view of that name. Raise `UsageError` for a name that is none."""
    for entry in VIEWS:
        if entry.name == name:
            return entry
    names = [entry.name for entry in VIEWS]
    near = closest(name, names)
    hint = f"Did you mean `{near}`?" if near else f"The views are {', '.join(names)}."
    raise UsageError(f"There is no view `{name}`.", hint)


def view_of(entry: Entry, plan: Plan) -> View:
    """Return one view of a course, made once for a plan: the overview quotes others."""
    known = plan.made.get(entry.name)
    if known is None:
        make: Callable[[Plan], View] = import_module(f"coursewright.views.{entry.made_by}").view
        made = make(plan)._replace(name=entry.name, title=entry.title, question=entry.question)
        known = plan.made[entry.name] = made
    return known


def views_of(plan: Plan, names: Sequence[str] = ()) -> Sequence[View]:
    """Return views of a course, by default all, in the order of the report.

    Raises `UsageError` for a name that is none.
    """
    wanted = [entry_named(name) for name in names]
    return [view_of(entry, plan) for entry in VIEWS if not wanted or entry in wanted]
