"""AIR · Generative AI: what part it may play, and what the work needs people for."""
