"""GIFT read by gift-pegjs, a parser that others wrote from the documentation."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from editions import example
from gift_reading import expected
from quizzes import HOSTILE, Plain, hostile_questions, quiz_edition

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.gift.export import members
from coursewright.exporters.packing.member import data

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition

_READ = """
const {parse} = require(process.argv[1]);
process.stdout.write(JSON.stringify(parse(require("fs").readFileSync(0, "utf8"))));
"""
_KINDS = {
    "TF": "true-false",
    "Short": "short",
    "Numerical": "numeric",
    "Matching": "matching",
    "Essay": "essay",
}
_MARKS = {"058": ":", "035": "#", "061": "=", "123": "{", "125": "}", "126": "~", "010": "\n", "092": "\\"}


@pytest.fixture(scope="module")
def package() -> Path:
    path = Path(os.environ.get("COURSEWRIGHT_NPM", "")) / "gift-pegjs"
    if not (path / "package.json").is_file() or shutil.which("node") is None:
        pytest.skip("needs node, and the npm package gift-pegjs in the folder that COURSEWRIGHT_NPM names")
    return path


def _parsed(text: str, package: Path) -> list[Plain]:
    run = subprocess.run(
        ("node", "-e", _READ, str(package)), input=text.encode(), capture_output=True, check=True, timeout=60
    )
    read: list[dict[str, Any]] = json.loads(run.stdout)
    return [_plain(one) for one in read if one["type"] != "Category"]


def _plain(one: dict[str, Any]) -> Plain:
    kind = _KINDS.get(one["type"]) or (
        "single" if any(c["isCorrect"] for c in one["choices"]) else "multiple"
    )
    choices = one.get("choices", [])
    made = Plain(one["id"], kind, one["stem"]["text"], feedback=_said(one.get("globalFeedback")))
    match kind:
        case "single":
            options = tuple((_said(c["text"]), c["isCorrect"], _said(c["feedback"])) for c in choices)
            return made._replace(answers=options)
        case "multiple":
            options = tuple((_said(c["text"]), c["weight"] > 0, _said(c["feedback"])) for c in choices)
            return made._replace(answers=options)
        case "short":
            found = tuple(
                (c["text"]["text"].replace("\\*", "*"), c["weight"] != 0, _said(c["feedback"]))
                for c in choices
            )
            return made._replace(answers=found)
        case "true-false":
            wrong, right = _said(one["trueFeedback"]), _said(one["falseFeedback"])
            true, false = (right, wrong) if one["isTrue"] else (wrong, right)
            return made._replace(answers=(("true", one["isTrue"], true), ("false", not one["isTrue"], false)))
        case "numeric":
            numbers = tuple(
                (
                    _decimal(c["text"]["number"]),
                    _decimal(c["text"]["range"]),
                    c["weight"] != 0,
                    _said(c["feedback"]),
                )
                for c in choices
            )
            return made._replace(numbers=numbers)
        case "matching":
            pairs = tuple((_said(p["subquestion"]), _right(p["subanswer"])) for p in one["matchPairs"])
            return made._replace(pairs=pairs)
    return made


def _said(text: dict[str, str] | None) -> str:
    return unescape(text["text"]) if text else ""


def _right(text: str) -> str:
    """Return the right half of a pair, whose escaped signs this parser leaves as it marked them."""
    return re.sub(r"&&(\d{3});", lambda mark: _MARKS[mark[1]], text)


def _decimal(number: float) -> Decimal:
    return Decimal(repr(number))


def _gift(edition: Edition) -> str:
    (member,) = members(edition, Ledger())
    return data(member).decode()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["data-literacy", "research-ethics", "workplace-refresher"])
def test_an_example_is_read_alike(name: str, package: Path) -> None:
    edition = example(name)
    assert _parsed(_gift(edition), package) == list(expected(edition))


@pytest.mark.slow
def test_hostile_texts_are_read_alike(package: Path) -> None:
    edition = quiz_edition(hostile_questions())
    wanted = expected(edition)
    assert len(wanted) > 6 * len(HOSTILE)
    assert _parsed(_gift(edition), package) == list(wanted)
