"""Photographs, sound and papers that changes name (PROTOCOL section 25): taken in over tus, kept, read, erased."""
