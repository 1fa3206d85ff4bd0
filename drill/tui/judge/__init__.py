"""The judges' desk: the board with the reason of every point, marking, observing, penalties."""
