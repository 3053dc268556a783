"""What becomes of each kind of Moodle activity: one file for kinds that are alike."""
