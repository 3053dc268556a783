"""The interactive part of `coursewright new`: what to make, from which template, question after question."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from coursewright.cli.asking import can_ask
from coursewright.cli.new.wizard.leaving import Leaving, Returning
from coursewright.cli.new.wizard.manner import Manner
from coursewright.cli.terminal import draws

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coursewright.cli.new.wizard.review import Draft
    from coursewright.cli.new.wizard.sheet import Flow
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Template

__all__ = ["LEFT", "Manner", "Returning", "ask", "can_ask", "choose_kind", "choose_place", "choose_template"]

LEFT: Final = 130
"""The exit code where the person left before anything was written."""


def choose_kind(kinds: Sequence[tuple[str, str, str]], before: str | None = None) -> str | None:
    """Ask what to make: of each kind its name, its size, and what it is. None where the person leaves.

    `before` is what they chose when they were asked before.
    """
    from coursewright.cli.new.wizard.menus import KindMenu  # noqa: PLC0415 - the other kinds of runs ask nothing

    menu = KindMenu(kinds, before)
    return menu.chosen if _led_through(menu) else None


def choose_place(
    title: str,
    question: str,
    places: Sequence[tuple[str, str, str]],
    before: str | None = None,
    *,
    returns: bool = False,
) -> str | None:
    """Ask where something goes: of each place its value, its label and what it holds. None if they leave.

    With `returns`, a page came before; raises `Returning` where the person wants it back.
    """
    from coursewright.cli.new.wizard.menus import PlaceMenu  # noqa: PLC0415

    menu = PlaceMenu(title, question, places, before, returns=returns)
    return menu.chosen if _led_through(menu) else None


def choose_template(
    templates: Sequence[Template], before: Template | None = None, *, returns: bool = False
) -> Template | None:
    """Ask from which template to start. None where the person leaves; `returns` is as for places."""
    from coursewright.cli.new.wizard.menus import TemplateMenu  # noqa: PLC0415

    menu = TemplateMenu(templates, before, returns=returns)
    return menu.chosen if _led_through(menu) else None


def ask(
    template: Template,
    answers: Answers,
    drafted: Callable[[Answers], Draft],
    here: Path,
    manner: Manner = Manner(),  # noqa: B008 - it cannot be changed
) -> Answers | None:
    """Ask what is not answered yet, show what it comes to, and return the answers once it is to be written.

    `drafted` makes the texts of the files and may raise `CoursewrightError`: the person is told, and can
    change an answer. Paths are shown as one would type them in the folder `here`. None where the person
    leaves; raises `Returning` where they want the page back that came before.
    """
    from coursewright.cli.new.wizard.dialogue import Dialogue  # noqa: PLC0415

    return answers if _led_through(Dialogue(template, answers, drafted, here, manner)) else None


def _led_through(flow: Flow) -> bool:
    """Lead through a flow on the terminal that there is, and return whether the person stayed to the end."""
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
