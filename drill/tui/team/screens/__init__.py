"""One module for each place of the team's desk."""
