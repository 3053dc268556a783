"""Courses as packages: a site, and files that learning platforms, readers and calendars take."""
