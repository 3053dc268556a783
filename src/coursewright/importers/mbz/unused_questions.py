"""Questions of the bank that no quiz asks: counted, and kept for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.mbz.bank import path_of
from coursewright.importers.mbz.fields import said
from coursewright.importers.mbz.questions import told_of
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.mbz.bank import BankQuestion
    from coursewright.importers.mbz.bench import Bench

__all__ = ["keep_unused"]

_MOST = 5_000
"""Questions that the notes hold at most; nobody reads more."""
_WHY = "no quiz of the course asks these questions by itself"


def keep_unused(bench: Bench) -> None:
    """Note the questions that no quiz asks, and keep them, a text for each category."""
    by_category: dict[int, list[BankQuestion]] = {}
    for question in bench.bank.whole_questions:
        if question.entry not in bench.asked:
            by_category.setdefault(question.category.number, []).append(question)
    left = _MOST
    for number, questions in by_category.items():
        category = bench.bank.categories[number]
        name = bench.texts.line(path_of(bench.bank, category))
        source = f"question-category:{number}"
        told = counted(len(questions), "question")
        kept = questions[:left]
        left -= len(kept)
        rest = f"; the notes have {len(kept):,} of them" if len(kept) < len(questions) else ""
        bench.account.left_out("question category", source, name, f"{told} that no quiz asks by itself{rest}")
        if kept:
            text = "\n\n".join(_told(question, bench) for question in kept)
            bench.account.keep(name or "Questions of the bank", source, text, _WHY)


def _told(question: BankQuestion, bench: Bench) -> str:
    title = bench.texts.line(said(question.row, "name"))
    text = told_of(question, bench.bank, bench.texts)
    return f"### {title}\n\n{text}" if title else text
