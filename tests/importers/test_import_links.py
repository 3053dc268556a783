"""Links of the source: to their new places, or to plain text where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.importers.links import files_in, rewritten, to_file, to_thing

MAP, GONE, PAGE, TASK = to_file("a/map (1).png"), to_file("gone.png"), to_thing("p:1"), to_thing("t:1")


def placed(markdown: str) -> str:
    return rewritten(
        markdown,
        lambda name: "files/map.png" if name == "a/map (1).png" else "",
        lambda source: "pages/one.md" if source == "p:1" else "",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[map]({MAP})", "[map](files/map.png)"),
        (f'[map]({MAP} "A map")', '[map](files/map.png "A map")'),
        (f"[page]({PAGE}#two) and ![map](<{MAP}>)", "[page](pages/one.md#two) and ![map](<files/map.png>)"),
        (f"see [the **task**]({TASK}).", "see the **task**."),
        (f'see [the task]({TASK} "title").', "see the task."),
        (f"![a map]({GONE})", "a map"),
        (f"[![a map]({GONE})]({TASK})", "a map"),
        (f"[![a map]({MAP})]({TASK})", "![a map](files/map.png)"),
        (f"[![a map]({GONE})]({PAGE})", "[a map](pages/one.md)"),
        (f"[a [b] c]({TASK})", "a [b] c"),
        (f"[a \\] c]({TASK})", "a \\] c"),
        (f"[a][x] and [x]\n\n[x]: {TASK}\n", "a and x\n\n"),
        (f"[a][x]\n\n[x]: {PAGE}\n", "[a][x]\n\n[x]: pages/one.md\n"),
        (f'<img alt="m" src="{MAP}">', '<img alt="m" src="files/map.png">'),
        (f'<img alt="m" src="{GONE}">', '<img alt="m">'),
        (f"<{PAGE}> <{TASK}>", "<pages/one.md> "),
        ("nothing to do", "nothing to do"),
    ],
)
def test_links_go_to_their_places_or_become_text(before: str, after: str) -> None:
    assert placed(before) == after


def test_files_of_a_text_are_found() -> None:
    assert [*files_in(f"![a]({MAP}) [b]({PAGE}) [c]({GONE}#x)")] == ["a/map (1).png", "gone.png"]


@given(st.text(max_size=40), st.text("[]()!\\<>\n `*ab", max_size=30), st.booleans())
def test_no_address_of_ours_is_ever_left(name: str, around: str, there: bool) -> None:
    address = to_file(name) if name.isprintable() and name else to_file("x")
    text = f"{around}[t]({address}){around}![u]({address}#f){around}"
    done = rewritten(text, lambda _: "files/x" if there else "", lambda _: "")
    assert "coursewright-import" not in done
    assert ("files/x" in done) == there
