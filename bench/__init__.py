"""Benchmarks that print figures; never timed tests. See `bench.frame`."""
