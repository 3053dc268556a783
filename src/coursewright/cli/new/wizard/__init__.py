"""The interactive part of `coursewright new`: what to make, from which template, question after question."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from coursewright.cli.asking import can_ask
from coursewright.cli.terminal import draws

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coursewright.cli.new.wizard.review import Draft
    from coursewright.cli.new.wizard.sheet import Flow
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Template

__all__ = ["LEFT", "ask", "can_ask", "choose_kind", "choose_place", "choose_template"]

LEFT: Final = 130
"""The exit code where the person left before anything was written."""


def choose_kind(kinds: Sequence[tuple[str, str]]) -> str | None:
    """Ask what to make: of each kind its name, and what it is. None where the person leaves."""
    from coursewright.cli.new.wizard.menus import KindMenu  # noqa: PLC0415 - the other kinds of runs ask nothing

    menu = KindMenu(kinds)
    return menu.chosen if _led_through(menu) else None


def choose_place(title: str, question: str, places: Sequence[tuple[str, str, str]]) -> str | None:
    """Ask where something goes: of each place its value, its label and what it holds. None if they leave."""
    from coursewright.cli.new.wizard.menus import PlaceMenu  # noqa: PLC0415

    menu = PlaceMenu(title, question, places)
    return menu.chosen if _led_through(menu) else None


def choose_template(templates: Sequence[Template]) -> Template | None:
    """Ask from which template to start; a single one goes without asking. None where the person leaves."""
    from coursewright.cli.new.wizard.menus import TemplateMenu  # noqa: PLC0415

    if len(templates) == 1:
        return templates[0]
    menu = TemplateMenu(templates)
    return menu.chosen if _led_through(menu) else None


def ask(
    template: Template, answers: Answers, drafted: Callable[[Answers], Draft], here: Path
) -> Answers | None:
    """Ask what is not answered yet, show what it comes to, and return the answers once it is to be written.

    `drafted` makes the texts of the files and may raise `CoursewrightError`: the person is told, and can
    change an answer. Paths are shown as one would type them in the folder `here`. None where the person
    leaves.
    """
    from coursewright.cli.new.wizard.dialogue import Dialogue  # noqa: PLC0415

    return answers if _led_through(Dialogue(template, answers, drafted, here)) else None


def _led_through(flow: Flow) -> bool:
    """Lead through a flow on the terminal that there is, and return whether the person stayed to the end."""
    from coursewright.cli.new.wizard.sheet import Leaving  # noqa: PLC0415

    try:
        if draws(sys.stdout):
            from coursewright.cli.new.wizard import screen  # noqa: PLC0415 - loads prompt_toolkit

            screen.run(flow)
        else:
            from coursewright.cli.new.wizard import by_line  # noqa: PLC0415

            by_line.run(flow)
    except Leaving:
        sys.stderr.write("Nothing was written.\n")
        return False
    return True
