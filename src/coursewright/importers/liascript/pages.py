"""A section of a course in LiaScript: its text as plain Markdown, and what it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.importers.liascript.cleaning import GROUP, plain_code
from coursewright.importers.liascript.questions import (
    asked_at,
    bare,
    gap_question,
    gaps_in,
    hint_in,
    with_blanks,
)
from coursewright.importers.markup.lines import in_code
from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from coursewright.importers.draft import Data
    from coursewright.importers.liascript.questions import Asked

__all__ = ["MOST", "Page", "page_of"]

_STARS = re.compile(r"[ \t>]*\*{3,}[ \t]*")
_LONG = 10
"""Asterisks from which a line of them holds blocks together; fewer are a rule."""
MOST = 1000
"""Questions of one section that are told apart."""
_AROUND = 500
"""Letters before and after a gap that its prompt shows."""
_FAR = 80
"""Lines before a question in which its prompt is looked for."""
_NO_PROMPT = re.compile(r"[ \t]*(?:#|\||[-*+][ \t]|[0-9]+[.)][ \t]|`{3}|~{3}|<|!\[)")


@dataclass(slots=True)
class Page:
    """What a section holds."""

    lines: list[str] = field(default_factory=list)
    quiz: list[Data] = field(default_factory=list)
    survey: list[Data] = field(default_factory=list)
    open_ends: int = 0
    """Questions that a script would judge, or nobody."""

    @property
    def is_full(self) -> bool:
        """Whether it holds as many questions as are told apart; what else it asks stays in its text."""
        return len(self.quiz) + len(self.survey) >= MOST

    def is_bare(self, pointers: Collection[str]) -> bool:
        """Whether its text does nothing but lead to what it asks."""
        return all(not line.strip() or line in pointers for line in self.lines)

    @property
    def markdown(self) -> str:
        """The text, with one empty line between its blocks at most."""
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines).replace(GROUP, "")).strip("\n")


def page_of(text: str, title: str, quiz: str, survey: str) -> Page:
    """Return a section; `quiz` and `survey` are the Markdown that leads to what it asks."""
    return _Reading(text, title, {False: quiz, True: survey}).page


class _Reading:
    def __init__(self, text: str, title: str, pointers: dict[bool, str]) -> None:
        self.page = Page()
        self._title = title
        self._pointers = pointers
        self._lines = plain_code(text.split("\n"))
        self._code = in_code(self._lines)
        self._last: list[Data] = []
        self._groups = 0
        self._since = 0
        at = 0
        while at < len(self._lines):
            at = self._read(at)

    def _read(self, at: int) -> int:
        """Read what begins on a line, and return the line after it."""
        line = self._lines[at]
        if self._code[at]:
            self._say(line)
            return at + 1
        if not line.strip():
            self.page.lines.append("")
            return at + 1
        if line == GROUP:
            self._groups += 1
            self._last = []
            return at + 1
        if _STARS.fullmatch(line):
            return self._stars(at)
        hint = hint_in(line)
        if hint is not None:
            self._hint(hint)
            return at + 1
        if not self.page.is_full and (asked := asked_at(self._lines, at)) is not None:
            self._ask(asked)
            return at + asked.lines
        if gaps_in(line) and not self.page.is_full:
            return self._gaps(at)
        self._say(line)
        return at + 1

    def _say(self, line: str) -> None:
        self.page.lines.append(line)
        self._last = []

    def _stars(self, at: int) -> int:
        """Read a line of asterisks: right behind a question it begins the solution, else it ends a group."""
        end = self._solution_end(at) if self._last and self._lines[at - 1].strip() else 0
        if end:
            solution = "\n".join(self._lines[at + 1 : end]).strip()
            if solution:
                self._last[-1]["feedback"] = solution
            self._last = []
            return end + 1
        if self._groups:
            self._groups -= 1
        elif self._lines[at].count("*") < _LONG:
            self._say(self._lines[at])
        self._last = []
        return at + 1

    def _solution_end(self, at: int) -> int:
        """Return the line of asterisks that ends a solution; 0 where there is none for it."""
        ends: list[int] = []
        for number in range(at + 1, len(self._lines)):
            if self._code[number]:
                continue
            if self._lines[number] == GROUP:
                break
            if _STARS.fullmatch(self._lines[number]):
                ends.append(number)
            if len(ends) > self._groups:
                return ends[0]
        return 0

    def _hint(self, hint: str) -> None:
        if not self._last or not hint:
            return
        held = self._last[-1].get("x-hints")
        self._last[-1]["x-hints"] = [*held, hint] if isinstance(held, list) else [hint]

    def _ask(self, asked: Asked) -> None:
        prompt = self._prompt()
        for question in asked.questions:
            row = str(question.pop("prompt", ""))
            question_prompt = f"{prompt} {row}" if row and prompt != self._title else row or prompt
            self._add({"prompt": question_prompt, **question}, survey=asked.survey)
        self._last = list((self.page.survey if asked.survey else self.page.quiz)[-len(asked.questions) :])

    def _add(self, question: Data, *, survey: bool) -> None:
        questions = self.page.survey if survey else self.page.quiz
        if not questions:
            self.page.lines += ["", self._pointers[survey], ""]
        self._since = len(self.page.lines)
        if not survey and "type" not in question:
            self.page.open_ends += 1
        if not any(map(str.isalnum, str(question["prompt"]))):
            question["prompt"] = f"{self._title}: {question['prompt']}"
        questions.append(question)

    def _prompt(self) -> str:
        """Take the paragraph before a question out of the text.

        Before a question there may be code or a table instead; then the prompt is the line above that which
        asks something, and stays. Where there is none it is the title.
        """
        lines = self.page.lines
        end = len(lines)
        while end > self._since and not lines[end - 1].strip():
            end -= 1
        start = end
        while start > self._since and lines[start - 1].strip():
            start -= 1
        paragraph = lines[start:end]
        if not paragraph or any(_NO_PROMPT.match(bare_quote(line)) for line in paragraph):
            return self._asking_line()
        prompt = plain(" ".join(bare(line) for line in paragraph))
        if not prompt:
            return self._title
        del lines[start:]
        return prompt

    def _asking_line(self) -> str:
        lines = self.page.lines[self._since :][-_FAR:]
        for line, code in reversed(list(zip(lines, in_code(lines), strict=True))):
            if code:
                continue
            if line.lstrip().startswith("#"):
                break
            if bare(line).rstrip("*_ ").endswith(("?", ":")):
                return plain(bare(line))
        return self._title

    def _gaps(self, at: int) -> int:
        """Read a paragraph with gaps, or one line of a table: each gap is a question."""
        end = at + 1
        if not self._lines[at].lstrip().startswith("|"):
            while end < len(self._lines) and self._lines[end].strip() and not self._code[end]:
                if _STARS.fullmatch(self._lines[end]) or hint_in(self._lines[end]) is not None:
                    break
                end += 1
        text = "\n".join(self._lines[at:end])
        self.page.lines += with_blanks(text).split("\n")
        for start, stop, said in gaps_in(text)[: MOST - len(self.page.quiz)]:
            self._add(
                gap_question(text[max(0, start - _AROUND) : start], said, text[stop : stop + _AROUND]),
                survey=False,
            )
        self._last = self.page.quiz[-1:]
        return end


def bare_quote(line: str) -> str:
    """Return a line without its quotation."""
    return line.lstrip(" \t>")
