"""What a wall in the room shows: the published rows, the curtain and the prizes, and what everyone may know."""
