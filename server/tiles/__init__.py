"""The map of an operation's ground: one PMTiles file each, put in by the operator, read by members in ranges."""
