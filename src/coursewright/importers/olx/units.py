"""A unit of Open edX (a vertical): its text becomes one page, its problems one quiz, all else what it is.

Text that stands right above work without words of its own, such as a discussion, is what to do there.
Tasks name the materials that stand above them in the same unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Ref, Text
from coursewright.importers.olx.blocks import leaves
from coursewright.importers.olx.circumstances import circumstances_of, settings_of
from coursewright.importers.olx.materials import shown_of, source_of
from coursewright.importers.olx.problems import problem_of
from coursewright.importers.olx.quizzes import Quiz
from coursewright.importers.olx.work import WORDLESS, work_of
from coursewright.importers.prose import lost_in
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.circumstances import Circumstances
    from coursewright.importers.olx.conditions import Conditional
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["items_of"]

_CONTROLS = {
    "done": "it is a button with which learners tick their work off",
    "completion": "it is a button with which learners tick their work off",
    "recommender": "what learners recommend each other is not in the course",
}
_AROUND = {
    "split_test": "learners are split into groups that each see one part; all parts are here",
    "randomize": "learners see one part by chance; all parts are here",
    "library_content": "learners get some of these by chance; all of them are here",
    "itembank": "learners get some of these by chance; all of them are here",
}


def items_of(unit: Block, title: str, around: Circumstances, desk: OlxDesk) -> list[Item]:
    """Return what stands in a unit. `title` is what it is called where nothing in it has one."""
    return _Unit(unit, title, around, desk).items()


class _Unit:
    """Holds what grows while a unit is gone through."""

    def __init__(self, unit: Block, title: str, around: Circumstances, desk: OlxDesk) -> None:
        self._unit = unit
        inside = (one.title for one, _ in leaves(unit) if one.title)
        self._title = unit.title or next(inside, "") or title
        self._setting = circumstances_of(unit, around)
        self._desk = desk
        self._found: list[Item] = []
        self._texts: list[str] = []
        self._above: list[str] = []
        """Texts that stand right above."""
        self._page_at: int | None = None
        self._quiz = Quiz(f"{unit.source}/problems", self._title)
        self._quiz_at: int | None = None
        self._problems: list[str] = []
        """The names of those that are in the quiz."""
        self._conditionals: dict[str, Conditional] = {}
        """Blocks with a condition that hold some of them."""

    def items(self) -> list[Item]:
        account, unit = self._desk.account, self._unit
        if unit.missing:
            account.left_out("unit", unit.source, self._title, unit.missing)
            return []
        for block, frames in leaves(unit) if unit.tag in {"vertical", "unit"} else [(unit, ())]:
            self._read(block, frames)
        self._settle_quiz()
        made = self._in_order()
        if unit.tag in {"vertical", "unit"}:
            if made:
                account.imported("unit", unit.source, self._title, _how(made))
            else:
                account.left_out(
                    "unit", unit.source, self._title, "nothing stands in it that a plan has a place for"
                )
            if settings := settings_of(unit):
                made[0].data["x-olx"] = (
                    {**_mapping(made[0].data.get("x-olx")), **settings} if made else settings
                )
        return made

    def _read(self, block: Block, frames: tuple[Block, ...]) -> None:
        desk, account = self._desk, self._desk.account
        known, asked = len(self._found), len(self._problems)
        setting = circumstances_of(block, self._setting)
        for frame in frames:
            setting = circumstances_of(frame, setting)
        title = block.title or self._title
        if block.missing:
            account.left_out(block.tag, block.source, title, block.missing)
        elif block.tag == "html":
            self._read_text(block, title)
        elif block.tag == "problem":
            self._read_problem(block, title, setting)
        elif (work := work_of(block, desk)) is not None:
            name = work.title or self._title
            account.imported(work.what, block.source, name, work.how)
            data: Data = {"title": name, **work.data}
            if block.tag in WORDLESS:
                self._say_what_to_do(data)
            self._add(setting.placed(self._task(block.source, data)))
            if self._found[-1].kind == "tasks":
                desk.conditions.became([block.name], block.source)
            for note in work.notes:
                account.partly(work.what, block.source, name, note)
        elif block.tag in _CONTROLS:
            account.left_out(block.tag, block.source, title, _CONTROLS[block.tag])
        elif (shown := shown_of(block, self._title, desk)) is not None:
            account.imported(shown.what, block.source, shown.title, shown.how)
            if setting.hidden:
                shown.data["x-hidden"] = True
            self._add(Item("materials", block.source, shown.data))
            self._above.clear()
        else:
            account.left_out(f"{block.tag} block", block.source, title, "blocks of this kind cannot be read")
            account.keep(
                title, block.source, f"```xml\n{source_of(block)}\n```", "a block that cannot be read"
            )
        self._say_about_frames(block, title, frames)
        is_asked = len(self._problems) > asked
        for one in desk.conditions.among(frames, title):
            one.problems += is_asked
            tasks = [] if is_asked else [item for item in self._found[known:] if item.kind == "tasks"]
            one.items += tasks
            one.rest = one.rest or not (tasks or is_asked or block.missing)
            if is_asked:
                self._conditionals[one.block.source] = one

    def _settle_quiz(self) -> None:
        """Say what the quiz is for conditions; it waits where all its problems stand in a block with one."""
        if self._quiz_at is None:
            return
        quiz = self._found[self._quiz_at]
        if quiz.kind == "tasks":
            self._desk.conditions.became(self._problems, quiz.source)
        for one in self._conditionals.values():
            if one.problems == len(self._problems) and quiz.kind == "tasks":
                one.items.append(quiz)
            else:
                one.rest = True

    def _read_text(self, block: Block, title: str) -> None:
        desk, account = self._desk, self._desk.account
        html = desk.page(block)
        if html is None:
            account.left_out("text", block.source, title, "its file is not there")
            return
        text = desk.markdown(html)
        if not text:
            account.left_out(
                "text", block.source, title, "it says nothing: a style, a script or nothing at all"
            )
        elif block.says("visible_to_staff_only") and not self._setting.hidden:
            account.left_out("text", block.source, title, "it is for staff, and kept in the notes")
            account.keep(title, block.source, text, "a text for staff")
        else:
            account.imported("text", block.source, title, "in the text of its unit")
            for how in lost_in(html):
                account.partly("text", block.source, title, how)
            if self._page_at is None:
                self._page_at = len(self._found)
            self._texts.append(text)
            self._above.append(text)

    def _read_problem(self, block: Block, title: str, setting: Circumstances) -> None:
        account = self._desk.account
        problem = problem_of(block.element, block.title, self._desk.addresses.resolve)
        if not problem.questions and not problem.text and not problem.to_keep:
            account.left_out("problem", block.source, title, "nothing stands in it")
            return
        self._problems.append(block.name)
        count = counted(len(problem.questions), "question")
        how = f"as {count} of the quiz of its unit" if problem.questions else "as text of its quiz"
        account.imported("problem", block.source, title, how)
        for note in (*problem.unread, *self._quiz.add(block, problem)):
            account.partly("problem", block.source, title, note)
        if problem.to_keep:
            kept = f"```xml\n{problem.to_keep}\n```"
            account.keep(
                title, block.source, kept, "a problem that a program marks, or whose solution has no place"
            )
        if self._quiz_at is None:
            self._quiz_at = len(self._found)
            self._found.append(
                setting.placed(self._task(self._quiz.source, {"title": self._title, "kind": "quiz"}))
            )
        self._above.clear()

    def _task(self, source: str, data: Data) -> Item:
        """Return a task with the materials above it; the page of the unit is filled in when it is known."""
        materials: list[Value] = [Ref(one.source) for one in self._found if one.kind == "materials"]
        if self._page_at is not None:
            materials.insert(min(self._page_at, len(materials)), Ref(self._page_source))
        if materials:
            data["materials"] = materials
        self._above.clear()
        return Item("tasks", source, data)

    @property
    def _page_source(self) -> str:
        return f"{self._unit.source}/text" if self._unit.tag == "vertical" else self._unit.source

    def _say_what_to_do(self, data: Data) -> None:
        above = self._above
        if not above:
            return
        del self._texts[len(self._texts) - len(above) :]
        said = data.get("instructions")
        texts = [*above, *([said] if isinstance(said, str) else [])]
        data["instructions"] = "\n\n".join(texts)
        if not self._texts:
            self._page_at = None
        above.clear()

    def _add(self, item: Item) -> None:
        self._found.append(item)

    def _in_order(self) -> list[Item]:
        found = list(self._found)
        if self._quiz_at is not None:
            found[self._quiz_at].data.update(self._quiz.data(found[self._quiz_at].data))
        if self._texts and self._page_at is not None:
            data: Data = {"title": self._title, "kind": "page", "path": Text("\n\n".join(self._texts))}
            if self._setting.hidden:
                data["x-hidden"] = True
            found.insert(self._page_at, Item("materials", self._page_source, data))
        for item in found:
            if isinstance(said := item.data.get("instructions"), str):
                item.data["instructions"] = Text(said)
        return found

    def _say_about_frames(self, block: Block, title: str, frames: tuple[Block, ...]) -> None:
        for frame in frames:
            if frame.tag in _AROUND and frame.parts and frame.parts[0] is block:
                most = frame.said("max_count")
                how = f"{_AROUND[frame.tag]} ({most} of them)" if most else _AROUND[frame.tag]
                self._desk.account.partly(
                    frame.tag.replace("_", " "), frame.source, frame.title or title, how
                )


def _mapping(value: Value | None) -> Data:
    return dict(value) if isinstance(value, dict) else {}


def _how(items: list[Item]) -> str:
    tasks = sum(item.kind != "materials" for item in items)
    counts = [counted(len(items) - tasks, "material")] if len(items) > tasks else []
    counts += [counted(tasks, "task")] if tasks else []
    return f"as {listed(counts)}"
