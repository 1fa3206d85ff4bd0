"""The wall in a terminal: the same cards as the page, full screen, nothing to press."""
