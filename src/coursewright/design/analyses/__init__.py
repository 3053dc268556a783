"""What the views of a course show: each analysis goes through the whole course and leaves nothing out.

Rules ask small questions of one element; an analysis answers for all of them, counts each thing once, and
keeps apart what is not there, what is left out on purpose and what is not known.
"""
