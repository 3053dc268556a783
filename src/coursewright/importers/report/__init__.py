"""What an import tells: what came in, as what, and what did not."""
