"""Where students decide."""
