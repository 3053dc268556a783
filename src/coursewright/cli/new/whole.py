"""A new course or module: its files, where they go, and the course that lists it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from coursewright.cli.fence import Fence
from coursewright.cli.new.answers import answers_given
from coursewright.cli.new.files import course_around, read_whole, refuse_special
from coursewright.cli.new.neighbours import courses_beside, covers, place_among
from coursewright.cli.new.told import Finished, open_places
from coursewright.cli.new.wizard import choose_template
from coursewright.cli.new.wizard.review import Draft
from coursewright.cli.writing import NewText
from coursewright.reporters.shared.paths import from_here
from coursewright.scaffold.answers import Known
from coursewright.scaffold.gallery import find, templates
from coursewright.scaffold.insertion import Addition, InsertionError, faults_with, inserted, new_faults
from coursewright.scaffold.model import WHOLE
from coursewright.scaffold.render import render
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE, Owners, absolute
from coursewright.spec.documents import read_document
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.faults import FaultKind
from coursewright.spec.listing import list_modules
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.wording import as_hint, listed

if TYPE_CHECKING:
    from collections.abc import Sequence as List

    from coursewright.cli.new.told import Open
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Template
    from coursewright.scaffold.render import Rendered
    from coursewright.spec.documents import Document
    from coursewright.spec.model import Course

_USUAL = {"module": "howard-loop"}
"""The template that is taken where none is named and nobody can be asked."""
_FEW = 3
"""Files up to which each is named."""


def whole_template(
    kind: str, word: str, before: Template | None = None, *, asks: bool, returns: bool = False
) -> Template | None:
    """Return the template for a course or a module; None where the person leaves.

    `before` is the one that they chose before. With `returns`, a page came before, and `Returning` is raised
    where they want it back.

    Raises `UsageError` for a template of another kind, and where none is named and there are several.
    """
    if word:
        template = find(word)
        if template.makes != kind:
            also = f"Run `coursewright new {template.makes}`." if template.makes in WHOLE else ""
            raise UsageError(f"--template: `{template.name}` makes a {template.makes}, not a {kind}.", also)
        return template
    known = templates(kind)
    if asks and known:
        return choose_template(known, before, returns=returns)
    named = [one for one in known if one.name == _USUAL.get(kind)]
    if len(named or known) == 1:
        return (named or known)[0]
    names = [f"`{one.name}`" for one in known]
    raise UsageError(
        f"Say from which template the {kind} is to be made.", f"Add `--template` with {listed(names, 'or')}."
    )


class WholeDraft:
    """The files of a course or module, made anew whenever answers change."""

    def __init__(self, kind: str, template: Template, into: Path | None, *, force: bool) -> None:
        self.template = template
        self._kind = kind
        self._force = force
        self._folder, self._document = _target(kind, into)
        self._fence = Fence((into,) if into is not None else ())
        self._course = course_around(self._document) if self._document is not None else None

    def answers(self, name: str, pairs: List[str]) -> Answers:
        """Return the answers that the command line gives, and those that the course gives."""
        known = _known(self._course)
        return answers_given(
            self.template, known._replace(taken=frozenset()) if self._force else known, name, pairs
        )

    def drafted(self, answers: Answers) -> Draft:
        """Return the files, and what is left to write in them."""
        rendered = render(self.template, answers)
        return Draft(self._files(rendered, answers), rendered.left)

    def finished(self, answers: Answers) -> Finished:
        """Return what is to be written, what to say of it, and the places that are left to write."""
        files = self._files(render(self.template, answers), answers)
        course = self._document.source.path if self._document is not None else None
        new = [one for one in files if one.path != course]
        left = [place for one in new for place in _places(one)]
        to_lint = new[0].path.parent if self._kind == "course" else new[0].path
        return Finished(files, self._said(files, course), left, to_lint)

    def _said(self, files: List[NewText], course: Path | None) -> list[str]:
        here = Path.cwd()
        names = [from_here(one.path, here) for one in files]
        folder = from_here(files[0].path.parent, here)
        what = listed(names) if len(names) <= _FEW else f"{len(names)} files in {folder}"
        said = [f"Wrote {what}, from the template `{self.template.name}`."]
        if course is not None and course not in {one.path for one in files}:
            said.append(f"{from_here(course, here)} lists it already.")
        if course is None and self._kind == "module":
            module = files[0].path
            said += [
                f"{from_here(one, here)} does not list it: add `{module.name}` to its `modules`."
                for one in courses_beside(module)
                if module not in Owners().listed(one) and not covers(read_document(one), module)
            ]
        return said

    def _files(self, rendered: Rendered, answers: Answers) -> list[NewText]:
        first, *others = rendered.files
        main = self._main(first.path, answers)
        others_at = main.parents[len(first.path.parts) - 1]
        files = [self._file(main, first.text)]
        files += [self._file(others_at / one.path, one.text) for one in others]
        for one in files:
            _check_new(one)
        if self._document is None:
            return files
        return [*files, *self._listed(self._document, files)]

    def _main(self, path: PurePosixPath, answers: Answers) -> Path:
        """Return where the first file of a template goes."""
        name = str(answers.finished()["id"])
        if self._kind == "course":
            return self._folder / name / path
        if self._document is not None and len(path.parts) == 1:
            there = (
                [one.source.path for one in self._course.modules if one.id == name] if self._course else []
            )
            if there:  # it is to be replaced
                return there[0]
            return place_among(self._document, path.name)
        return self._folder / path

    def _file(self, path: Path, text: str) -> NewText:
        """Return a new file.

        Raises `UsageError` where there is one already, unless it may be replaced, and `UnwritableError` where
        a link leads elsewhere.
        """
        self._fence.check(path)
        if not path.exists():
            return NewText(path, text)
        shown = from_here(path, Path.cwd())
        if not self._force:
            raise UsageError(
                f"{shown} is there already.", "Choose another name, or replace it with `--force`."
            )
        source, fault = decode(path, read_bytes(path))
        if fault is not None:
            raise UsageError(f"{shown} is no text that could be replaced.", "Delete it first.")
        return NewText(path, text, source.text)

    def _listed(self, document: Document, files: List[NewText]) -> list[NewText]:
        """Return the course file with the module in its list, unless a pattern there covers it."""
        source = document.source
        module = files[0].path
        texts = {one.path: one.text for one in files if MODULE_FILE.fullmatch(one.path.name)}
        if document.root is None or self._course is None:
            raise ValueError("a course that could not be read lists nothing")
        if module in list_modules(source.path, document.root).paths or covers(document, module):
            return []
        name = module.relative_to(source.path.parent).as_posix()
        made = inserted(document, [Addition(document.root, "course", "modules", name)])
        after = faults_with(source.path, {**texts, source.path: made.text})
        for fault in new_faults(self._course.faults, after):
            if fault.kind is FaultKind.UNRESOLVED and getattr(fault.node, "text", "") == name:
                continue  # it is not written yet
            message = f"With it, the course would have a new error: {fault.message} Nothing was written."
            raise InsertionError(message, as_hint(fault.fix))
        return [NewText(source.path, made.text, source.text)]


def _target(kind: str, into: Path | None) -> tuple[Path, Document | None]:
    """Return the folder that new files go to, and the course that is to list a module, if one is named."""
    place = absolute(into or Path())
    if into is None or place.is_dir():
        return place, None
    refuse_special(place)
    shown = from_here(place, Path.cwd())
    if not place.exists():
        if place.suffix in {".yaml", ".yml"}:
            raise UsageError(f"--into: there is no file {shown}.", "Check the path, or name a folder.")
        return place, None
    if kind == "course":
        raise UsageError(f"--into: {shown} is a file; a course goes into a folder.", "Name a folder.")
    document = read_whole(place)
    if document.kind != "course":
        raise UsageError(
            f"--into: {shown} is a module; only a course lists modules.", "Name its course file."
        )
    return place.parent, document


def _known(course: Course | None) -> Known:
    """Return what a course settles for a module of it."""
    if course is None:
        return Known()
    settings: dict[str, str] = {}
    own = course.scope.settings
    if own.language:
        settings["language"] = own.language
    if own.calendar is not None and own.calendar.time_zone:
        settings["time_zone"] = own.calendar.time_zone
    led = (own.support_model or "led") == "led"
    return Known(taken=frozenset(one.id for one in course.modules if one.id), led=led, settled=settings)


def _check_new(file: NewText) -> None:
    """Raise `CoursewrightError` where a template made a spec that cannot be read."""
    if not _is_spec(file):
        return
    for fault in read_document(file.path, file.text.encode()).faults:
        raise CoursewrightError(
            f"The template makes a spec that cannot be read: {fault.message}", as_hint(fault.fix)
        )


def _places(file: NewText) -> list[Open]:
    return open_places(file) if _is_spec(file) else []


def _is_spec(file: NewText) -> bool:
    return bool(COURSE_FILE.fullmatch(file.path.name) or MODULE_FILE.fullmatch(file.path.name))
