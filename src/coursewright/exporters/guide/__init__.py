"""A guide for those who teach: week by week, what to read, look for, answer and open the session with."""
