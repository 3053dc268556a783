"""The pages of the site in a browser: narrow and wide, light and dark, mirrored, on paper, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import example, written
from html_browser import violations, visit
from playable import write_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

KINDS = (
    "index",
    "outcomes",
    "planner",
    "calendar",
    "reflections",
    "modules/consent",
    "pages/consent-rule-on-cases",
    "staff/survey",
)


WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG = f"""\
module: long
title: {WORD}
language: de
value: https://example.org/{"a" * 90}
audience: {{who: {WORD}}}
outcomes: [{{id: o, statement: {WORD}, why: {WORD}, skills: [{WORD}]}}]
tasks:
  - id: x
    title: {WORD}
    kind: quiz
    outcomes: [o]
    instructions: |
      | {"a" * 60} | {"b" * 60} |
      |---|---|
      | 1 | 2 |

      `{"c" * 90}`

      $${"d" * 90}$$
    decision_points: [{{prompt: {WORD}, options: [{{option: {WORD}, consequence: {WORD}}}, b]}}]
    questions:
      - {{prompt: {WORD}, type: matching, pairs: [{{left: {WORD}, right: a}}, {{left: b, right: {WORD}}}]}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    edition = example("research-ethics", module="consent", reader="staff")
    return write_site(edition, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def leftward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(
        example("research-ethics", module="consent", language="he"), tmp_path_factory.mktemp("leftward")
    )


@pytest.mark.parametrize("name", KINDS)
def test_axe_minds_nothing_and_nothing_sticks_out(browser: Browser, site: Path, name: str) -> None:
    scheme = ("dark", "light")[KINDS.index(name) % 2]
    page, logged, asked = visit(browser, site / f"{name}.html", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert logged == []
    assert all(one.startswith("file:") for one in asked)
    assert violations(page) == []
    page.context.close()


def test_words_without_end_do_not_stick_out(browser: Browser, tmp_path: Path) -> None:
    folder = write_site(written(tmp_path, {"long.module.yaml": LONG}), tmp_path / "site")
    page, *_ = visit(browser, folder / "index.html", viewport={"width": 320, "height": 800})
    for name in ("index", "is-this-for-you", "outcomes", "planner", "modules/long", "pages/long-x"):
        page.goto((folder / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    page.context.close()


def test_from_right_to_left_it_is_the_mirror_image(browser: Browser, site: Path, leftward: Path) -> None:
    places = []
    for folder in (site, leftward):
        page, *_ = visit(browser, folder / "pages/consent-rule-on-cases.html")
        box = page.locator(".cw-outline").bounding_box()
        assert box is not None
        places.append(box["x"])
        assert page.evaluate("() => { scrollTo(-200, 0); return scrollX; }") == 0
        page.context.close()
    assert places[0] > 640 > places[1]


def test_the_keyboard_finds_the_content_first_and_sees_where_it_is(browser: Browser, site: Path) -> None:
    page, *_ = visit(browser, site / "index.html")
    page.keyboard.press("Tab")
    skip = page.locator(".cw-skip")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText").startswith("Begin here")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/*.html")
    page.context.close()


def test_what_one_can_press_is_large_enough(browser: Browser, site: Path) -> None:
    page, *_ = visit(
        browser, site / "pages/consent-rule-on-cases.html", viewport={"width": 360, "height": 800}
    )
    small = page.evaluate(
        """() => [...document.querySelectorAll("nav a, button, input, summary, .cw-button")]
             .filter((one) => one.checkVisibility() && !one.closest("label") && !one.matches(".cw-skip"))
             .map((one) => [one.outerHTML, one.getBoundingClientRect()])
             .filter(([, box]) => box.height < 24 || box.width < 24)
             .map(([html]) => html)"""
    )
    assert small == []
    page.context.close()


def test_without_script_everything_can_be_read(browser: Browser, site: Path) -> None:
    page, *_ = visit(browser, site / "pages/consent-rule-on-cases.html", java_script_enabled=False)
    assert page.get_by_role("heading", name="What to do").is_visible()
    page.locator("summary", has_text="Approve it as it stands").click()
    assert page.get_by_text("In the pilot 39 thought").is_visible()
    page.get_by_role("link", name="Search", exact=True).click()
    assert page.get_by_role("link", name="Rule on three cases").is_visible()
    page.context.close()


def test_on_paper_there_is_the_plan_and_nothing_to_click(browser: Browser, site: Path) -> None:
    page, *_ = visit(browser, site / "planner.html")
    page.emulate_media(media="print")
    for gone in (".cw-top", ".cw-foot", ".cw-doing"):
        assert not page.locator(gone).first.is_visible()
    assert page.locator("[data-cw-tick]").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    }
    page.context.close()


def test_chosen_colours_leave_signs_visible(browser: Browser, site: Path) -> None:
    page, *_ = visit(browser, site / "modules/consent.html", forced_colors="active")
    ink, paper = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".cw-rows .cw-icon")).backgroundColor,
                  getComputedStyle(document.documentElement).backgroundColor]"""
    )
    assert ink != paper
    page.context.close()
