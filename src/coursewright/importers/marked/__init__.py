"""Reading back what our own exporters wrote: pages that say in class names and marks what they are."""
