"""Made-up devices and changes that tests state only the matter of."""
