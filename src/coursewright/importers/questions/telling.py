"""What became of the questions of a quiz, for the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.questions.model import Asked, Draw, Quiz

__all__ = ["tell"]

_NO_BANKS: dict[str, str] = {}


def tell(
    quiz: Quiz, source: str, account: Account, banks: Mapping[str, str] = _NO_BANKS, what: str = "quiz"
) -> None:
    """Note what became of each question of a quiz, keep the texts without a place, and say what it draws.

    `source` is that of the quiz, and `what` the word for it; a question is told by it and its own name.
    `banks` has the titles of the banks that came in too, by their identifiers.
    """
    for one in quiz.asked:
        _tell(one, f"{source}#{one.name}", account)
    for clause in quiz.sections:
        account.partly(what, source, quiz.title, clause)
    for draw in quiz.draws:
        account.partly(what, source, quiz.title, _drawn(draw, banks))


def _tell(one: Asked, source: str, account: Account) -> None:
    if one.why:
        account.left_out(one.what, source, one.title, one.why)
    else:
        account.imported("question", source, one.title, _as_what(one))
    for clause in one.partly:
        account.partly("question", source, one.title, clause)
    for kept in one.kept:
        account.keep(one.title, source, kept.markdown, kept.why)


def _as_what(one: Asked) -> str:
    types = {question.get("type") for question in one.questions}
    kind = f" of the type {types.pop()}" if len(types) == 1 and None not in types else ""
    return f"as a question{kind}" if len(one.questions) == 1 else f"as {len(one.questions)} questions{kind}"


def _drawn(draw: Draw, banks: Mapping[str, str]) -> str:
    if draw.item:
        what = "one of its questions stands"
    elif draw.pick is None:
        what = "some of its questions stand"
    else:
        what = f"{counted(draw.pick, 'question')} of each learner's {'stands' if draw.pick == 1 else 'stand'}"
    where = banks.get(draw.bank)
    if where is None:
        return f"{what} in a bank that is not in the package, so it is not there"
    return f'{what} in the bank "{where}", which came in by itself'
