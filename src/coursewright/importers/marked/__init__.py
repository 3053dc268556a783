"""Reading back what our own exporters wrote: pages that say in class names and marks what they are.

`reading`: `marked` and `all_marked` give the entries of a page; `overviews`: `marked_module`, `marked_unit`,
`marked_course` and `marked_outcomes` what pages about more than one of them say; `staff`: what only those who
teach read goes back to where it was said; `model`: what these give, and how keys become sources and ids.

The words of a page mean nothing here, so that a course comes back from any language. What the platform says
of a thing itself (its dates, its marks, its questions) goes before what the page says: a teacher may have
changed it there.
"""
