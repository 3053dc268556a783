"""Questions of the types that a plan has, too: options, true or false, words, numbers, pairs and essays."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.mbz.fields import flag, number, row_number, said
from coursewright.importers.mbz.stored_files import Area
from coursewright.importers.questions import keys
from coursewright.importers.questions.keys import Option, Span
from coursewright.importers.questions.numbers import decimal_in
from coursewright.packages.reading.xml import children, first

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.bank import BankQuestion
    from coursewright.importers.mbz.texts import Texts

__all__ = ["Key", "area_of", "key_of"]

_FULL = 0.99999
_ANYTHING = "*"


class Key(NamedTuple):
    """What there is to answer a question with."""

    type: str
    """As a plan calls it; empty for one that a plan has no word for."""
    data: Data
    partly: tuple[str, ...] = ()


class _Row(NamedTuple):
    number: str
    text: str
    fraction: float
    feedback: str


def key_of(question: BankQuestion, texts: Texts) -> Key | None:
    """Return the key of a question; None where a plan has no such questions."""
    match question.type:
        case "multichoice":
            return _choice(question, texts)
        case "truefalse":
            return _truth(question, texts)
        case "shortanswer":
            return _words(question, texts)
        case "numerical":
            return _numbers(question, texts)
        case "match":
            return _pairs(question, texts)
        case "essay":
            return Key("essay", {})
        case _:
            return None


def _rows(question: BankQuestion, texts: Texts, *, plain: bool = False) -> list[_Row]:
    return [
        _Row(
            row.get("id") or "",
            " ".join(said(row, "answertext").split()) if plain else texts.line(said(row, "answertext")),
            number(row, "fraction") or 0.0,
            texts.line(said(row, "feedback")),
        )
        for row in children(first(question.plugin, "answers"), "answer")
    ]


def _choice(question: BankQuestion, texts: Texts) -> Key:
    rows = _rows(question, texts)
    several = said(question.plugin, "multichoice", "single") == "0"
    most = max((row.fraction for row in rows), default=0.0)
    right = {row.number for row in rows if (row.fraction > 0 if several else 0 < most <= row.fraction)}
    shares = {round(row.fraction, 4) for row in rows if row.fraction > 0}
    partly = []
    if several and len(shares) > 1:
        partly.append("its right answers are worth unequal shares of the points, which a plan does not say")
    if not several and len(shares) > 1:
        partly.append("some answers earn a part of the points, which a plan does not say")
    if not several and shares and most < _FULL:
        partly.append("its best answer does not earn all of the points")
    found = [Option(row.text or "?", row.number in right, row.feedback) for row in rows]
    return Key("multiple" if several else "single", keys.options(found), tuple(partly))


def _truth(question: BankQuestion, texts: Texts) -> Key:
    rows = {row.number: row for row in _rows(question, texts)}
    yes = rows.get(said(question.plugin, "truefalse", "trueanswer"))
    no = rows.get(said(question.plugin, "truefalse", "falseanswer"))
    if yes is None or no is None:
        yes, no = ([*rows.values(), None, None])[:2]
    right = None if yes is None else yes.fraction > 0
    told = (yes.feedback if yes else "", no.feedback if no else "")
    return Key("true-false", keys.truth(right, told))


def _words(question: BankQuestion, texts: Texts) -> Key:
    found, partly = [], []
    for row in _rows(question, texts, plain=True):
        if row.text == _ANYTHING:
            if row.feedback or row.fraction > 0:
                partly.append(_of_anything(row))
            continue
        if 0 < row.fraction < _FULL:
            partly.append(f"`{row.text}` earns a part of the points, which a plan does not say")
        if _ANYTHING in row.text.replace(r"\*", ""):
            partly.append(f"`{row.text}` has an asterisk, which in Moodle stands for any letters")
        found.append(Option(row.text.replace(r"\*", "*"), row.fraction >= _FULL, row.feedback))
    if flag(question.plugin, "shortanswer", "usecase"):
        partly.append("small and capital letters are not the same in it, which a plan does not say")
    return Key("short", keys.words(found), tuple(partly))


def _of_anything(row: _Row) -> str:
    earned = "counts" if row.fraction > 0 else "is answered"
    return f"any other answer {earned}" + (f": {row.feedback}" if row.feedback else "")


def _numbers(question: BankQuestion, texts: Texts) -> Key:
    reach = {
        said(row, "answer"): decimal_in(said(row, "tolerance"))
        for row in children(first(question.plugin, "numerical_records"), "numerical_record")
    }
    spans, partly = [], []
    for row in _rows(question, texts, plain=True):
        value = decimal_in(row.text)
        if value is None:
            partly.append(_of_anything(row) if row.text == _ANYTHING else f"`{row.text}` is no number")
            continue
        if 0 < row.fraction < _FULL:
            partly.append(f"`{row.text}` earns a part of the points, which a plan does not say")
        about = abs(reach.get(row.number) or Decimal(0))
        spans.append(Span(value - about, value + about, None, row.fraction >= _FULL, row.feedback))
    units = [
        said(row, "unit") for row in children(first(question.plugin, "numerical_units"), "numerical_unit")
    ]
    if any(units):
        partly.append(f"its units are not there: {', '.join(filter(None, units))}")
    data, changes = keys.numbers(spans)
    return Key("numeric", data, (*partly, *changes))


def _pairs(question: BankQuestion, texts: Texts) -> Key:
    found, spare = [], []
    for row in children(first(question.plugin, "matches"), "match"):
        left, right = texts.line(said(row, "questiontext")), texts.line(said(row, "answertext"))
        if left and right:
            found.append((left, right))
        elif right:
            spare.append(right)
    partly = (f"answers that belong to nothing are not there: {', '.join(spare)}",) if spare else ()
    return Key("matching", keys.pairs(found), partly)


def area_of(question: BankQuestion, name: str, row: _Element | None = None) -> Area:
    """Return where the files of a text of a question are kept."""
    return Area(question.category.context, "question", name, row_number(row) or question.number)
