"""Scripts and their words: what they say is given to them, and nothing is given that they do not say."""

from __future__ import annotations

import re
from pathlib import Path

from editions import example

import coursewright.exporters
from coursewright.exporters.site.course_data import SCRIPTS, course_of

EXPORTERS = Path(coursewright.exporters.__path__[0])
PLACES = ("browser", "elsewhere", "nowhere", "overflow", "platform")
"""What `place` of a store may return."""


def sources() -> dict[str, str]:
    found = [*(EXPORTERS / "site" / "script").glob("*.js"), *(EXPORTERS / "scorm" / "launch").glob("*.js")]
    return {path.name: path.read_text("utf-8") for path in found}


def test_words_and_scripts_agree() -> None:
    words = course_of(example("house-rules"), lambda _: "", "")["words"]
    text = "\n".join(sources().values())
    quoted = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', text)) | {f"kept-{place}" for place in PLACES}
    assert sorted(words.keys() - quoted) == []
    said = set(re.findall(r'(?:say|own\.button|own\.twice|tellStudent)\("([^"]+)"', text))
    assert sorted(said - words.keys()) == []


def test_scripts_are_plain_files_that_ask_nobody() -> None:
    found = sources()
    assert set(SCRIPTS) <= found.keys()
    forbidden = re.compile(
        r"\beval\b|new Function|innerHTML|fetch\(|XMLHttpRequest|sendBeacon|https?://|document\.write|import\("
    )
    assert {name: forbidden.findall(text) for name, text in found.items() if forbidden.search(text)} == {}
