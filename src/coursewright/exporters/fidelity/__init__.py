"""What a package keeps of a design, what it changes and what it drops, and why."""
