"""`coursewright new`: from what was asked for to files that are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from coursewright.cli.fence import Fence
from coursewright.cli.new.answers import check_required
from coursewright.cli.new.told import show, tell_written
from coursewright.cli.new.wizard import LEFT, Manner, Returning, ask, can_ask
from coursewright.cli.writing import write_all
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.cli.new.told import Finished
    from coursewright.cli.new.wizard.review import Draft
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Template


T = TypeVar("T")


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
    returns: bool = False
    """Whether what is to be made was chosen on a page that one can return to."""

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


def check_name(kind: str, name: str, more: Sequence[str]) -> None:
    """Raise `UsageError` where a name of several words was typed without quotes: `more` are the others."""
    if more:
        whole = " ".join((name, *more))
        raise UsageError(
            f"{quoted(' '.join(more))}: only one name is taken.",
            f'Put quotes around it: coursewright new {kind} "{shortened(whole)}".',
        )


def make_part(kind: str, options: NewOptions) -> int:
    """Put a part into a file; return 0, or 130 where the person left before anything was written."""
    from coursewright.cli.new.choice import chosen_file, chosen_place  # noqa: PLC0415
    from coursewright.cli.new.files import candidates, read_whole, with_name  # noqa: PLC0415 - a whole file needs none of these
    from coursewright.cli.new.part import PartDraft, part_template, possible_places, refuse_force  # noqa: PLC0415

    refuse_force(options.force)
    template = part_template(kind, options.template)
    files = with_name(candidates(options.into, kind), options.at)
    typed: dict[str, str] = {}

    def in_file(path: Path, options: NewOptions) -> int:
        document = read_whole(path)
        places = possible_places(document, kind, options.at)
        return in_turn(
            options,
            lambda before: chosen_place(places, kind, before, asks=options.asks, returns=options.returns),
            lambda place, options: _made(PartDraft(document, place, template), options, typed),
            shown=options.asks and len(places) > 1,
        )

    return in_turn(
        options,
        lambda before: chosen_file(files, kind, before, asks=options.asks, returns=options.returns),
        in_file,
        shown=options.asks and len(files) > 1,
    )


def make_whole(kind: str, options: NewOptions) -> int:
    """Make a course or a module; return 0, or 130 where the person left before anything was written."""
    from coursewright.cli.new.whole import WholeDraft, whole_template  # noqa: PLC0415

    typed: dict[str, str] = {}
    return in_turn(
        options,
        lambda before: whole_template(
            kind, options.template, before, asks=options.asks, returns=options.returns
        ),
        lambda template, options: _made(
            WholeDraft(kind, template, options.into, force=options.force), options, typed
        ),
        shown=options.asks and not options.template,
    )


def in_turn(
    options: NewOptions,
    choose: Callable[[T | None], T | None],
    then: Callable[[T, NewOptions], int],
    *,
    shown: bool,
) -> int:
    """Let something be chosen and go on with it; return the exit code, 130 where nothing was chosen.

    `shown` says that it is chosen on a page: who returns to it chooses again, from what they chose before.
    """
    further = options._replace(returns=options.returns or shown)
    before: T | None = None
    while (chosen := choose(before)) is not None:
        try:
            return then(chosen, further)
        except Returning:
            if not shown:
                raise
            before = chosen
    return LEFT


def _made(draft: Drafting, options: NewOptions, typed: dict[str, str]) -> int:
    here = Path.cwd()
    answers = draft.answers(options.name, options.answers)
    if options.asks:
        manner = Manner(options.returns, options.dry_run, typed)
        if ask(draft.template, answers, draft.drafted, here, manner) is None:
            return LEFT
    else:
        check_required(answers)
    finished = draft.finished(answers)
    if options.dry_run:
        show(finished.files, here)
        return 0
    write_all(finished.files, Fence((options.into,) if options.into is not None else ()))
    tell_written(finished, here)
    return 0
