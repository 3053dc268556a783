"""OUT · Outcomes: what students will do, and why it matters."""
