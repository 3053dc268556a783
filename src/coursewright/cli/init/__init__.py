"""`coursewright init`: sets up a repository of courses."""
