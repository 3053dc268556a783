"""What there is to answer with in QTI 2, interaction by interaction, as a plan holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.keys import Option, options, pairs, truth, words
from coursewright.importers.questions.markup import has_picture, line_of_words
from coursewright.importers.questions.parts import MOST_OPTIONS, PICTURES
from coursewright.importers.questions.qti2_body import choice_html
from coursewright.importers.questions.qti2_declared import Declared
from coursewright.importers.questions.qti2_names import attribute, below, inside, named
from coursewright.importers.questions.qti2_numbers import is_number, number_key
from coursewright.importers.questions.qti12_types import truth_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.questions.qti2_marking import Branch
    from coursewright.importers.questions.qti2_told import Told

__all__ = ["Answers", "Context", "answers_of"]

_CHOICES = frozenset(
    {"simpleChoice", "inlineChoice", "hottext", "simpleAssociableChoice", "gapText", "gapImg"}
)


class Context(NamedTuple):
    """What holds for all of an item."""

    declared: dict[str, Declared]
    branches: Sequence[Branch]
    told: Told
    is_random: bool


@dataclass(slots=True)
class Answers:
    """What one interaction becomes."""

    kind: str
    key: Data
    partly: list[str] = field(default_factory=list)
    extra: Data = field(default_factory=dict)
    models: tuple[str, ...] = ()
    """Texts that show what a good answer is."""
    says_right_and_wrong: bool = False
    """Whether its options say what is told to all right or wrong answers."""


def answers_of(interaction: _Element, context: Context) -> Answers | None:
    """Return what an interaction becomes; None for one that a plan has no type for."""
    choices = [one for one in below(interaction) if named(one) in _CHOICES]
    if len(choices) > MOST_OPTIONS:
        return None
    made = _answers_of(interaction, context)
    if made is not None and any(has_picture(choice_html(one)) for one in choices):
        made.partly.append(PICTURES)
    return made


def _answers_of(interaction: _Element, context: Context) -> Answers | None:
    response = attribute(interaction, "responseIdentifier")
    declared = context.declared.get(response, Declared())
    match named(interaction):
        case "choiceInteraction":
            return _chosen(interaction, "simpleChoice", response, declared, context)
        case "hottextInteraction":
            made = _chosen(interaction, "hottext", response, declared, context)
            made.partly.append("the words to mark in its text are options")
            return made
        case "inlineChoiceInteraction":
            return _chosen(interaction, "inlineChoice", response, declared, context)
        case "textEntryInteraction":
            return _typed(response, declared, context)
        case "extendedTextInteraction":
            return Answers("essay", {}, models=declared.right)
        case "sliderInteraction":
            key, partly = number_key(response, declared, context.branches, context.told)
            return Answers("numeric", key, [*partly, "its slider is a number to type"])
        case "uploadInteraction":
            return Answers("", {}, ["its answer is a file, for which a plan has no type"])
        case "matchInteraction":
            return _matched(interaction, declared)
        case "associateInteraction":
            made = _paired(_texts(interaction, "simpleAssociableChoice"), declared.right)
            made.partly.append("what is to be paired stands in two columns")
            return made
        case "gapMatchInteraction":
            return _gaps(interaction, declared)
        case "orderInteraction":
            return _ordered(interaction, declared)
    return None


def _texts(element: _Element, name: str) -> dict[str, str]:
    found = {}
    for place, one in enumerate((one for one in below(element) if named(one) == name), 1):
        found[attribute(one, "identifier")] = line_of_words(choice_html(one)) or f"({place})"
    return found


def _chosen(interaction: _Element, name: str, response: str, declared: Declared, context: Context) -> Answers:
    texts = _texts(interaction, name)
    right = _right_of(response, declared, context, texts)
    several = declared.several if declared.kind else attribute(interaction, "maxChoices") not in {"", "1"}
    told = context.told
    found = [Option(text, one in right, told.by_answer.get(one, "")) for one, text in texts.items()]
    says_all = bool(right) and not several and (bool(told.right) or bool(told.wrong))
    if says_all:
        found = [
            one._replace(
                feedback=" ".join(filter(None, (one.feedback, told.right if one.correct else told.wrong)))
            )
            for one in found
        ]
    partly = []
    if not several and any(declared.earns.get(one, 0) > 0 for one in texts if one not in right):
        partly.append("options that earn a part of its points are there as wrong ones")
    said = {_truth_of(one, text): option for (one, text), option in zip(texts.items(), found, strict=True)}
    if len(texts) == 2 and not several and set(said) == {True, False}:
        value = next((value for value, one in said.items() if one.correct), None)
        key = truth(value, (said[True].feedback, said[False].feedback))
        return Answers("true-false", key, partly, says_right_and_wrong=says_all)
    kind = "multiple" if several else "single"
    return Answers(kind, options(found), partly, says_right_and_wrong=says_all)


def _truth_of(name: str, text: str) -> bool | None:
    """Return whether a choice says true or false: by its words, and in any language by our own names."""
    return truth_in(text) if truth_in(text) is not None else {"true": True, "false": False}.get(name)


def _right_of(response: str, declared: Declared, context: Context, known: Iterable[str]) -> set[str]:
    """Return which of the choices are right: by what is declared, else by what scores."""
    if context.is_random:
        return set()
    if declared.correct:
        return set(declared.correct)
    if declared.earns:
        most = max(declared.earns.values())
        return {
            one for one, value in declared.earns.items() if value > 0 and (declared.several or value == most)
        }
    names = set(known)
    return {
        test.value
        for branch in context.branches
        if branch.scores
        for test in branch.tests
        if test.response == response and not test.negated and test.value in names
    }


def _typed(response: str, declared: Declared, context: Context) -> Answers:
    numeric = declared.kind in {"float", "integer"}
    if context.is_random:
        return Answers("numeric" if numeric else "short", {})
    if numeric or is_number(response, declared, context.branches):
        key, partly = number_key(response, declared, context.branches, context.told)
        return Answers("numeric", key, partly)
    told = context.told.by_answer
    found = [Option(text, correct=True, feedback=told.get(text, "")) for text in declared.right]
    found += [Option(text) for text, value in declared.earns.items() if value <= 0]
    partly = ["capitals matter in its answers"] if declared.cased else []
    if len({value for value in declared.earns.values() if value > 0}) > 1:
        partly.append("its right answers earn unequal parts of the points")
    for branch in context.branches:
        for test in branch.tests:
            if test.response != response or test.negated or not test.value:
                continue
            if test.kind == "pattern":
                partly.append(f"answers also count that the pattern `{test.value}` fits")
            elif test.kind in {"is", "contains"} and (branch.scores or test.value in told):
                found.append(Option(test.value, branch.scores, told.get(test.value, "")))
                if test.kind == "contains":
                    partly.append("an answer also counts that holds one of these and more")
                if test.cased:
                    partly.append("capitals matter in its answers")
    return Answers("short", words(found), list(dict.fromkeys(partly)))


def _matched(interaction: _Element, declared: Declared) -> Answers:
    sets = [_texts(one, "simpleAssociableChoice") for one in inside(interaction, "simpleMatchSet")][:2]
    if len(sets) < 2:
        return Answers("matching", {})
    return _paired({**sets[0], **sets[1]}, declared.right, sets[0], sets[1])


def _paired(
    texts: dict[str, str],
    right: Sequence[str],
    lefts: dict[str, str] | None = None,
    rights: dict[str, str] | None = None,
) -> Answers:
    found = []
    used: set[str] = set()
    for pair in right:
        left, _, other = pair.partition(" ")
        if lefts is not None and left not in lefts and other in lefts:
            left, other = other, left
        if left in texts and other in texts:
            found.append((texts[left], texts[other]))
            used |= {left, other}
    made = Answers("matching", pairs(found))
    if len({left for left, _ in found}) < len(found):
        made.partly.append("one thing in it belongs to several others")
    spare = [text for name, text in (texts if rights is None else rights).items() if name not in used]
    if found and spare:
        made.partly.append("what belongs to nothing in it is in `x-qti`")
        made.extra = {"x-qti": {"distractors": list(spare)}}
    if lefts is not None and found and any(name not in used for name in lefts):
        made.partly.append("some of its things have nothing that belongs to them, and are not there")
    return made


def _gaps(interaction: _Element, declared: Declared) -> Answers:
    found = _texts(interaction, "gapText") | _texts(interaction, "gapImg")
    gaps = [attribute(one, "identifier") for one in below(interaction) if named(one) == "gap"]
    named_gaps = {gap: f"({number})" for number, gap in enumerate(gaps, 1)}
    turned = [" ".join(reversed(pair.split(" ", 1))) for pair in declared.right]
    made = _paired({**named_gaps, **found}, turned, named_gaps, found)
    made.partly.append("the gaps in its text are matched with words")
    return made


def _ordered(interaction: _Element, declared: Declared) -> Answers:
    texts = _texts(interaction, "simpleChoice")
    order = [texts[name] for name in declared.correct if name in texts]
    found = [(str(place), text) for place, text in enumerate(order, 1)]
    return Answers("matching", pairs(found), ["its order is a matching of places and things"])
