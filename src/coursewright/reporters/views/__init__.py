"""The design report: views of courses as a page, as pictures, in a terminal, and as tables for programs."""
