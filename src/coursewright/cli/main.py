"""The command line: what each command takes. What it does is imported when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from coursewright import __version__
from coursewright.cli.baseline.app import baseline
from coursewright.cli.check_package.app import CHECK_PACKAGE_EXITS, check_package
from coursewright.cli.diff.app import DIFF_EXITS, diff
from coursewright.cli.export.app import EXPORT_EXITS, export
from coursewright.cli.guard import guarded
from coursewright.cli.import_.app import IMPORT_EXITS, import_
from coursewright.cli.init.app import INIT_EXITS, init
from coursewright.cli.lint.app import LINT_EXITS, lint
from coursewright.cli.look.report_app import REPORT_EXITS, report
from coursewright.cli.look.show_app import show
from coursewright.cli.new.app import new
from coursewright.cli.rename.app import RENAME_EXITS, rename
from coursewright.cli.templates.app import templates
from coursewright.cli.terminal import speak_utf8
from coursewright.cli.words import (
    RULES,
    Profile,
    SchemaKind,
    TableFormat,
    profile_words,
    rule_or_topic_words,
    rule_words,
)

ABOUT = "Check course designs: that students decide, reflect and are answered."
_TEST_EXITS = (
    "Exit codes: 0, all examples passed; 1, one failed, or a rule has no valid or no invalid one; 2, a file "
    "could not be loaded."
)

_ORDER = (
    *(
        "new",
        "lint",
        "explain",
        "show",
        "report",
        "import",
        "export",
        "check-package",
        "diff",
        "rename",
        "templates",
        "rules",
    ),
    *("init", "config", "baseline", "test-rules", "schema"),
)
"""The commands as help lists them: for one's own plan first, then for a repository."""


class _InOrder(typer.core.TyperGroup):
    """Lists commands in the order in which people come to need them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands; one that has no place yet comes last."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))


app = typer.Typer(
    name="coursewright",
    cls=_InOrder,
    help=ABOUT,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coursewright {__version__}")
        raise typer.Exit


@app.callback()
def coursewright(
    _version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Check course designs: that students decide, reflect and are answered."""


@app.command()
@guarded
def rules(
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULES", help=f"List only these: {RULES}", autocompletion=rule_words
        ),
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profile",
            metavar="NAMES",
            help="List what runs in this set, with the severity it has there.",
            autocompletion=profile_words,
        ),
    ] = None,
    new_since: Annotated[
        str | None,
        typer.Option(
            "--new-since", metavar="VERSION", help="List what came after this version, such as 0.1 or 0.1.2."
        ),
    ] = None,
    form: Annotated[
        TableFormat,
        typer.Option("--format", metavar="FORM", help="Write a table, or json with all there is to know."),
    ] = TableFormat.TABLE,
) -> int:
    """List the rules by family."""
    from coursewright.cli.rules import list_rules  # noqa: PLC0415

    return list_rules(form.value, tuple(select or ()), tuple(profile or ()), new_since)


@app.command()
@guarded
def explain(
    word: Annotated[
        str,
        typer.Argument(
            metavar="[RULE|TOPIC]",
            help="A rule, such as FUP001 or no-follow-up, or a topic, such as loop. Without any, the topics "
            "are listed.",
            show_default=False,
            autocompletion=rule_or_topic_words,
        ),
    ] = "",
) -> int:
    """Explain a rule or a topic: what it says, and why."""
    from coursewright.cli.explain import explain as explain_word  # noqa: PLC0415

    return explain_word(word)


@app.command()
@guarded
def config(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="A file or folder; without any, the folder you are in.")
    ] = Path(),
    profile: Profile = None,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="The same as for lint.")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Also list every rule that runs.")] = False,
    rates: Annotated[
        bool, typer.Option("--rates", help="Also list the workload rates, with their sources.")
    ] = False,
    form: Annotated[
        TableFormat, typer.Option("--format", metavar="FORM", help="Write a table, or json.")
    ] = TableFormat.TABLE,
) -> int:
    """Show which configuration applies, and where it is written."""
    from coursewright.cli.config import show_config  # noqa: PLC0415

    return show_config(path, form.value, tuple(profile or ()), config, rules=rules, rates=rates)


@app.command(name="test-rules", epilog=_TEST_EXITS)
@guarded
def try_examples(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="Rule files, or folders with some. Without any, those that the configuration names.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Test your own rules by running their examples."""
    from coursewright.cli.test_rules import try_rules  # noqa: PLC0415

    return try_rules(tuple(paths or ()))


@app.command()
@guarded
def schema(
    kind: Annotated[
        SchemaKind,
        typer.Argument(
            metavar="KIND",
            help="course, module, config, rule, report, design-report, diff, fidelity, import, map or "
            "packages.",
            show_default=False,
        ),
    ],
) -> int:
    """Print the JSON Schema of specs, configurations or reports."""
    from coursewright.cli.schema import print_schema  # noqa: PLC0415

    return print_schema(kind.value)


app.command(epilog=LINT_EXITS)(lint)
app.command(epilog=REPORT_EXITS)(report)
app.command()(show)
app.command(name="import", epilog=IMPORT_EXITS)(import_)
app.command(epilog=EXPORT_EXITS)(export)
app.command(name="check-package", epilog=CHECK_PACKAGE_EXITS)(check_package)
app.command(epilog=DIFF_EXITS)(diff)
app.command(epilog=RENAME_EXITS)(rename)
app.command(epilog=INIT_EXITS)(init)
app.add_typer(baseline)
app.add_typer(templates)
app.add_typer(new)


def run() -> None:
    """Run the command line."""
    speak_utf8()
    app()
