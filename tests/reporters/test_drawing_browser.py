"""Drawings in a browser: at any width no label runs into another, and the storyboard is one page."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import design_portraits as portraits
import pytest
from html_browser import violations, visit
from spec_helpers import module_of
from test_storyboard import LOOP, of_weeks, page_of

from coursewright.reporters.views import drawing
from coursewright.reporters.views.pdf import print_pdf
from coursewright.reporters.views.picture import picture
from coursewright.views.charts import Tracks

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

MEETING = """() => {
  const met = [];
  for (const svg of document.querySelectorAll(".dr > svg")) {
    const boxes = [...svg.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()])
      .filter(([_, box]) => box.width > 0);
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
      const [a, b] = [boxes[i][1], boxes[j][1]];
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
        met.push(boxes[i][0] + " / " + boxes[j][0]);
    }
  }
  return met;
}"""


def tracks_page(folder: Path) -> Path:
    """Write all tracks of a course, with their axes, and nothing beside them."""
    parts = []
    for view in portraits.small().views:
        for chart in view.charts:
            if isinstance(chart, Tracks):
                for group in chart.groups:
                    parts += [drawing.axis(group), *(drawing.track(row, group) for row in group.rows)]
    path = folder / "tracks.html"
    style = f"<style>body {{ margin: 0; }} {drawing.style()}</style>"
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>Tracks</title>{style}"
    path.write_text(f"{head}{drawing.definitions()}{''.join(parts)}", "utf-8")
    return path


@pytest.mark.parametrize("width", [200, 320, 414, 640, 1000, 1600, 2560])
def test_no_label_runs_into_another(browser: Browser, tmp_path: Path, width: int) -> None:
    page, logged, _ = visit(browser, tracks_page(tmp_path), viewport={"width": width, "height": 900})
    assert page.evaluate(MEETING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert logged == []


def visible(page: Page) -> int:
    return int(
        page.evaluate(
            "[...document.querySelectorAll('text')].filter(t => t.getBoundingClientRect().width).length"
        )
    )


def test_a_wider_drawing_shows_more_labels(browser: Browser, tmp_path: Path) -> None:
    path = tracks_page(tmp_path)
    narrow, wide = (
        visible(visit(browser, path, viewport={"width": width, "height": 900}).page) for width in (240, 1600)
    )
    assert 0 < narrow < wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_storyboard_is_fit_for_everybody(browser: Browser, tmp_path: Path, scheme: str) -> None:
    path = tmp_path / "storyboard.html"
    path.write_text(page_of(module_of(LOOP)), "utf-8")
    page, logged, asked = visit(browser, path, color_scheme=scheme)
    assert violations(page) == []
    assert logged == []
    assert asked == [path.as_uri()]


@pytest.mark.parametrize("width", [320, 1280, 2560])
def test_the_storyboard_scrolls_within_itself(browser: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "storyboard.html"
    path.write_text(page_of(of_weeks(12, 4)), "utf-8")
    page = visit(browser, path, viewport={"width": width, "height": 900}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_text_leaves_its_card(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "storyboard.html"
    path.write_text(page_of(of_weeks(12, 4)), "utf-8")
    page = visit(browser, path, viewport={"width": 1600, "height": 900}).page
    outside = page.evaluate("""() => {
      const cards = [...document.querySelectorAll("rect.card")].map(r => r.getBoundingClientRect());
      return [...document.querySelectorAll("svg > text")].filter(t => {
        const box = t.getBoundingClientRect();
        const card = cards.find(c =>
          c.left <= box.left && box.left < c.right && c.top <= box.top && box.top < c.bottom);
        return card && (box.right > card.right + 1 || box.bottom > card.bottom + 1);
      }).map(t => t.textContent);
    }""")
    assert outside == []


@pytest.mark.parametrize("weeks", [1, 12, 47])
@pytest.mark.usefixtures("browser")
def test_the_storyboard_prints_on_one_a3(tmp_path: Path, weeks: int) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed")
    path = tmp_path / "storyboard.pdf"
    print_pdf(page_of(of_weeks(weeks, 5)), path)
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    facts = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    assert facts["Pages"].strip() == "1"
    assert "A3" in facts["Page size"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_is_drawn_without_a_word(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """A browser says nothing about it, and shows it in an image, where no script and no network is."""
    made = portraits.small()
    for view in made.views:
        (tmp_path / f"{view.name}.svg").write_text(picture(view, made), "utf-8")
    images = "".join(f'<img alt="" src="{view.name}.svg">' for view in made.views)
    path = tmp_path / "images.html"
    path.write_text(f"<!doctype html>{images}", "utf-8")
    page, logged, _ = visit(browser, path, color_scheme=scheme)
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth === 960)")
    assert logged == []
