"""Livefire: cyber-incident response drills. One journal, many folds."""

__version__ = "0.1.0"
