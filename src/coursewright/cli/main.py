"""The command line: what each command takes. What it does is imported when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coursewright import __version__
from coursewright.cli.baseline_app import baseline
from coursewright.cli.diff_app import DIFF_EXITS, diff
from coursewright.cli.guard import guarded
from coursewright.cli.init_app import INIT_EXITS, init
from coursewright.cli.new_app import new
from coursewright.cli.rename_app import RENAME_EXITS, rename
from coursewright.cli.report_app import REPORT_EXITS, report
from coursewright.cli.show_app import show
from coursewright.cli.templates_app import templates
from coursewright.cli.terminal import speak_utf8
from coursewright.cli.words import (
    FORMS,
    RULES,
    FailOn,
    Profile,
    SchemaKind,
    TableFormat,
    form_words,
    profile_words,
    rule_or_topic_words,
    rule_words,
)

ABOUT = "Check course designs: that students decide, reflect and are answered."
_EXITS = (
    "Exit codes: 0, no finding at or above --fail-on; 1, at least one; 2, something could not be checked or "
    "written, such as a file that does not open. With --diff: 1, something would change; 0, nothing would. "
    "With --fix-only: 0 or 2."
)
_TEST_EXITS = (
    "Exit codes: 0, all examples passed; 1, one failed, or a rule has no valid or no invalid one; 2, a file "
    "could not be loaded."
)

app = typer.Typer(
    name="coursewright",
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


@app.command(epilog=_EXITS)
@guarded
def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="Files and folders, or `-` for standard input. Without any, the folder you are in.",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULES", help=f"Run only these: {RULES}", autocompletion=rule_words),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="RULES", help=f"Leave these out: {RULES}", autocompletion=rule_words
        ),
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profile",
            metavar="NAMES",
            help="Start from this set of rules, such as essential, recommended, strict or accessibility.",
            autocompletion=profile_words,
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help="Follow this configuration, not the nearest coursewright.yaml."
        ),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Follow no configuration at all.")] = False,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            "--fail-on",
            metavar="SEVERITY",
            help="The lowest severity that makes the exit code 1: error, warning (by default), info, never.",
            show_default=False,
        ),
    ] = None,
    forms: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORM[=FILE]",
            help=f"Write a report in this form, to a file if one is named; repeat it for several. {FORMS}",
            autocompletion=form_words,
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave out the summary at the end.")] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Also count the findings of each rule.")
    ] = False,
    stdin_filename: Annotated[
        Path | None,
        typer.Option("--stdin-filename", metavar="PATH", help="The file that standard input stands for."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Fix what can be fixed safely, and report what remains.")
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes",
            help="With --fix, --fix-only or --diff: also fixes that you should look at, such as a TODO where "
            "something is missing.",
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    show_fixes: Annotated[bool, typer.Option("--show-fixes", help="List what was fixed.")] = False,
    fix_only: Annotated[
        bool, typer.Option("--fix-only", help="Fix, and report nothing of what remains.")
    ] = False,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar="REVISION",
            help="Report only on courses that changed since they left this branch, tag or commit.",
        ),
    ] = None,
    no_ignores: Annotated[
        bool, typer.Option("--no-ignores", help="Also report what comments silence.")
    ] = False,
    no_baseline: Annotated[
        bool, typer.Option("--no-baseline", help="Also report what a baseline lists.")
    ] = False,
    web_links: Annotated[
        bool, typer.Option("--web-links", help="Also ask the web whether links lead anywhere.")
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            metavar="NUMBER",
            min=0,
            help="How many processes to use. By default, as many as save time.",
            show_default=False,
        ),
    ] = 0,
    cache_dir: Annotated[
        Path | None,
        typer.Option(
            "--cache-dir", metavar="FOLDER", help="Keep results in this folder, not in the user's cache."
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor keep results of earlier runs.")
    ] = False,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DATE", help="Check as if it were this day, such as 2026-09-21."),
    ] = None,
) -> int:
    """Check course and module specs against the rules.

    A module is checked as part of the course that lists it, so a file gets the same findings whether it, its
    folder or its course is named.
    """
    from coursewright.cli.lint import LintOptions, run_lint  # noqa: PLC0415 - each command loads only what it needs

    options = LintOptions(
        paths=tuple(paths or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        profile=tuple(profile or ()),
        config=config,
        isolated=isolated,
        fail_on=fail_on.value if fail_on else "",
        forms=tuple(forms or ()),
        quiet=quiet,
        statistics=statistics,
        stdin_filename=stdin_filename,
        today=today,
        changed_since=changed_since,
        web_links=web_links,
        ignores=not no_ignores,
        baseline=not no_baseline,
        cached=not no_cache,
        cache_folder=cache_dir,
        processes=jobs,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        show_fixes=show_fixes,
        fix_only=fix_only,
    )
    return run_lint(options)


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
            help="course, module, config, rule, report, design-report or diff.",
            show_default=False,
        ),
    ],
) -> int:
    """Print the JSON Schema of specs, configurations or reports."""
    from coursewright.cli.schema import print_schema  # noqa: PLC0415

    return print_schema(kind.value)


app.command(epilog=REPORT_EXITS)(report)
app.command()(show)
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
