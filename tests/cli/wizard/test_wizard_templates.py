"""The dialogue about every template that ships with us, from the first question to the review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.cli.new.wizard.dialogue import Dialogue
from coursewright.cli.new.wizard.page import State, laid_out
from coursewright.cli.new.wizard.pick import Pick
from coursewright.cli.new.wizard.review import Draft
from coursewright.cli.new.wizard.sheet import Sheet, Writing
from coursewright.cli.writing import NewText
from coursewright.reporters.views.terminal.ink import line_width, plain
from coursewright.scaffold.answers import Answers, Known
from coursewright.scaffold.gallery import parts, templates
from coursewright.scaffold.render import render

if TYPE_CHECKING:
    from coursewright.scaffold.model import Template

HERE = Path.cwd()
KNOWN = Known(items={"tasks": {"read": "Read it"}, "outcomes": {"judge": "", "decide": "Decide"}})


def walked(dialogue: Dialogue) -> list[Sheet]:
    """Go through a dialogue with what each page offers, up to the review."""
    sheets: list[Sheet] = []
    while (sheet := dialogue.sheet()) is not None:
        sheets.append(sheet)
        assert sheet.ask != "It cannot be written like this.", plain(sheet.body(80))
        if sheet.ask == "Shall I write it?":
            break
        match sheet.field:
            case Pick() as pick:
                dialogue.take(pick.reply)
            case Writing(default="") if sheet.can_skip:
                dialogue.skip()
            case Writing() as field:
                dialogue.take(field.default or "Some words")
    return sheets


@pytest.mark.parametrize("template", [*templates(), *parts()], ids=lambda one: one.name)
def test_every_template_is_walked_through(template: Template) -> None:
    def drafted(answers: Answers) -> Draft:
        made = render(template, answers)
        before = None if template.makes in {"course", "module"} else ""
        return Draft([NewText(HERE / file.path, file.text, before) for file in made.files], made.left)

    sheets = walked(Dialogue(template, Answers(template, KNOWN), drafted, HERE))
    assert sheets[-1].ask == "Shall I write it?"
    assert [sheet.progress for sheet in sheets[:1]] == [f"question 1 of {len(sheets) - 1}"]
    for sheet in sheets:
        for columns, rows in ((60, 20), (80, 24), (200, 50)):
            page = laid_out(sheet, State(sheet.field), columns, rows)
            assert len(page.above) + page.rows + len(page.below) <= rows
            assert all(line_width(line) <= columns for line in [*page.above, *page.below])
            assert any(sheet.ask.split()[0] in span.text for line in page.above for span in line)
