"""Many courses in one go: planned, checked, shared out, remembered and counted."""
