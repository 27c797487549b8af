"""What the benchmarks in real browsers share: a served shift, a slower phone, figures, and Firefox."""
