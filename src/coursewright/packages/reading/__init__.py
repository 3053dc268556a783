"""Archives that may hold anything: listed and read in memory, within limits, and never unpacked."""
