"""Common Cartridges: for every platform that imports one, and with what Canvas alone understands."""
