"""A list to choose from: which option a key leads to, which are marked, what is taken at the end."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from coursewright.cli.new.wizard.offers import folded

Move: TypeAlias = Literal["up", "down", "page-up", "page-down", "home", "end"]

PAGE = 8
"""How many options Page Up and Page Down pass over."""


class Option(NamedTuple):
    """One of a list: its value, what people read, and what is said below the list while it is lit."""

    value: str
    label: str
    about: str = ""


class Pick(NamedTuple):
    """A list of one option or more, the number of the one that is lit, and the values that are marked.

    With `several`, Enter takes what is marked; where nothing is, none if that is `optional`, else what is
    lit. `digits` are those typed last, so that 1 and
    then 2 lead to the twelfth.
    """

    options: tuple[Option, ...]
    lit: int = 0
    several: bool = False
    marked: frozenset[str] = frozenset()
    digits: str = ""
    optional: bool = False

    @property
    def option(self) -> Option:
        """The one that is lit."""
        return self.options[self.lit]

    @property
    def reply(self) -> str:
        """What Enter takes: a value, or the marked ones in their order with commas between."""
        if not self.marked:
            return "" if self.optional else self.option.value
        return ", ".join(option.value for option in self.options if option.value in self.marked)

    def moved(self, move: Move) -> Pick:
        """Light another option; up from the first leads to the last, and down from the last to the first."""
        last = len(self.options) - 1
        match move:
            case "up":
                lit = self.lit - 1 if self.lit else last
            case "down":
                lit = self.lit + 1 if self.lit < last else 0
            case "page-up":
                lit = max(self.lit - PAGE, 0)
            case "page-down":
                lit = min(self.lit + PAGE, last)
            case "home":
                lit = 0
            case "end":
                lit = last
        return self._replace(lit=lit, digits="")

    def typed(self, character: str) -> Pick:
        """Light the option of that number, or the next one that begins with that letter."""
        if character.isdecimal() and character.isascii():
            return self._numbered(character)
        if character == " ":
            return self.toggled() if self.several else self
        places = [*range(self.lit + 1, len(self.options)), *range(self.lit + 1)]
        wanted = folded(character)
        found = (at for at in places if wanted and folded(self.options[at].label).startswith(wanted))
        return self._replace(lit=next(found, self.lit), digits="")

    def toggled(self) -> Pick:
        """Mark the option that is lit, or take its mark away."""
        return self._replace(marked=self.marked ^ {self.option.value}, digits="")

    def _numbered(self, digit: str) -> Pick:
        for digits in (self.digits + digit, digit):
            if 0 < int(digits) <= len(self.options):
                return self._replace(lit=int(digits) - 1, digits=digits)
        return self._replace(digits="")
