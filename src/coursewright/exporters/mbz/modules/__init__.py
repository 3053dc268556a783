"""What each kind of Moodle activity says about itself: one file a kind."""
