"""What students and staff read about each part of a course, as HTML for any platform."""
