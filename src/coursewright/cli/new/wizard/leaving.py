"""How a dialogue ends before its end: the person leaves, or returns to the page before."""

from __future__ import annotations


class Leaving(Exception):  # noqa: N818 - nothing is wrong about it
    """The person wants to leave; nothing is to be written."""


class Returning(Exception):  # noqa: N818 - as above
    """The person wants the page back on which they chose what this dialogue is about."""
