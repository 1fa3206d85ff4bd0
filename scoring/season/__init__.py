"""A season: the year's sealed drills made into ranks, movement since last year and awards, in whatever order they come."""
