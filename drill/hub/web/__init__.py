"""The wall as one page in a browser: read only, self-contained, told by server-sent events."""
