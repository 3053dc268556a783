"""The storyboard: a course on the wall, on one sheet of A3 for a team to meet around and write on."""

from coursewright.reporters.views.storyboard.page import storyboard

__all__ = ["storyboard"]
