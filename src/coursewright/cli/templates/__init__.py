"""`coursewright templates`: lists, shows, previews and checks templates."""
