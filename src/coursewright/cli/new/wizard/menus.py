"""What is asked before the first question: what to make, and from which template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.sheet import Complaint, Refusal, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.scaffold.model import Template


class _Menu:
    """A single page with a list; `chosen` is the value that was taken."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._taken: str | None = None

    def sheet(self) -> Sheet | None:
        """Return the page, until something is taken."""
        return self._sheet if self._taken is None else None

    def take(self, reply: str) -> None:
        """Keep what was taken."""
        self._taken = reply

    def skip(self) -> None:
        """Refuse: something has to be chosen."""
        raise Refusal(Complaint("Choose one of these, or quit with Ctrl-C."))

    def back(self) -> None:
        """Refuse: there is nothing before."""
        raise Refusal(Complaint("There is no page before this one. Ctrl-C quits, and nothing is written."))


class KindMenu(_Menu):
    """Asks what to make."""

    def __init__(self, kinds: Sequence[tuple[str, str]]) -> None:
        options = tuple(Option(kind, kind, about) for kind, about in kinds)
        super().__init__(Sheet("coursewright new", Pick(options), ask="What would you like to make?"))

    @property
    def chosen(self) -> str | None:
        """The kind."""
        return self._taken


class PlaceMenu(_Menu):
    """Asks where something goes: of each place its value, what to call it, and what is there."""

    def __init__(self, title: str, ask: str, places: Sequence[tuple[str, str, str]]) -> None:
        options = tuple(Option(*place) for place in places)
        super().__init__(Sheet(title, Pick(options), ask=ask))

    @property
    def chosen(self) -> str | None:
        """The value of the place."""
        return self._taken


class TemplateMenu(_Menu):
    """Asks from which template to start."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self._templates = {str(number): one for number, one in enumerate(templates)}
        options = tuple(
            Option(number, one.title, f"For {one.audience}.\n{one.builds}")
            for number, one in self._templates.items()
        )
        super().__init__(
            Sheet(
                f"A new {templates[0].makes}",
                Pick(options),
                ask="Which of these comes closest?",
                help="Each is a starting point: you can change anything later.",
            )
        )

    @property
    def chosen(self) -> Template | None:
        """The template."""
        return None if self._taken is None else self._templates[self._taken]
