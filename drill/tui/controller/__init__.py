"""The controllers' desk (EXCON): the truth of every team, the clock, the injects, the umpire."""
