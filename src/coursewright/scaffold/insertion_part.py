"""A new part in the text of a file: from a template, answers and a place to a text that was read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.scaffold.insertion import (
    Addition,
    InsertionError,
    faults_with,
    fragment,
    inserted,
    new_faults,
)
from coursewright.scaffold.insertion_facts import Facts
from coursewright.scaffold.insertion_links import Links
from coursewright.scaffold.insertion_places import is_one
from coursewright.scaffold.render import render
from coursewright.spec.wording import as_hint

if TYPE_CHECKING:
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.insertion_places import Place
    from coursewright.scaffold.model import Template
    from coursewright.scaffold.vocabulary import Left
    from coursewright.spec.documents import Document
    from coursewright.spec.model import Course


class MadePart(NamedTuple):
    """The text of a file with a part in it.

    `places` are from where to where new text stands, as offsets in `text`; `links` are what else was added,
    so that others name the part, and `left` is what its author has yet to write.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    links: tuple[Addition, ...]
    left: tuple[Left, ...]


class NewPart:
    """A part that is to go to one place of a file.

    `template` asks for what the file does not say itself, with defaults that are as the file does it; `known`
    is what the answers can refer to, and `given` what follows from the place.
    """

    def __init__(self, document: Document, course: Course, place: Place, template: Template) -> None:
        self._document = document
        self._course = course
        self._place = place
        facts = Facts(course, place, template.makes)
        self.template = facts.suited(template)
        self.known = facts.known()
        asks = template.question("builds_on") is not None
        self.given = {"builds_on": place.beside.id} if asks and place.beside and place.beside.id else {}

    def made(self, answers: Answers) -> MadePart:
        """Return the text of the file with the part.

        Raises `InsertionError` where the place cannot take it, where anything else in the file would say
        something new, and where the course would have an error (SPC001, SPC002, SPC003) that it has not now;
        `AnswerError` and `TemplateError` as `render` does.
        """
        rendered = render(self.template, answers)
        value = fragment(rendered.files[0].text)
        if not isinstance(value, dict):
            raise InsertionError(f"The template `{self.template.name}` does not come to keys with values.")
        place = self._place
        kind = self.template.makes
        addition = Addition(place.owner.node, place.owner.noun, place.key, value, listed=not is_one(kind))
        name = value.get("id")
        linking = Links(self._document, self._course, place)
        links = linking.of(kind, name, answers.finished()) if isinstance(name, str) else []
        made = inserted(self._document, [addition, *links])
        self._check(made.text)
        return MadePart(made.text, made.places, tuple(links), rendered.left)

    def _check(self, text: str) -> None:
        after = faults_with(self._course.path, {self._document.source.path: text})
        for fault in new_faults(self._course.faults, after):
            message = f"With it, the file would have a new error: {fault.message} Nothing was written."
            raise InsertionError(message, as_hint(fault.fix))
