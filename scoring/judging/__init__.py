"""Who marks what, how far judges agree, how much is left: folds over what judges did, and pure rules."""
