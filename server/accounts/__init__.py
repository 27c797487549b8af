"""Who may come in: accounts, installs, sessions, grants, shifts and the server's own keys."""
