"""SPC · Specification: can the spec be read, and does it mean what it says?"""  # noqa: D400 - it is a question
