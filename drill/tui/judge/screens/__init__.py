"""The places of the judges' desk."""
