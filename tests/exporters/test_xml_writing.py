"""XML of packages: what importers look for comes first, and nothing in a text can break a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coursewright.exporters.packing.xml import XSI, Maker, clean, tree_bytes

MAKE = Maker("urn:course", {"xsi": XSI, "lom": "urn:lom"})


def test_the_declaration_has_double_quotes_and_the_namespace_has_no_prefix() -> None:
    written = tree_bytes(MAKE("manifest", MAKE("lom:title", "Consent"), MAKE("item", "x"), identifier="m"))
    assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="urn:course"')
    assert b"<lom:title>Consent</lom:title>" in written
    assert written.count(b"xmlns=") == 1, "children do not declare it again"


def test_a_comment_stands_after_the_root_whatever_it_says() -> None:
    written = tree_bytes(MAKE("manifest"), comment="made --by-- hand\x00 -->-")
    assert written.index(b"<manifest") < written.index(b"<!--")
    assert etree.fromstring(written).tag == "{urn:course}manifest"


def test_attributes_may_have_prefixes_and_nothing_is_left_out_as_text() -> None:
    made = MAKE("item", {"xsi:type": "a"}, None, MAKE("title"), "after", 3, visible=True, gone=None)
    assert sorted(made.items()) == [("visible", "true"), (f"{{{XSI}}}type", "a")]
    assert made[0].tail == "after3"
    with pytest.raises(KeyError):
        MAKE("unknown:item")


@given(st.text())
def test_every_text_comes_back_without_what_xml_forbids(text: str) -> None:
    back = etree.fromstring(tree_bytes(MAKE("item", text, title=text)))
    assert (back.text or "") == clean(text)
    assert back.get("title") == clean(text)


@given(st.text())
def test_a_clean_text_is_left_alone(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean("\x00a\x1f\ud800￿\t\n🙂") == "a\t\n🙂"
