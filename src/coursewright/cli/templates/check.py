"""`coursewright templates check`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.guard import CANNOT
from coursewright.cli.terminal import coloured, columns, tell_errors
from coursewright.lint.engine import Linter
from coursewright.lint.select import choose
from coursewright.reporters.shared.complaint import complaint
from coursewright.reporters.shared.style import Paint
from coursewright.scaffold.answers import AnswerError, Answers
from coursewright.scaffold.checking import faults_in
from coursewright.scaffold.describe import DESCRIBED, PARTS, read_template
from coursewright.scaffold.faults import TemplateError, place_of
from coursewright.scaffold.gallery import find, gallery, parts
from coursewright.scaffold.model import WHOLE
from coursewright.scaffold.render import render
from coursewright.scaffold.trials import singles
from coursewright.spec.errors import UsageError
from coursewright.spec.file_faults import FileFault
from coursewright.spec.load import load
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.findings import Finding
    from coursewright.scaffold.model import Template
    from coursewright.scaffold.trials import Trial
    from coursewright.spec.errors import CoursewrightError


def check_templates(paths: Sequence[Path]) -> int:
    """Print what is wrong with templates, each thing with its place; return 1 where something is.

    Raises `UsageError` for a path without a template.
    """
    templates, broken = _read(paths)
    found = [fault for template in templates for fault in _faults(template)]
    found += [fault for error in broken if isinstance(error, TemplateError) for fault in error.faults]
    others = [error for error in broken if not isinstance(error, TemplateError)]
    if found:
        sys.stdout.write(_drawn(found))
        sys.stdout.write("\n")
    checked = counted(len(templates) + len(broken), "template")
    wrong = counted(len(found), "thing is wrong", "things are wrong") if found else "nothing is wrong"
    paint = Paint(coloured())
    sys.stdout.write(f"{paint('error' if found else 'good', f'{checked}: {wrong}.')}\n")
    sys.stdout.flush()
    tell_errors(others)
    return CANNOT if others else 1 if found else 0


def _read(paths: Sequence[Path]) -> tuple[list[Template], list[CoursewrightError]]:
    if not paths:
        every = gallery()
        return [*every.templates, *parts()], list(every.broken)
    templates: list[Template] = []
    broken: list[CoursewrightError] = []
    for path in paths:
        for folder in _folders(path):
            try:
                templates.append(read_template(folder) if isinstance(folder, Path) else find(folder))
            except TemplateError as error:
                broken.append(error)
    return templates, broken


def _folders(path: Path) -> Iterator[Path | str]:
    """Yield the folders of templates that a path means: itself, or those in it; else the name of one."""
    if path.name == DESCRIBED and path.is_file():
        yield path.parent
    elif (path / DESCRIBED).is_file():
        yield path
    elif path.is_dir():
        found = sorted(
            one.parent for one in (*path.glob(f"*/{DESCRIBED}"), *path.glob(f"{PARTS}/*/{DESCRIBED}"))
        )
        if not found:
            hint = f"A template is a folder with a `{DESCRIBED}`; docs/templates.md says what goes into it."
            raise UsageError(f"There is no template in {path}.", hint)
        yield from found
    else:
        yield str(path)


def _faults(template: Template) -> list[FileFault]:
    """Return what is wrong with a template; what it makes is linted once it can be made."""
    found = faults_in(template)
    return found if found or template.makes not in WHOLE else [*_lint_faults(template)]


def _lint_faults(template: Template) -> Iterator[FileFault]:
    """Yield what linting finds in a fresh plan beside its TODOs, each rule once."""
    linter = Linter(choose())
    seen: set[tuple[str, str]] = set()
    file = template.files[0]
    for trial in singles(template):
        for finding in _findings(template, trial, linter):
            if finding.code == "SPC004" or (finding.code, finding.message) in seen or file.node is None:
                continue
            seen.add((finding.code, finding.message))
            line = finding.mark.span.start.line
            made = finding.mark.source.path.name
            said = (
                f"{trial.said}, line {line} of {made} is found fault with. {finding.code}: {finding.message}"
            )
            hint = f"{finding.fix[:1].upper()}{finding.fix[1:]}." if finding.fix else ""
            yield FileFault.at(place_of(file.node, "template"), said, hint)


def _findings(template: Template, trial: Trial, linter: Linter) -> list[Finding]:
    try:
        rendered = render(template, Answers(template, given=trial.given))
    except AnswerError:
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in rendered.files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, "utf-8", newline="")
        return list(linter.lint(load(folder / rendered.files[0].path)).findings)


def _drawn(faults: Sequence[FileFault]) -> str:
    return complaint(
        tuple(faults),
        Path.cwd(),
        columns(),
        kind="template",
        coloured=coloured(),
        wrapped=sys.stdout.isatty(),
    )
