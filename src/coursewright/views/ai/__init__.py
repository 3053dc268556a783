"""What is said about generative AI."""
