"""Configuration: `coursewright.yaml`, what it extends, and what follows from it for each file."""
