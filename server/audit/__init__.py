"""Who did what and when, by ids alone."""
