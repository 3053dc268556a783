"""Make the pictures of the README from `examples/`: `python docs/screenshots.py`.

Needs Playwright (`pip install -e ".[browser]"`) and a Chromium. Fonts differ from machine to machine, and so
do the pixels: nothing checks whether the pictures are current. Make them again when the report changes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
COURSE = ROOT / "examples" / "research-ethics"
IMAGES = ROOT / "docs" / "images"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCALE = 1.5


class Picture(NamedTuple):
    """A part of a page: the element at its top, and how large a picture is made from there, in pixels."""

    name: str
    page: str
    top: str
    width: int
    height: int
    press: str = ""
    """What is pressed before."""


PICTURES = (
    Picture("design-report.png", "report.html", "body", 1280, 960),
    Picture("loop-timeline.png", "report.html", "#timeline", 1280, 900),
    Picture(
        "site-task.png",
        "site/pages/consent-rule-on-cases.html",
        ".cw-decisions",
        1280,
        900,
        "text=Reject it",
    ),
)


def main() -> int:
    """Write the pictures, light and dark."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - whoever makes pictures has it

    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for words in (("report", "-o", "report.html"), ("export", "--target", "site", "-o", "site")):
            command = [sys.executable, "-m", "coursewright", words[0], str(COURSE), *words[1:]]
            subprocess.run(command, check=True, cwd=folder)  # noqa: S603 - our own command
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in PICTURES:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height}, device_scale_factor=SCALE
            )
            page.goto((Path(folder) / picture.page).as_uri())
            if picture.press:
                page.locator(picture.press).first.click()
            page.locator(picture.top).first.evaluate("element => element.scrollIntoView()")
            page.wait_for_timeout(300)
            page.screenshot(path=IMAGES / picture.name)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
