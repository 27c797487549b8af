"""One file per record type, each with its declaration `RECORD`; `catalogue` puts them in order."""
