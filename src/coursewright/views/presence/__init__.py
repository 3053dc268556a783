"""Who is there, week by week."""
