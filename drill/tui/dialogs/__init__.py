"""Modals. Each names the object it is about, prints its keys, and gives way to escape."""
