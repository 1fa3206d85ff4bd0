"""The places of the controllers' desk."""
