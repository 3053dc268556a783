"""`coursewright lint`: what it takes."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated

import typer

from coursewright.cli.guard import guarded
from coursewright.cli.words import FORMS, RULES, FailOn, form_words, profile_words, rule_words

LINT_EXITS = (
    "Exit codes: 0, no finding at or above --fail-on; 1, at least one; 2, something could not be checked or "
    "written, such as a file that does not open. With --diff: 1, something would change; 0, nothing would. "
    "With --fix-only: 0 or 2."
)


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
            help="With --fix, --fix-only or --diff: also the fixes of rules that `coursewright rules` marks "
            "with ~, such as a TODO for a missing duration. Look at what they change.",
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
    from coursewright.cli.lint.options import LintOptions  # noqa: PLC0415 - each command loads only what it needs

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
    if options.fixes:
        from coursewright.cli.lint.fixing import run_fixes  # noqa: PLC0415 - most runs only look

        return run_fixes(options)
    from coursewright.cli.lint.linting import run_lint  # noqa: PLC0415

    return run_lint(options)
