"""Fixtures for every test: `tests.example_data` has the example Houses and empties what processes keep."""

pytest_plugins = ["tests.example_data"]
