"""The read model: documents built from pages, and the log of their changes."""
