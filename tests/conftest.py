"""Fixtures for every test: `tests.example_data` has the example Houses and empties what processes keep."""

import os

pytest_plugins = ["tests.example_data", "tests.elasticsearch_server", "tests.demo_server"]
if not os.environ.get("HUB_TEST_DATABASE"):
    pytest_plugins.append("tests.migrated_database")
