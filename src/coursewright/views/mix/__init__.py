"""What students do, through three lenses."""
