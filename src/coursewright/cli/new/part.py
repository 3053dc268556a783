"""A new part of a module or course: where it goes, what is asked, and the text of the file with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.new.answers import answers_given
from coursewright.cli.new.files import course_around
from coursewright.cli.new.told import Finished, open_places
from coursewright.cli.new.wizard.review import Draft
from coursewright.cli.writing import NewText
from coursewright.reporters.shared.paths import from_here
from coursewright.scaffold.gallery import find
from coursewright.scaffold.gallery import part as usual_part
from coursewright.scaffold.insertion_part import NewPart
from coursewright.scaffold.insertion_places import KEYS, NOUNS, places, places_at
from coursewright.spec.errors import UsageError
from coursewright.spec.nodes import Scalar
from coursewright.spec.source import Source
from coursewright.spec.wording import listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.insertion import Addition
    from coursewright.scaffold.insertion_part import MadePart
    from coursewright.scaffold.insertion_places import Place
    from coursewright.scaffold.model import Template
    from coursewright.spec.documents import Document

_MOST_NAMED = 12


def part_template(kind: str, word: str) -> Template:
    """Return the template for a part: the one that is named, or ours. Raise `UsageError` for another kind."""
    template = find(word) if word else usual_part(kind)
    if template.makes != kind or template.into != KEYS[kind]:
        raise UsageError(
            f"--template: `{template.name}` makes a {template.makes}, not a {kind}.",
            f"Leave it away, or run `coursewright new {template.makes}`.",
        )
    return template


def possible_places(document: Document, kind: str, at: str) -> list[Place]:
    """Return where a part can go, as `--at` says or by itself. Raise `UsageError` where it cannot."""
    try:
        return places_at(document, kind, at) if at else places(document, kind)
    except UsageError as error:
        where = from_here(document.source.path, Path.cwd())
        raise UsageError(f"{where}: {error.message}", error.hint) from error


def only_place(found: Sequence[Place], kind: str) -> Place:
    """Return the one place there is. Raise `UsageError` with the names of several."""
    if len(found) == 1:
        return found[0]
    names = [f"`{shortened(one.word)}`" for one in found if one.word][:_MOST_NAMED]
    more = len(found) - len(names)
    nouns = {(one.beside or one.owner).noun for one in found}
    raise UsageError(
        f"There are {len(found)} {f'{nouns.pop()}s' if len(nouns) == 1 else 'places'} that the "
        f"{NOUNS[kind]} could go to.",
        f"Name one with `--at`: {listed([*names, f'{more} more'] if more else names, 'or')}.",
    )


class PartDraft:
    """The text of a file with a new part, made anew whenever answers change."""

    def __init__(self, document: Document, place: Place, template: Template) -> None:
        self._document = document
        self._place = place
        self._part = NewPart(document, course_around(document), place, template)
        self.template = self._part.template

    def answers(self, name: str, pairs: Sequence[str]) -> Answers:
        """Return the answers that the command line gives, and what follows from the place."""
        beside = self._place.beside
        if beside is not None and not beside.id and self.template.question("builds_on") is not None:
            raise UsageError(
                f"{_capital(beside.label)} has no id to refer to.",
                "Give it one first, such as `id: first-task`.",
            )
        said = {one.partition("=")[0].strip().replace("-", "_") for one in pairs}
        further = {key: value for key, value in self._part.given.items() if key not in said}
        return answers_given(self.template, self._part.known, name, pairs, further)

    def drafted(self, answers: Answers) -> Draft:
        """Return the file with the part in it, and what is left to write."""
        made = self._part.made(answers)
        return Draft((self._new(made),), made.left)

    def finished(self, answers: Answers) -> Finished:
        """Return what is to be written, what to say of it, and the places that are left to write."""
        made = self._part.made(answers)
        file = self._new(made)
        return Finished((file,), self._said(made), open_places(file, made.places), file.path)

    def _new(self, made: MadePart) -> NewText:
        source = self._document.source
        return NewText(source.path, made.text, source.text)

    def _said(self, made: MadePart) -> list[str]:
        path = self._document.source.path
        start, end = max(made.places, key=lambda one: one[1] - one[0])
        written = made.text[start:end]
        source = Source(path, made.text)
        first = source.position(start + len(written) - len(written.lstrip())).line
        last = source.position(start + len(written.rstrip())).line
        where = f"line {first}" if first == last else f"lines {first} to {last}"
        noun = NOUNS[self.template.makes]
        shown = from_here(path, Path.cwd())
        said = f"Wrote {shown}: the {noun} is in {self._place.owner.label}, {where}."
        said_too = [*_linked(made.links)]
        if self.template.makes == "outcome" and self._place.owner.noun == "course":
            said_too.append("Name it next under `supports` of an outcome of a module that leads to it.")
        return [said, *said_too]


def _linked(links: Sequence[Addition]) -> Iterator[str]:
    """Say what else was written, so that the part hangs together with others."""
    for one in links:
        if one.key == "requires":
            yield f"{_capital(_name_of(one))} requires `{one.value}` now."
    names = [_name_of(one) for one in links if one.key != "requires"]
    if names:
        yield f"{_capital(listed(names))} {'names' if len(names) == 1 else 'name'} it now."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _name_of(link: Addition) -> str:
    found = link.owner.value("id")
    return f"{link.noun} `{shortened(found.text)}`" if isinstance(found, Scalar) else f"a {link.noun}"


def refuse_force(force: bool) -> None:
    """Raise `UsageError` where a part is to replace something: parts are only ever added."""
    if force:
        raise UsageError("--force: a part is added, and replaces nothing.", "Leave it away.")
