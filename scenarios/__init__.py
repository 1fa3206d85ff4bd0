"""The bundled scenarios: one folder each, with the file that is played and a page for its controllers."""
