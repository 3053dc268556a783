"""What is asked before the first question: what to make, and from which template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.sheet import Complaint, Refusal, Returning, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.scaffold.model import Template


class _Menu:
    """A single page with a list; `chosen` is the value that was taken. With `returns`, a page came before."""

    def __init__(self, sheet: Sheet, *, returns: bool = False) -> None:
        self._sheet = sheet._replace(can_go_back=returns)
        self._returns = returns
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

    def rest(self) -> None:
        """Refuse: there is one thing to choose here."""
        self.skip()

    def back(self) -> None:
        """Return to the page before, where there is one."""
        if self._returns:
            raise Returning
        raise Refusal(Complaint("There is no page before this one. Ctrl-C quits, and nothing is written."))


class KindMenu(_Menu):
    """Asks what to make: of each kind its name, how big it is, and what its command does."""

    def __init__(self, kinds: Sequence[tuple[str, str, str]], before: str | None = None) -> None:
        options = tuple(Option(kind, f"{kind}: {size}", about) for kind, size, about in kinds)
        pick = Pick(options, _number_of(before, options))
        super().__init__(Sheet("coursewright new", pick, ask="What would you like to make?"))

    @property
    def chosen(self) -> str | None:
        """The kind."""
        return self._taken


class PlaceMenu(_Menu):
    """Asks where something goes: of each place its value, what to call it, and what is there."""

    def __init__(
        self,
        title: str,
        ask: str,
        places: Sequence[tuple[str, str, str]],
        before: str | None = None,
        *,
        returns: bool = False,
    ) -> None:
        options = tuple(Option(*place) for place in places)
        super().__init__(Sheet(title, Pick(options, _number_of(before, options)), ask=ask), returns=returns)

    @property
    def chosen(self) -> str | None:
        """The value of the place."""
        return self._taken


class TemplateMenu(_Menu):
    """Asks from which template to start."""

    def __init__(
        self, templates: Sequence[Template], before: Template | None = None, *, returns: bool = False
    ) -> None:
        self._templates = {str(number): one for number, one in enumerate(templates)}
        options = tuple(
            Option(number, one.title, f"For {one.audience}.\n{one.builds}")
            for number, one in self._templates.items()
        )
        named = next(
            (key for key, one in self._templates.items() if before and one.name == before.name), None
        )
        single = len(templates) == 1
        super().__init__(
            Sheet(
                f"A new {templates[0].makes}",
                Pick(options, _number_of(named, options)),
                ask="Shall we start from this one?" if single else "Which of these comes closest?",
                help=f"{'It' if single else 'Each'} is a starting point: you can change anything later.",
            ),
            returns=returns,
        )

    @property
    def chosen(self) -> Template | None:
        """The template."""
        return None if self._taken is None else self._templates[self._taken]


def _number_of(value: str | None, options: tuple[Option, ...]) -> int:
    """Return the number of the option that was taken before, else of the first."""
    return next((number for number, one in enumerate(options) if one.value == value), 0)
