"""The journal as one SQLite file: `store` writes it, `reader` reads it while another process writes."""
