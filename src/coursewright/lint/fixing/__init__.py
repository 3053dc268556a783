"""Findings that a machine can mend: their edits are chosen, put together, and tried until nothing is left.

Nothing here writes a file: what comes out is the new text of each.
"""
