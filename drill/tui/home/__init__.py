"""Home: what `livefire` shows when it is called with nothing else."""
