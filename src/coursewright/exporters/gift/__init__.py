"""Questions in GIFT, the text format of Moodle's question bank, which many converters read."""
