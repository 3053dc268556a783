"""The report for comments and step summaries."""
