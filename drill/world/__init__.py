"""What happens: the rules by which one team's organisation, its people and the adversary change."""
