"""Writers of what changed between two designs: for terminals, for pull requests and for programs."""
