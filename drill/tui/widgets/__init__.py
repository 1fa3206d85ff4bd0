"""Parts of every desk. Each takes what it shows as arguments and posts messages; none knows an app."""
