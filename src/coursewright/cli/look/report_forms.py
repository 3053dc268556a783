"""How courses become files: for each form of the design report, what goes where."""

from __future__ import annotations

import sys
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from coursewright import __version__
from coursewright.cli.lint.progress import Progress
from coursewright.cli.look.looking import looked_at
from coursewright.cli.look.report_target import Names, Target
from coursewright.spec.discover import repository_root
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coursewright.cli.look.looking import Looking
    from coursewright.cli.look.report_target import Files
    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.plan import Plan

__all__ = ["Order", "Shown", "writer_of"]

T = TypeVar("T")


class Order(NamedTuple):
    """What is to be written, and where to; no views are all of them, no table is every one."""

    target: Target
    views: tuple[str, ...] = ()
    table: str = ""
    storyboard: bool = False


class Shown:
    """The courses as views, one after the other: iterate over it once. `number` counts them."""

    def __init__(self, looking: Looking, views: tuple[str, ...]) -> None:
        self.number = 0
        self.expected = len(looking.jobs)
        self._looking = looking
        self._views = views
        self._base = repository_root(looking.base) or Path.cwd()

    def __iter__(self) -> Iterator[tuple[Plan, Portrait]]:
        with Progress(self.expected) as progress:
            for plan in self._looking:
                self.number += 1
                yield plan, looked_at(plan, self._views, self._base)
                progress.step()

    def only(self, make: Callable[[Plan, Portrait], T]) -> T | None:
        """Return what is made of the only course; None if there is none.

        Raises `UsageError` where there are several.
        """
        if self.expected > 1:
            raise _several(self.expected)
        made: T | None = None
        for number, one in enumerate(self):  # a plan lasts only until the next one is asked for
            if number:
                raise _several(2)
            made = make(*one)
        return made


def _several(number: int) -> UsageError:
    return UsageError(
        f"There are {number} courses or modules here, and only one fits there.",
        "Name one of them, or a file with `-o report.html`, beside which each gets a page.",
    )


def writer_of(form: str) -> Callable[[Order, Shown, Files], None]:
    """Return what writes a form."""
    return {
        "html": _html,
        "pdf": _pdf,
        "json": _json,
        "markdown": _markdown,
        "csv": _csv,
        "svg": _svg,
    }[form]


def _html(order: Order, shown: Shown, files: Files) -> None:
    """Write a page; of several courses a page each, and an index of them all where the page would be."""
    from coursewright.reporters.views.html.index import IndexEntry, index  # noqa: PLC0415 - only for this form

    path = order.target.path
    if path is None:
        sys.stdout.write(shown.only(partial(_page, order)) or "")
        return
    names = Names()
    first = ""
    pages: list[IndexEntry] = []
    for plan, picture in shown:
        text = _page(order, plan, picture)
        name = f"{path.stem}-{names.of(picture)}{path.suffix}"
        if pages:
            files.write(path.with_name(name), [text])
        else:
            first = text
        texts = tuple(file._replace(text="") for file in picture.files)  # which an index does not show
        pages.append(IndexEntry(picture._replace(files=texts), name))
    if len(pages) == 1:
        files.write(path, [first])
    if len(pages) > 1:
        files.write(path.with_name(pages[0].file), [first])
        files.write(path, [index(pages)])


def _page(order: Order, plan: Plan, picture: Portrait) -> str:
    if order.storyboard:
        from coursewright.reporters.views.storyboard import storyboard  # noqa: PLC0415 - one of the two is needed

        return storyboard(picture, plan)
    from coursewright.reporters.views.html.page import page  # noqa: PLC0415

    return page(picture)


def _pdf(order: Order, shown: Shown, files: Files) -> None:
    from coursewright.reporters.views.pdf import print_pdf  # noqa: PLC0415 - an extra

    assert order.target.path is not None  # noqa: S101 - what is asked for was checked
    if (text := shown.only(partial(_page, order))) is not None:
        files.make(order.target.path, lambda path: print_pdf(text, path))


def _json(order: Order, shown: Shown, files: Files) -> None:
    from coursewright.reporters.views.as_json import json_text  # noqa: PLC0415 - only the form that is asked for

    _write(order, json_text((picture for _, picture in shown), __version__), files)


def _markdown(order: Order, shown: Shown, files: Files) -> None:
    from coursewright.reporters.views.as_markdown import markdown_text  # noqa: PLC0415

    _write(order, (markdown_text(picture) for _, picture in shown), files)


def _write(order: Order, text: Iterable[str], files: Files) -> None:
    """Write a text where the report goes."""
    if order.target.path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # line ends are those of the form on any system
        sys.stdout.writelines(text)
    else:
        files.write(order.target.path, text)


class _Sheet(NamedTuple):
    """A table or a picture: of which view, its own name if it has one, and what makes its text."""

    view: str
    name: str
    text: Callable[[], str]


def _csv(order: Order, shown: Shown, files: Files) -> None:
    from coursewright.reporters.views.as_csv import csv_text  # noqa: PLC0415

    def sheets(picture: Portrait) -> list[_Sheet]:
        found = [
            _Sheet(view.name, table.name, partial(csv_text, table, picture))
            for view in picture.views
            for table in view.tables
        ]
        chosen = [one for one in found if not order.table or one.name == order.table]
        if not chosen and found:
            raise UsageError(f"There is no table `{order.table}`.", _choice(found))
        return chosen

    _sheets(order, shown, files, sheets)


def _svg(order: Order, shown: Shown, files: Files) -> None:
    from coursewright.reporters.views.picture import picture as draw  # noqa: PLC0415

    def sheets(picture: Portrait) -> list[_Sheet]:
        return [_Sheet(view.name, "", partial(draw, view, picture)) for view in picture.views]

    _sheets(order, shown, files, sheets)


def _sheets(order: Order, shown: Shown, files: Files, made: Callable[[Portrait], list[_Sheet]]) -> None:
    """Write sheets into a folder, of several courses in a folder each; else there must be only one."""
    target = order.target
    if target.is_folder and target.path is not None:
        names = Names()
        for _, picture in shown:
            name = names.of(picture)
            folder = target.path / name if shown.expected > 1 or files.paths else target.path
            for sheet in made(picture):
                own = f"{sheet.view}-{sheet.name}" if sheet.name else sheet.view
                files.write(folder / f"{own}.{target.form}", [sheet.text()])
        return
    text = shown.only(lambda _, picture: _sole(made(picture), target.form))
    if text is not None:
        _write(order, [text], files)


def _sole(sheets: list[_Sheet], form: str) -> str:
    """Return the text of the only sheet. Raise `UsageError` where there are several."""
    if len(sheets) != 1:
        noun = "tables" if form == "csv" else "pictures"
        raise UsageError(f"There are {len(sheets)} {noun}, and a file takes one.", _choice(sheets))
    return sheets[0].text()


def _choice(sheets: Iterable[_Sheet]) -> str:
    """Return how to choose one of several sheets."""
    by_view: dict[str, list[str]] = {}
    for sheet in sheets:
        by_view.setdefault(sheet.view, []).append(sheet.name)
    folder = "or name a folder with `-o` for all of them"
    if not any(name for names in by_view.values() for name in names):
        return f"Choose one with `--view`, {folder}: {', '.join(by_view)}."
    each = [f"{view} ({', '.join(names)})" for view, names in by_view.items()]
    return f"Choose one with `--view` and `--table`, {folder}: {'; '.join(each)}."
