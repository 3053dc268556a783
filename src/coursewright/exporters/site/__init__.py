"""The site: what learners see, as one folder of pages that need no server and no network."""
