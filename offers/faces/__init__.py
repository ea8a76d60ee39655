"""The catalogue in the shapes of others: one module or package for each outside format."""
