"""The commands of `lantern`, one module for each group of them."""
