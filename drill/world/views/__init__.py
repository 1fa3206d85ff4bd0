"""What each seat may see, decided here and nowhere else, so that fairness can be proved in one place."""
