"""One screen of the dialogue as plain data: what is asked, what was answered before, how it is answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from coursewright.cli.new.wizard.leaving import Leaving, Returning
from coursewright.cli.new.wizard.offers import meant
from coursewright.cli.new.wizard.pick import Pick
from coursewright.cli.new.wizard.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.reporters.views.terminal.ink import Line

__all__ = [
    "LEAVE",
    "Answered",
    "Complaint",
    "Field",
    "Flow",
    "Leaving",
    "Refusal",
    "Returning",
    "Sheet",
    "Writing",
    "cleaned",
]

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def cleaned(text: str) -> str:
    """Return what was typed or pasted without characters that no plan is to hold; a tab becomes a space."""
    return _STEERING.sub("", text.replace("\t", " "))


class Complaint(NamedTuple):
    """What is wrong with a reply, and what would be right."""

    message: str
    hint: str = ""


class Refusal(Exception):  # noqa: N818 - the person is asked again
    """A reply that cannot be taken."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.message)
        self.complaint = complaint


def _fine(text: str) -> Complaint | None:  # noqa: ARG001 - any text will do
    return None


class Writing(NamedTuple):
    """A field to write in.

    `text` stands in it at first; `default` is what Enter takes from an empty field; `words` are offered while
    one of them is being written. With `lines`, each line is one answer; with `listed`, there are commas.
    """

    text: str = ""
    default: str = ""
    lines: bool = False
    listed: bool = False
    words: tuple[str, ...] = ()
    check: Callable[[str], Complaint | None] = _fine

    def offered(self, typed: str) -> list[str]:
        """Return what the field may become, likeliest first."""
        before, comma, last = typed.rpartition(",") if self.listed else ("", "", typed)
        lead = f"{before}{comma} " if comma else ""
        return [lead + word for word in meant(last, self.words)]


Field: TypeAlias = Writing | Pick | Reading


class Answered(NamedTuple):
    """A line above the question: what was asked, in a word or two, and what was said; None is a TODO."""

    label: str
    said: str | None


def _nothing(room: int) -> Sequence[Line]:  # noqa: ARG001 - however wide
    return ()


class Sheet(NamedTuple):
    """A screen. `body` makes the lines that stand above the question, for so many columns."""

    title: str
    field: Field
    ask: str
    help: str = ""
    stage: str = ""
    progress: str = ""
    trail: tuple[Answered, ...] = ()
    body: Callable[[int], Sequence[Line]] = _nothing
    can_go_back: bool = False
    can_skip: bool = False
    can_rest: bool = False
    """Whether all questions from here on can be answered with what is offered."""
    to_lose: bool = False
    """Whether so much is answered that leaving is asked about first."""


LEAVE = Complaint("Leave? Nothing would be written.", "Ctrl-C again leaves, Enter goes on.")
"""What is asked of who leaves a sheet on which there is something `to_lose`."""


class Flow(Protocol):
    """What comes after what. Replies are text: what was written, the value picked, values with commas."""

    def sheet(self) -> Sheet | None:
        """Return the screen that is to be shown, None once all is said."""

    def take(self, reply: str) -> None:
        """Take a reply and go on. Raise `Refusal` if it cannot be taken, `Leaving` if it says so."""

    def skip(self) -> None:
        """Go on without an answer. Raise `Refusal` where that will not do."""

    def rest(self) -> None:
        """Go on to the end with what is offered. Raise `Refusal` where that will not do."""

    def back(self) -> None:
        """Return to the screen before. Raise `Refusal` for none, `Returning` for one of another flow."""
