"""What courses written as Markdown have in common: front matter, boxes, sections, durations, addresses."""
