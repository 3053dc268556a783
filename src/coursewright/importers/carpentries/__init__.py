"""Lessons of the Carpentries, as their Workbench and the older Jekyll template have them."""
