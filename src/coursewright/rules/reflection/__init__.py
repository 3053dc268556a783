"""REF · Reflection: regular, low-pressure pauses to look back."""
