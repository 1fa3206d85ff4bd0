"""Awards: rules written as YAML, decided from figures that the ledger and the journal give, with their working shown."""
