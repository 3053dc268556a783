"""`coursewright export`: a course as a package that learning platforms take."""
