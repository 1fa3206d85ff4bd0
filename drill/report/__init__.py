"""A drill on paper: pages that need no other file, print on A4 and do nothing but be read."""
