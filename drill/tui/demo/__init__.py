"""The demo: three chairs of one live drill in one terminal, and a coach who says what just happened."""
