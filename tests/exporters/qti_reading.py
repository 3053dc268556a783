"""Small readers of QTI 1.2 and 2.1 that know the formats, and nothing of how we write them.

That of 1.2 does what Canvas does where that is less than the format says: every answer in words or numbers
is a right one, what is to be found for a pair is known by the first number in its name, and feedback by its
name.
"""

from __future__ import annotations

import posixpath
import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from quizzes import Plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

__all__ = ["Package", "read_first", "read_second"]

_FIRST = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
_SECOND = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
_TYPES = {
    "multiple_choice_question": "single",
    "multiple_answers_question": "multiple",
    "true_false_question": "true-false",
    "short_answer_question": "short",
    "numerical_question": "numeric",
    "matching_question": "matching",
    "essay_question": "essay",
}


class Package(NamedTuple):
    """What was read: the questions in the order of their quizzes, and what the manifest lists."""

    questions: tuple[Plain, ...]
    titles: tuple[str, ...]
    types: Mapping[str, str]
    """Types of resources by the paths of their files."""


def _resources(files: Mapping[str, bytes]) -> dict[str, str]:
    root = etree.fromstring(files["imsmanifest.xml"])
    found: dict[str, str] = {}
    names = [one.get("identifier") for one in root.iter("{*}resource")]
    assert len(names) == len(set(names))
    for one in root.iter("{*}resource"):
        for file in one.findall("{*}file"):
            found[file.get("href", "")] = one.get("type", "")
        for needed in one.findall("{*}dependency"):
            assert needed.get("identifierref") in names
    assert {*found, "imsmanifest.xml"} == set(files)
    return found


def _all(element: _Element, path: str, names: dict[str, str]) -> list[_Element]:
    found = element.xpath(path, namespaces=names)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def _one(element: _Element, path: str, names: dict[str, str]) -> _Element:
    (found,) = _all(element, path, names)
    return found


def read_first(files: Mapping[str, bytes]) -> Package:
    """Read a package of QTI 1.2, as Canvas would by the types it says."""
    types = _resources(files)
    questions, titles = [], []
    for path, kind in types.items():
        if kind != "imsqti_xmlv1p2":
            continue
        root = etree.fromstring(files[path])
        titles.append(_one(root, "q:assessment", _FIRST).get("title", ""))
        questions += [_first(item) for item in _all(root, ".//q:item", _FIRST)]
    return Package(tuple(questions), tuple(titles), types)


def _first(item: _Element) -> Plain:
    said = {
        _text(field, "q:fieldlabel"): _text(field, "q:fieldentry")
        for field in _all(item, "q:itemmetadata//q:qtimetadatafield", _FIRST)
    }
    told = {one.get("ident", ""): _said(one) for one in _all(item, "q:itemfeedback", _FIRST)}
    assert not [name for name in told if re.search("wrong|correct|_all|(_I?C$)", name, re.IGNORECASE)]
    always = "".join(text for name, text in told.items() if "general_" in name)
    conditions = []
    for one in _all(item, "q:resprocessing/q:respcondition", _FIRST):
        shown = [told[ref.get("linkrefid", "")] for ref in _all(one, "q:displayfeedback", _FIRST)]
        if not _all(one, "q:conditionvar/q:other", _FIRST):
            conditions.append((one, shown[0] if shown else ""))
    kind = _TYPES[said["question_type"]]
    made = Plain(
        item.get("ident", ""),
        kind,
        _text(item, "q:presentation/q:material/q:mattext").strip(),
        feedback=always,
        points=float(said["points_possible"]),
    )
    match kind:
        case "single" | "multiple" | "true-false":
            return made._replace(answers=_first_choice(item, conditions, kind))
        case "short":
            answers: dict[str, str] = {}
            for one, feedback in conditions:
                for test in _all(one, "q:conditionvar/q:varequal", _FIRST):
                    answers[test.text or ""] = answers.get(test.text or "") or feedback
            return made._replace(answers=tuple((text, True, said) for text, said in answers.items()))
        case "numeric":
            return made._replace(numbers=tuple(_first_number(one, said) for one, said in conditions))
        case "matching":
            return made._replace(pairs=_first_pairs(item, conditions))
    return made


def _first_choice(
    item: _Element, conditions: list[tuple[_Element, str]], kind: str
) -> tuple[tuple[str, bool, str], ...]:
    right: set[str] = set()
    told: dict[str, str] = {}
    wrong: set[str] = set()
    for one, feedback in conditions:
        chosen = {
            test.text or "" for test in _all(one, "q:conditionvar//q:varequal[not(parent::q:not)]", _FIRST)
        }
        if _scores(one):
            right |= chosen
            wrong |= {test.text or "" for test in _all(one, "q:conditionvar//q:not/q:varequal", _FIRST)}
        if feedback:
            told |= dict.fromkeys(chosen, feedback)
    labels = _all(item, ".//q:response_label", _FIRST)
    if kind == "multiple":
        assert right | wrong == {label.get("ident") for label in labels}
    return tuple(
        (_said(label), name in right, told.get(name, ""))
        for label in labels
        for name in (label.get("ident", ""),)
    )


def _first_number(one: _Element, said: str) -> tuple[Decimal, Decimal, bool, str]:
    low = Decimal(_text(one, ".//q:vargte"))
    high = Decimal(_text(one, ".//q:varlte"))
    value = Decimal(_text(one, ".//q:varequal"))
    assert high - value == value - low
    return value, high - value, True, said


def _first_pairs(item: _Element, conditions: list[tuple[_Element, str]]) -> tuple[tuple[str, str], ...]:
    lefts = {one.get("ident", ""): one for one in _all(item, ".//q:response_lid", _FIRST)}
    pairs = []
    for one, _ in conditions:
        test = _one(one, "q:conditionvar/q:varequal", _FIRST)
        field = lefts[test.get("respident", "")]
        found = {
            _number_in(label.get("ident", "")): _said(label)
            for label in _all(field, ".//q:response_label", _FIRST)
        }
        assert len(found) == len(_all(field, ".//q:response_label", _FIRST))
        right = found[_number_in(test.text or "")]
        pairs.append((_said(_one(field, "q:material", _FIRST)), right))
    assert len(pairs) == len(lefts)
    return tuple(pairs)


def _number_in(name: str) -> str:
    match = re.search("[0-9]+", name)
    assert match is not None
    return match[0]


def _scores(one: _Element) -> bool:
    return any(float(step.text or 0) > 0 for step in _all(one, "q:setvar[@varname='SCORE']", _FIRST))


def _said(element: _Element) -> str:
    """Return the plain text of the only `mattext` within an element."""
    found = _one(element, ".//q:mattext", _FIRST)
    text = found.text or ""
    return unescape(text) if found.get("texttype") == "text/html" else text


def _text(element: _Element, path: str) -> str:
    return _one(element, path, _FIRST).text or ""


def read_second(files: Mapping[str, bytes]) -> Package:
    """Read a package of QTI 2.1: its tests, and the items they list."""
    types = _resources(files)
    questions, titles = [], []
    for path, kind in types.items():
        if kind != "imsqti_test_xmlv2p1":
            continue
        root = etree.fromstring(files[path])
        titles.append(root.get("title", ""))
        for ref in _all(root, ".//q:assessmentItemRef", _SECOND):
            inner = posixpath.normpath(posixpath.join(posixpath.dirname(path), ref.get("href", "")))
            assert types[inner] == "imsqti_item_xmlv2p1"
            item = etree.fromstring(files[inner])
            assert item.get("identifier") == ref.get("identifier")
            questions.append(_second(item))
    return Package(tuple(questions), tuple(titles), types)


def _second(item: _Element) -> Plain:
    told: dict[str, dict[str, str]] = {}
    for one in _all(item, "q:modalFeedback", _SECOND):
        told.setdefault(one.get("outcomeIdentifier", ""), {})[one.get("identifier", "")] = one.text or ""
    names = told.get("FEEDBACK", {})
    correct = [
        one.text or "" for one in _all(item, "q:responseDeclaration/q:correctResponse/q:value", _SECOND)
    ]
    several = _one(item, "q:responseDeclaration", _SECOND).get("cardinality") == "multiple"
    points = float(
        _one(item, "q:outcomeDeclaration[@identifier='MAXSCORE']/q:defaultValue/q:value", _SECOND).text or ""
    )
    body = _one(item, "q:itemBody/q:div", _SECOND)
    html = (body.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in body)
    made = Plain(
        item.get("identifier", ""),
        "essay",
        html,
        feedback="".join(told.get("GENERAL", {}).values()),
        points=points,
    )
    if choices := _all(item, ".//q:simpleChoice", _SECOND):
        ids = [one.get("identifier", "") for one in choices]
        truth = ids == ["true", "false"]
        answers = tuple(
            (name if truth else one.text or "", name in correct, names.get(name, ""))
            for name, one in zip(ids, choices, strict=True)
        )
        kind = "true-false" if truth else "multiple" if several else "single"
        return made._replace(type=kind, answers=answers)
    if sets := _all(item, ".//q:simpleMatchSet", _SECOND):
        left, right = (
            {one.get("identifier", ""): one.text or "" for one in _all(each, "*", _SECOND)} for each in sets
        )
        pairs = tuple((left[a], right[b]) for a, b in (pair.split() for pair in correct))
        mapped = [entry.get("mapKey") for entry in _all(item, ".//q:mapEntry", _SECOND)]
        assert mapped == correct
        room = {one.get("identifier"): int(one.get("matchMax", "0")) for one in sets[1]}
        assert all(room[pair.split()[1]] >= len(correct) for pair in correct)
        return made._replace(type="matching", pairs=pairs)
    if not _all(item, ".//q:textEntryInteraction", _SECOND):
        return made
    if _one(item, "q:responseDeclaration", _SECOND).get("baseType") == "float":
        return made._replace(type="numeric", numbers=_second_numbers(item, names))
    return made._replace(type="short", answers=_second_words(item, names))


def _second_numbers(item: _Element, names: dict[str, str]) -> tuple[tuple[Decimal, Decimal, bool, str], ...]:
    found = []
    for one in _all(item, "q:responseProcessing/q:responseCondition/q:responseIf", _SECOND):
        test = _one(one, "q:equal", _SECOND)
        value = Decimal(_one(test, "q:baseValue", _SECOND).text or "")
        tolerance = Decimal((test.get("tolerance") or "0 0").split()[0])
        found.append(
            (
                value,
                tolerance,
                bool(_all(one, "q:setOutcomeValue[@identifier='SCORE']", _SECOND)),
                _told(one, names),
            )
        )
    return tuple(found)


def _second_words(item: _Element, names: dict[str, str]) -> tuple[tuple[str, bool, str], ...]:
    found = {entry.get("mapKey", ""): (True, "") for entry in _all(item, ".//q:mapEntry", _SECOND)}
    for one in _all(item, "q:responseProcessing/q:responseCondition/q:responseIf", _SECOND):
        text = _one(one, "q:stringMatch/q:baseValue", _SECOND).text or ""
        found[text] = (found.get(text, (False, ""))[0], _told(one, names))
    return tuple((text, *rest) for text, rest in found.items())


def _told(one: _Element, names: dict[str, str]) -> str:
    shown = _all(one, "q:setOutcomeValue[@identifier='FEEDBACK']/q:baseValue", _SECOND)
    return unescape(names[shown[0].text or ""]) if shown else ""
