"""The team's desk: what is going on, what may be done about it, what must be said to whom, and by when."""
