"""SES · Sessions: meetings that people can attend, or do without."""
