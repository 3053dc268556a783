"""Which type of question an item of QTI 1.2 is: by what its maker calls it, else by its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from coursewright.importers.questions.qti12_item import Field, Item

__all__ = ["TRUTHS", "Asking", "truth_in", "type_of"]

Asking: TypeAlias = Literal[
    "single", "multiple", "true-false", "short", "numeric", "essay", "matching", "ordering",
    "blanks", "dropdowns", "calculated", "file", "text", "unknown",
]  # fmt: skip

_CANVAS: dict[str, Asking] = {
    "multiple_choice": "single",
    "multiple_answers": "multiple",
    "true_false": "true-false",
    "short_answer": "short",
    "numerical": "numeric",
    "essay": "essay",
    "matching": "matching",
    "fill_in_multiple_blanks": "blanks",
    "multiple_dropdowns": "dropdowns",
    "calculated": "calculated",
    "file_upload": "file",
    "text_only": "text",
}
_CARTRIDGE: dict[str, Asking] = {
    "cc.multiple_choice.v0p1": "single",
    "cc.multiple_response.v0p1": "multiple",
    "cc.true_false.v0p1": "true-false",
    "cc.fib.v0p1": "short",
    "cc.pattern_match.v0p1": "short",
    "cc.essay.v0p1": "essay",
    "cc.text_only.v0p1": "text",
}
_OTHERS: dict[str, Asking] = {
    "multiple choice": "single",
    "either/or": "single",
    "opinion scale": "single",
    "multiple answer": "multiple",
    "multi-select": "multiple",
    "true/false": "true-false",
    "fill in the blank": "short",
    "numeric": "numeric",
    "essay": "essay",
    "short response": "essay",
    "long answer": "essay",
    "matching": "matching",
    "ordering": "ordering",
    "fill in the blank plus": "blanks",
    "jumbled sentence": "dropdowns",
    "calculated": "calculated",
    "arithmetic": "calculated",
    "file upload": "file",
    "hot spot": "unknown",
    "quiz bowl": "unknown",
}
TRUTHS = {
    **dict.fromkeys(("true", "t", "richtig", "wahr", "vrai", "verdadero", "verdadeiro", "vero"), True),
    **dict.fromkeys(("waar", "sant", "נכון", "صحيح", "对", "正确"), True),
    **dict.fromkeys(("false", "f", "falsch", "faux", "falso", "onwaar", "falskt"), False),
    **dict.fromkeys(("לא נכון", "خطأ", "错", "错误"), False),
}
"""What platforms write beside a statement that is true or false, in small letters."""
_CHOSEN = frozenset({"single", "multiple", "true-false", "dropdowns", "ordering"})


def truth_in(text: str) -> bool | None:
    """Return what a word says that stands beside a statement; None where it is neither."""
    return TRUTHS.get(text.strip().rstrip(".").casefold())


def type_of(item: Item) -> Asking:
    """Return the type of an item. What its maker says holds only where the item has the fields for it."""
    said = item.said
    canvas = said.get("question_type", "").removesuffix("_question")
    other = said.get("bbmd_questiontype") or said.get("qmd_questiontype") or ""
    named = _CANVAS.get(canvas) or _CARTRIDGE.get(said.get("cc_profile", "").lower())
    named = named or _OTHERS.get(other.lower())
    if named is None or not _fits(named, item.fields):
        return _by_fields(item)
    if named == "true-false" and not _is_of_truth(item.fields[0]):
        return "single"
    return named


def _fits(named: Asking, fields: tuple[Field, ...]) -> bool:
    if named in _CHOSEN:
        return any(field.choices for field in fields)
    if named in {"short", "numeric"}:
        return any(field.kind in {"str", "num"} for field in fields)
    return named not in {"matching", "blanks"} or bool(fields)


def _by_fields(item: Item) -> Asking:
    fields = item.fields
    if not fields:
        return "text"
    kinds = {field.kind for field in fields}
    if kinds == {"lid"}:
        return _by_choices(fields)
    if not kinds <= {"str", "num"}:
        return "unknown"
    if not any(test for one in item.conditions if one.score > 0 for test in one.tests):
        return "essay"
    if len(fields) > 1:
        return "blanks"
    return "numeric" if fields[0].is_number else "short"


def _by_choices(fields: tuple[Field, ...]) -> Asking:
    one = fields[0]
    if not any(field.choices for field in fields):
        return "unknown"
    if len(fields) > 1:
        texts = {tuple(choice.text for choice in field.choices) for field in fields}
        return "matching" if len(texts) == 1 else "dropdowns"
    if one.ordered:
        return "ordering"
    if one.several:
        return "multiple"
    return "true-false" if _is_of_truth(one) else "single"


def _is_of_truth(field: Field) -> bool:
    said = {truth_in(choice.text) for choice in field.choices}
    return len(field.choices) == 2 and said == {True, False}
