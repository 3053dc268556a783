"""The forms that a report can take: ours, and those of installed packages."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.metadata import EntryPoint

    from coursewright.reporters.reporter import Reporter, Setting

DOOR = "coursewright.reporters"
"""The entry-point group in which packages name reporters of their own."""
AUTO = "auto"


class Form(NamedTuple):
    """A form: the word for it, what it is for, and where its reporter is made, as `module:name`.

    Without a reporter it is drawn while the files are at hand. `to_read` says that people read it as it
    stands, so that the summary may follow it.
    """

    name: str
    about: str
    made_by: str = ""
    to_read: bool = False


_OURS = (
    Form("text", "for people: each finding with its line, why it matters and how to mend it", "", True),
    Form("concise", "for people and editors: a line each", "concise:ConciseReport", True),
    Form("grouped", "for people: file by file, a line for each fault", "grouped:GroupedReport", True),
    Form("json", "for programs: one document, with everything there is to say", "json_report:JsonReport"),
    Form("jsonl", "for programs: a JSON document a line, as findings come", "jsonl:JsonLinesReport"),
    Form("sarif", "SARIF 2.1.0, for GitHub code scanning and other dashboards", "sarif.report:SarifReport"),
    Form("github", "annotations in GitHub Actions", "github.report:GitHubReport"),
    Form("gitlab", "GitLab code quality", "gitlab:GitLabReport"),
    Form("junit", "JUnit XML, for lists of tests", "junit:JUnitReport"),
    Form("rdjson", "reviewdog, which comments on merge requests nearly everywhere", "rdjson:RdjsonReport"),
    Form("checkstyle", "Checkstyle XML, for Jenkins and the like", "checkstyle:CheckstyleReport"),
    Form(
        "markdown", "for comments on pull requests and for step summaries", "markdown.report:MarkdownReport"
    ),
    Form("html", "a page of its own, to look through and to send on", "html.report:HtmlReport"),
)


def forms() -> dict[str, Form]:
    """Return our forms by name."""
    return {form.name: form for form in _OURS}


def form_named(word: str, environ: Mapping[str, str] = os.environ) -> Form:
    """Return the form that a word stands for. Raise `UsageError` where there is none."""
    known = forms()
    name = in_ci(environ) if word == AUTO else word
    if name in known:
        return known[name]
    others = _installed()
    if name in others:
        return Form(name, f"from {others[name].value}", others[name].value)
    names = [AUTO, *known, *sorted(others)]
    near = closest(word, names)
    hint = f"Did you mean `{near}`?" if near else f"There are {', '.join(names)}."
    raise UsageError(f"There is no form `{word}` of a report.", hint)


def in_ci(environ: Mapping[str, str]) -> str:
    """Return the form that suits where the command runs: annotations in GitHub Actions, else text."""
    return "github" if environ.get("GITHUB_ACTIONS") == "true" else "text"


def reporter(form: Form, setting: Setting) -> Reporter:
    """Make the reporter of a form. Raise `UsageError` for one of a package that does not load."""
    module, _, name = form.made_by.partition(":")
    if form == forms().get(form.name):
        make: Callable[[Setting], Reporter] = getattr(import_module(f"coursewright.reporters.{module}"), name)
        return make(setting)
    try:
        made: Reporter = _installed()[form.name].load()(setting)
    except Exception as error:
        if os.environ.get("COURSEWRIGHT_TRACEBACK"):
            raise
        raise UsageError(
            f"The reporter `{form.name}` could not be loaded from {form.made_by} "
            f"({type(error).__name__}: {error}).",
            "Mend the package it comes from, or uninstall it.",
        ) from error
    return made


def _installed() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - our own forms need none of it

    return {point.name: point for point in entry_points(group=DOOR)}
