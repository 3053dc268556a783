"""Any text stands in XML, and reads back as what can be shown of it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from xml_reading import HELD, holdable

from coursewright.reporters.xml_text import DECLARATION, element, opening, text

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
"""Every code point, halves of characters and signs that XML cannot hold among them."""


def document(value: str) -> bytes:
    return (DECLARATION + element("a", {"b": value}, text(value))).encode()


@given(ANY)
@example("]]>")
@example("a\r\nb\tc\n")
@example("::error::##vso[x]\u202e\x9b\ufeff")
def test_what_xml_can_hold_reads_back_unchanged(value: str) -> None:
    expected = value if HELD.fullmatch(value) else holdable(value)
    for parsed in (ET.fromstring(document(value)), etree.fromstring(document(value))):  # noqa: S314 - our own
        assert parsed.get("b") == expected
        assert (parsed.text or "") == expected


@given(ANY.filter(lambda value: "\\" not in value))
def test_nothing_is_lost(value: str) -> None:
    shown = holdable(value)
    assert HELD.fullmatch(shown)
    assert re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), shown) == value


@given(ANY)
def test_what_is_printed_is_inert(value: str) -> None:
    raw = document(value).decode()
    assert not re.search(r"::|##|\]\]>|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", raw)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("\0", r"\u0000"),
        ("\x1b[31m", r"\u001b[31m"),
        ("\ud800", r"\ud800"),
        ("\ufffe\uffff", r"\ufffe\uffff"),
        ("\U0001fffe", "\U0001fffe"),
    ],
)
def test_what_xml_cannot_hold_is_shown(value: str, shown: str) -> None:
    assert holdable(value) == shown
    assert ET.fromstring(document(value)).text == shown  # noqa: S314 - our own


def test_line_breaks_in_attributes_are_references() -> None:
    assert opening("a", {"b": "x\r\n\ty"}) == '<a b="x&#xd;&#xa;&#x9;y">'


def test_line_breaks_in_texts_stay_readable() -> None:
    assert text('x\n\t"y"') == 'x\n\t"y"'


def test_an_element_without_content_closes_itself() -> None:
    assert element("a", {"b": 1}) == '<a b="1"/>'


def test_large_texts_are_kept_whole() -> None:
    value = "<&\0" * 35_000
    assert etree.fromstring(document(value)).get("b") == holdable(value)
