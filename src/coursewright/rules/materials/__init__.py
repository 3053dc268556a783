"""MAT · Materials: what is read, watched and used, by everybody."""
