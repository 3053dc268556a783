"""What authors wrote in Markdown, as HTML that is safe to show anywhere."""
