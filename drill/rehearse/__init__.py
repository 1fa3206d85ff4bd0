"""Drills without people: match files, bots that see what a team sees, and many runs at full speed."""
