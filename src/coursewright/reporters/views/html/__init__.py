"""The design report as a page of its own, and the index of several."""
