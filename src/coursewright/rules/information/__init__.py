"""INF · Information: what learners can know before they begin."""
