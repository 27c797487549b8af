"""What the ledger proves, to those who have it and to those who have only a file (PROTOCOL section 23)."""
