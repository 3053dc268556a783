"""The account of a Moodle backup: what became of each entry, and of everything said about it."""
from __future__ import annotations
def keep_account(bench, gradebook, ledger): pass
