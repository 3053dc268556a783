"""A newer export brought into specs that people have edited since."""
