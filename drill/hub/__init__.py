"""The only writer of a drill: it owns the clock and the journal, and tells each seat what that seat may see."""
