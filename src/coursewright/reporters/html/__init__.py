"""The lint report as a page of its own."""
