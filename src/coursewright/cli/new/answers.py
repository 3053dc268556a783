"""The answers that the command line gives to a template's questions, by NAME and by `--set`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.scaffold.answers import AnswerError, Answers
from coursewright.scaffold.time_forms import FORMS
from coursewright.spec.errors import UsageError
from coursewright.spec.file_faults import did_you_mean
from coursewright.spec.slugs import is_id, slug
from coursewright.spec.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.scaffold.answers import Known
    from coursewright.scaffold.model import Question, Template

_NAMING = ("title", "statement", "prompt")
"""The questions that a NAME answers: the first of them that a template asks."""
_WITHOUT_ID = frozenset({"decision-point", "reflection"})
_OF_SEVERAL = frozenset({"texts", "references"})
_EXAMPLES = {
    "choice": "",
    "yes-no": "yes",
    "number": "3",
    "duration": '"45 min"',
    "time": '"thu 10:00"',
    "date": "2026-09-21",
    "time-zone": "Europe/London",
    "language": "en",
    "id": "an-id",
}


def answers_given(
    template: Template, known: Known, name: str, pairs: Sequence[str], further: dict[str, str] | None = None
) -> Answers:
    """Return the answers that there are before anything is asked; `further` follow from other options.

    Raises `UsageError` for words that answer no question, or that its question cannot take.
    """
    given = dict(further or {}) | _named(template, name)
    for key, value in _split(template, pairs).items():
        if key in given:
            said = "NAME" if name and key in _named(template, name) else "another option"
            raise UsageError(f"--set {key}: {said} says it already.", "Leave one of the two away.")
        given[key] = value
    try:
        return Answers(template, known, given)
    except AnswerError as error:
        raise _refused(error, name, given) from error


def check_required(answers: Answers) -> None:
    """Raise one `UsageError` for all questions that need an answer and have none."""
    missing = [
        one
        for one in answers.template.questions
        if one.required
        and answers.applies(one)
        and not answers.is_answered(one)
        and answers.default(one) is None
    ]
    if not missing:
        return
    names = listed([f"`{one.id}`" for one in missing])
    asked = " ".join(one.ask for one in missing)
    sets = " ".join(f"--set {one.id}={_example(one, answers.known)}" for one in missing)
    raise UsageError(f"{names} must be given: {asked}", f"Add {sets}, for example.")


def _named(template: Template, name: str) -> dict[str, str]:
    """Return what NAME answers: the id where it is one word in small letters, else the title."""
    name = name.strip()
    if not name:
        return {}
    key = next((one for one in _NAMING if template.question(one) is not None), None)
    if template.makes not in _WITHOUT_ID and is_id(name) and slug(name) == name:
        return {"id": name}
    if key is None:
        raise UsageError(
            f"A {template.makes.replace('-', ' ')} has no name, so {quoted(name)} is one word too many.",
            "Say with `--at` where it goes.",
        )
    return {key: name}


def _split(template: Template, pairs: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        key = key.strip().replace("-", "_")
        if not sign or not key:
            raise UsageError(
                f"--set: {quoted(pair)} is no answer.", 'Write KEY=VALUE, such as --set title="Whose data?".'
            )
        question = template.question(key)
        if question is None:
            known = dict.fromkeys([*(one.id for one in template.questions), "id"])
            hint = did_you_mean(key, known)
            raise UsageError(f"--set: the template `{template.name}` does not ask for `{key}`.", hint)
        if key in found and question.type not in _OF_SEVERAL:
            raise UsageError(f"--set {key} is given twice.", "Keep one of the two.")
        found[key] = f"{found[key]}\n{value}" if key in found else value
    return found


def _refused(error: AnswerError, name: str, given: dict[str, str]) -> UsageError:
    by_name = bool(name) and given.get(error.question) == name.strip()
    said = f"{'NAME' if by_name else f'--set {error.question}'}: {error.message}"
    return UsageError(said, error.hint)


def _example(question: Question, known: Known) -> str:
    if question.type in {"reference", "references"}:
        return next(iter(known.items.get(question.of, ())), "an-id")
    if question.forms:
        return f'"{FORMS[question.forms[0]].example}"'
    if question.options:
        return next(iter(question.options))
    return _EXAMPLES.get(question.type, '"..."')
