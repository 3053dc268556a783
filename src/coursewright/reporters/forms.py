"""The forms that a report can take: ours, and those of installed packages."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from importlib.metadata import EntryPoint

    from coursewright.reporters.record import CourseRecord
    from coursewright.reporters.reporter import Reporter, RunRecord, Setting

T = TypeVar("T")
DOOR = "coursewright.reporters"
"""The entry-point group in which packages name reporters of their own."""
AUTO = "auto"
ENDINGS = {"md": "markdown", "xml": "junit", "txt": "text", "htm": "html"}
"""The endings that files of a form have, where that is not its name."""


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
    hint = f"Did you mean `{near}`?" if (near := _near(word, names)) else f"There are {', '.join(names)}."
    raise UsageError(f"There is no form `{word}` of a report.", hint)


def _near(word: str, names: Sequence[str]) -> str:
    """Return what somebody may have meant: a form, also by the name of a file that is to hold it."""
    ending = word.lower().rpartition(".")[2]
    known = ENDINGS.get(ending, ending)
    if "." in word and known in names:
        return f"{known}={word}"
    return closest(word.lower(), names)


def in_ci(environ: Mapping[str, str]) -> str:
    """Return the form that suits where the command runs: annotations in GitHub Actions, else text."""
    return "github" if environ.get("GITHUB_ACTIONS") == "true" else "text"


def reporter(form: Form, setting: Setting) -> Reporter:
    """Make the reporter of a form. Raise `UsageError` for one of a package that does not load."""
    module, _, name = form.made_by.partition(":")
    if form == forms().get(form.name):
        make: Callable[[Setting], Reporter] = getattr(import_module(f"coursewright.reporters.{module}"), name)
        return make(setting)
    return FromPackage(form, setting)


class FromPackage:
    """A reporter of a package. Raises `UsageError` where it does not load, stumbles, or returns no text."""

    def __init__(self, form: Form, setting: Setting) -> None:
        self._form = form
        self._reporter: Reporter = self._tried(
            lambda: _installed()[form.name].load()(setting), "could not be loaded"
        )

    def start(self) -> str:
        """Return what comes before the first course."""
        return self._tried(lambda: _text(self._reporter.start()), "stumbled at the start")

    def course(self, course: CourseRecord) -> str:
        """Return the text for one course."""
        return self._tried(lambda: _text(self._reporter.course(course)), "stumbled over a course")

    def end(self, run: RunRecord) -> str:
        """Return what comes after the last course."""
        return self._tried(lambda: _text(self._reporter.end(run)), "stumbled at the end")

    def _tried(self, work: Callable[[], T], failed: str) -> T:
        try:
            return work()
        except Exception as error:
            if os.environ.get("COURSEWRIGHT_TRACEBACK"):
                raise
            said = f"{type(error).__name__}: {error}".removesuffix(": ")
            raise UsageError(
                f"The reporter `{self._form.name}` from {self._form.made_by} {failed} ({said}).",
                "Mend the package it comes from, or uninstall it.",
            ) from error


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(f"what a reporter returns is text, not {type(said).__name__}")
    return said


def _installed() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - our own forms need none of it

    return {point.name: point for point in entry_points(group=DOOR)}
