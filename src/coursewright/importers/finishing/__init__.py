"""From a draft to specs: ids, references, files, and nothing that the format would not take."""
