"""What several reporters share: the words of the summary, folding, and text that is safe to show."""
