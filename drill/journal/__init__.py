"""The record of a drill: an append-only, hash-chained journal and the stores that keep it."""
