"""Dialogs of the team's desk alone."""
