"""One seat's connection to the hub: it folds what it is told, keeps commands until they are answered, and comes back."""
