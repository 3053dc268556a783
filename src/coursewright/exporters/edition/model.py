"""The shape of an edition: modules, units and entries in teaching order, each with a name that stays.

Every exporter reads an edition, never a course alone, so that order, names, dates and what is left out are
decided once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.exporters.choices import Choices
    from coursewright.exporters.words.words import Words
    from coursewright.spec.model import (
        Announcement,
        Assessment,
        Course,
        FollowUpActivity,
        Material,
        Module,
        Outcome,
        Reflection,
        Session,
        Task,
        Unit,
    )
    from coursewright.spec.moments import Moment

__all__ = ["Edition", "Entry", "EntryElement", "EntryKind", "Form", "ModulePart", "OutcomeCard", "UnitPart"]

EntryKind: TypeAlias = Literal[
    "material", "task", "session", "follow-up", "reflection", "assessment", "announcement"
]
EntryElement: TypeAlias = (
    "Material | Task | Session | FollowUpActivity | Reflection | Assessment | Announcement"
)

Form: TypeAlias = Literal[
    "page",  # to read, and to do elsewhere
    "discussion",  # posts and replies
    "hand-in",  # something is handed in, and somebody reads it
    "quiz",  # questions with keys
    "poll",  # one question, and everybody sees how the group is divided
    "survey",  # several questions without keys
    "wiki",  # one text by many hands
    "glossary",  # entries by many hands, sorted
    "meeting",  # a session
    "file",  # a file or a link of the material
    "notice",  # an announcement
]
"""What an entry is on a platform that has more than pages; each exporter says what it makes of each form."""


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeCard:
    """An outcome, and where it is practised and shown."""

    key: str
    slug: str
    outcome: Outcome
    statement: str
    level: str | None
    """As declared, else as its verb suggests; None where neither is known."""
    practised_in: tuple[str, ...] = ()
    """Keys of entries, in teaching order."""
    assessed_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing that learners meet: to read, to do, to attend or to look back on."""

    key: str
    """`consent/rule-on-cases`: unique in the edition, the same in every build, made of the spec's ids."""
    slug: str
    """The same as a name for files and for ids of XML: `[a-z][a-z0-9-]*`, at most 80 characters, unique."""
    kind: EntryKind
    form: Form
    element: EntryElement
    title: str
    """Never empty: its title, else the first words of what it says, else what its kind is called."""
    module: str = ""
    """The key of the module part it stands in."""
    unit: str = ""
    """The key of the unit part it stands in."""
    week: int | None = None
    """The week it belongs to, where that is known: its own, its unit's, or that of its date."""
    opens: Moment | None = None
    """A task's release; a session's start; when an announcement is made."""
    due: Moment | None = None
    """When a task, a follow-up, an assessment or a reflection is due; when a material goes away."""
    ends: Moment | None = None
    """When a session is over."""
    replies_by: Moment | None = None
    answered_at: Moment | None = None
    """When learners hear back, where that is a time; the start of the session where it is a session."""
    optional: bool = False
    graded: bool = False
    staff_only: bool = False
    """Only in editions for staff, and even there never open to students."""
    outcomes: tuple[str, ...] = ()
    """Keys of the outcome cards it serves."""
    materials: tuple[str, ...] = ()
    """Keys of the materials a task works with."""
    needs: tuple[str, ...] = ()
    """Keys of what has to be done (or passed) first: a task's `requires`, a session's `requires`, and for a
    follow-up the tasks it takes up."""
    takes_up: tuple[str, ...] = ()
    """Keys of the tasks (or follow-ups) that a follow-up or a task builds on."""
    leads_to: tuple[str, ...] = ()
    """Keys of the follow-ups, later tasks and sessions that take a task up: the other end of `takes_up`."""
    in_session: str = ""
    """The key of the session in which a follow-up happens."""
    answered_in: tuple[str, ...] = ()
    """Keys of the sessions in which feedback on a task is given."""
    needed_by: tuple[str, ...] = ()
    """Keys of the tasks and sessions that need it first: the other end of `needs`."""
    counts_towards: str = ""
    """The key of the assessment that a task's marks go to."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitPart:
    """What is taught in one go: a unit, a week of a flat module, or what stands beside the units."""

    key: str
    slug: str
    title: str
    """Empty where the unit is the whole of its module, or stands beside the module's units."""
    entries: tuple[Entry, ...]
    unit: Unit | None = None
    """None for what stands beside the units of a module or course."""
    overview: str = ""
    """Markdown."""
    week: tuple[int, int] | None = None
    outcomes: tuple[OutcomeCard, ...] = ()
    """Those written in the unit."""


@dataclass(frozen=True, slots=True, eq=False)
class ModulePart:
    """A module of the course, or what belongs to the course as a whole."""

    key: str
    slug: str
    title: str
    units: tuple[UnitPart, ...]
    module: Module | None = None
    """None for what belongs to the course as a whole."""
    week: tuple[int, int] | None = None
    outcomes: tuple[OutcomeCard, ...] = ()
    """All of the module, those of its units included."""
    needs: tuple[str, ...] = ()
    """Keys of the modules to finish first."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What learners meet in it, in teaching order."""
        return tuple(entry for unit in self.units for entry in unit.entries)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A course as one package holds it."""

    course: Course
    choices: Choices
    id: str
    """A slug: the id of the course, or of its only module; else made of its title."""
    title: str
    language: str
    """A language tag, such as `en` or `pt-BR`."""
    direction: Literal["ltr", "rtl"]
    words: Words
    modules: tuple[ModulePart, ...]
    outcomes: tuple[OutcomeCard, ...]
    """Those of the course as a whole first, then module by module."""
    by_key: Mapping[str, Entry]
    cards: Mapping[str, OutcomeCard]
    left_out: tuple[tuple[str, str], ...] = field(default=())
    """What is left out: what it is called, and why (`draft`, `module`, `week`, `staff`, `hidden`)."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that learners meet, in teaching order."""
        return tuple(entry for module in self.modules for entry in module.entries)
