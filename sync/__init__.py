"""The lowest floor of Lantern: definitions, messages, merge and exchange decisions.

Pure functions over plain values, standard library only. Nothing here knows a database, a
network, a clock or a web framework; `server/` and the tests are its shells, `pwa/` mirrors it.
"""
