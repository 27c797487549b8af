"""The server: a Flask shell round the deciding code in `sync/`."""
