"""`coursewright new`: from what was asked for to files that are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coursewright.cli.new.answers import check_required
from coursewright.cli.new.told import show, tell_written
from coursewright.cli.new.wizard import LEFT, ask, can_ask
from coursewright.cli.writing import write_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.cli.new.told import Finished
    from coursewright.cli.new.wizard.review import Draft
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Template


class NewOptions(NamedTuple):
    """What the command was asked for."""

    name: str = ""
    template: str = ""
    answers: tuple[str, ...] = ()
    into: Path | None = None
    at: str = ""
    yes: bool = False
    force: bool = False
    dry_run: bool = False

    @property
    def asks(self) -> bool:
        """Whether what is not given is asked for."""
        return not self.yes and can_ask()


class Drafting(Protocol):
    """Makes files from answers: one for whole files, one for a part of a file."""

    template: Template

    def answers(self, name: str, pairs: Sequence[str]) -> Answers:
        """Return the answers that the command line gives."""

    def drafted(self, answers: Answers) -> Draft:
        """Return the files that answers come to, and what is left to write in them."""

    def finished(self, answers: Answers) -> Finished:
        """Return what is to be written, and what to say of it."""


def make_part(kind: str, options: NewOptions) -> int:
    """Put a part into a file; return 0, or 130 where the person left before anything was written."""
    from coursewright.cli.new.choice import chosen_file, chosen_place  # noqa: PLC0415
    from coursewright.cli.new.files import candidates, read_whole, with_name  # noqa: PLC0415 - a whole file needs none of these
    from coursewright.cli.new.part import PartDraft, part_template, possible_places, refuse_force  # noqa: PLC0415

    refuse_force(options.force)
    template = part_template(kind, options.template)
    files = with_name(candidates(options.into, kind), options.at)
    path = chosen_file(files, kind, asks=options.asks)
    if path is None:
        return LEFT
    document = read_whole(path)
    place = chosen_place(possible_places(document, kind, options.at), kind, asks=options.asks)
    if place is None:
        return LEFT
    return _made(PartDraft(document, place, template), options)


def make_whole(kind: str, options: NewOptions) -> int:
    """Make a course or a module; return 0, or 130 where the person left before anything was written."""
    from coursewright.cli.new.whole import WholeDraft, whole_template  # noqa: PLC0415

    template = whole_template(kind, options.template, asks=options.asks)
    if template is None:
        return LEFT
    return _made(WholeDraft(kind, template, options.into, force=options.force), options)


def _made(draft: Drafting, options: NewOptions) -> int:
    here = Path.cwd()
    answers = draft.answers(options.name, options.answers)
    if options.asks:
        if ask(draft.template, answers, draft.drafted, here) is None:
            return LEFT
    else:
        check_required(answers)
    finished = draft.finished(answers)
    if options.dry_run:
        show(finished.files, here)
        return 0
    write_all(finished.files)
    tell_written(finished, here)
    return 0
