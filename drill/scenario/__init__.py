"""What is written: the scenario language, from YAML text to a compiled model."""
