"""`coursewright new`: what its commands take, one for each kind of thing that can be made."""

# Annotations are not put off here: some of them depend on the kind of thing that a command makes.

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn, TypeAlias

import typer

from coursewright.cli.guard import CANNOT, guarded

new = typer.Typer(
    name="new",
    help="Make a course, a module or a part of one from a template.\n\n"
    "On a terminal you are asked what is not given; everywhere else it comes from `--set`, and from the "
    "defaults of the template. What is left for you to write is marked TODO in the file.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

_WHOLE = {
    "module": "Make a module, by itself or in a course.",
    "course": "Make a course with its modules, in a folder of its own.",
}
_PARTS = {
    "unit": "Add a unit to a module, with one task and what follows it.",
    "task": "Add a task to a unit, or to a module without units.",
    "decision-point": "Add a decision to a task.",
    "follow-up": "Add an activity that takes a task up again.",
    "reflection": "Add a pause to reflect to a unit or a module.",
    "session": "Add a meeting to a unit or a module.",
    "assessment": "Add work that shows an outcome.",
    "outcome": "Add an outcome, and name it where it is practised.",
}
_SIZES = {
    "module": "a week, or some weeks",
    "course": "a whole term or year, of many modules",
    "unit": "a part of a module, often a week of it",
    "task": "some minutes to some hours of work",
    "decision-point": "one question within a task",
    "follow-up": "what takes a task up again",
    "reflection": "some questions to look back with",
    "session": "one meeting",
    "assessment": "one piece of work that shows an outcome",
    "outcome": "one sentence on what students can do",
}
"""How big each of them is, for who chooses one."""
_NAME_HELP = {
    "reflection": "A reflection has no name.",
    "decision-point": "The question that students decide on.",
    "outcome": "What students will do; or its id, if it is one word in small letters.",
}


def _template_words(incomplete: str) -> list[tuple[str, str]]:
    """Offer the templates to the shell, with what they make."""
    from coursewright.scaffold.gallery import templates  # noqa: PLC0415 - only for the shell

    return [(one.name, one.title) for one in templates() if one.name.startswith(incomplete)]


_Template: TypeAlias = Annotated[
    str,
    typer.Option(
        "--template",
        "-t",
        metavar="TEMPLATE",
        help="The template, by its name or its folder; `coursewright templates` lists them.",
        show_default=False,
        autocompletion=_template_words,
    ),
]
_Set: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="The answer to one of the template's questions; repeat it for several.",
        show_default=False,
    ),
]
_At: TypeAlias = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="ID",
        help="The unit or task that it belongs to, by its id or title.",
        show_default=False,
    ),
]
_Yes: TypeAlias = Annotated[
    bool, typer.Option("--yes", "-y", help="Ask nothing: take the default where no answer is given.")
]
_Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Replace files that are there already.")]
_DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
]


def _whole(kind: str) -> Callable[..., NoReturn]:
    """Return the command that makes a course or a module."""

    @guarded
    def make(
        context: typer.Context,
        name: Annotated[
            str,
            typer.Argument(
                metavar="[NAME]",
                help="Its title; or its id, if it is one word in small letters.",
                show_default=False,
            ),
        ] = "",
        template: _Template = "",
        into: Annotated[
            Path | None,
            typer.Option(
                "--into",
                metavar="PATH",
                help="The folder that it goes into, by default the one you are in."
                + (" Or the course file that is to list it." if kind == "module" else ""),
                show_default=False,
            ),
        ] = None,
        answers: _Set = None,
        yes: _Yes = False,
        force: _Force = False,
        dry_run: _DryRun = False,
    ) -> int:
        from coursewright.cli.new.making import NewOptions, check_name, make_whole  # noqa: PLC0415 - each command loads only what it needs

        check_name(kind, name, context.args)
        options = NewOptions(name, template, tuple(answers or ()), into, "", yes, force, dry_run)
        return make_whole(kind, options)

    return make


def _part(kind: str) -> Callable[..., NoReturn]:
    """Return the command that puts a part into a file."""

    @guarded
    def make(
        context: typer.Context,
        name: Annotated[
            str,
            typer.Argument(
                metavar="[NAME]",
                help=_NAME_HELP.get(kind, "Its title; or its id, if it is one word in small letters."),
                show_default=False,
                hidden=kind == "reflection",
            ),
        ] = "",
        into: Annotated[
            Path | None,
            typer.Option(
                "--into",
                metavar="FILE",
                help="The file that it goes into, by default the only one in the folder you are in.",
                show_default=False,
            ),
        ] = None,
        at: _At = "",
        template: _Template = "",
        answers: _Set = None,
        yes: _Yes = False,
        dry_run: _DryRun = False,
        force: Annotated[bool, typer.Option("--force", hidden=True)] = False,
    ) -> int:
        from coursewright.cli.new.making import NewOptions, check_name, make_part  # noqa: PLC0415

        check_name(kind, name, context.args)
        options = NewOptions(name, template, tuple(answers or ()), into, at, yes, force, dry_run)
        return make_part(kind, options)

    return make


@new.callback()
def choose(context: typer.Context) -> None:
    """Ask what to make where nothing is named and somebody is there to answer; else print the help."""
    if context.invoked_subcommand is None:
        _choose(context)


@guarded
def _choose(context: typer.Context) -> int:
    from coursewright.cli.new.making import NewOptions, in_turn, make_part, make_whole  # noqa: PLC0415
    from coursewright.cli.new.wizard import can_ask, choose_kind  # noqa: PLC0415

    if not can_ask():
        typer.echo(context.get_help(), err=True)
        return CANNOT
    kinds = [(kind, _SIZES[kind], about) for kind, about in (_WHOLE | _PARTS).items()]
    return in_turn(
        NewOptions(),
        lambda before: choose_kind(kinds, before),
        lambda kind, options: (make_whole if kind in _WHOLE else make_part)(kind, options),
        shown=True,
    )


_MORE = {"allow_extra_args": True}
"""A name of several words without quotes is refused by us, who can say what to do."""
for _kind, _about in _WHOLE.items():
    new.command(name=_kind, help=_about, context_settings=_MORE)(_whole(_kind))
for _kind, _about in _PARTS.items():
    new.command(name=_kind, help=_about, context_settings=_MORE)(_part(_kind))
