"""Records on the wire beside the sync: their description, and one record's history."""
