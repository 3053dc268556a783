"""Cartridges that our own exporter wrote: their pages say what they were in the plan."""
