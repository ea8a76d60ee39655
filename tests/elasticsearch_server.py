"""One real Elasticsearch node for all tests of a run, and searching on it.

HUB_TEST_ELASTICSEARCH names a server that runs already, of another version perhaps. Where no node can be had the tests
are skipped, with the reason; with CI=true that is an error.
"""

import fcntl
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from elasticsearch import Elasticsearch

from search.engines.elastic.cluster import cluster
from search.engines.elastic.engine import forget_indexes
from search.engines.elastic.following import forget_checks
from search.engines.elastic.progress import forget_progress
from tests.elasticsearch_node.node import Cluster


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of the node. The first worker that needs it starts it, and stops it after the last one is done."""
    if given := os.environ.get("HUB_TEST_ELASTICSEARCH"):
        yield given
        return
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent
    with (folder / "elasticsearch-users").open("w") as users:
        with locked(folder / "elasticsearch-start"):
            fcntl.flock(users, fcntl.LOCK_SH)
            node, url = started_by(folder / "elasticsearch-url")
        yield url
        if node:
            # Waits until all others have let go of their shared locks.
            fcntl.flock(users, fcntl.LOCK_EX)
            node.stop()


def started_by(path: Path) -> tuple[Cluster | None, str]:
    """The node if this worker had to start it, and its address."""
    if path.exists():
        return None, path.read_text(encoding="utf-8")
    node = started(Cluster())
    path.write_text(node.url, encoding="utf-8")
    return node, node.url


def started(node: Cluster) -> Cluster:
    """The node, when it serves."""
    try:
        return node.start()
    except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Elasticsearch node can be had here: {error}")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One worker at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def forget_cluster() -> None:
    """Know nothing of any index, as a new process does."""
    cluster().breaker.reset()
    forget_indexes()
    forget_checks()
    forget_progress()


@contextmanager
def on_elasticsearch(url: str, **changes: Any) -> Iterator[Elasticsearch]:
    """Search and index there under a prefix of its own, which is empty again afterwards."""
    prefix = f"test-{secrets.token_hex(4)}"
    with override_settings(
        SEARCH_ENGINE="elasticsearch", ELASTICSEARCH_URL=[url], ELASTICSEARCH_INDEX_PREFIX=prefix, **changes
    ):
        forget_cluster()
        client = cluster().writer
        yield client
        forget_cluster()
        for name in client.indices.get(index=f"{prefix}-*", expand_wildcards="all"):
            client.indices.delete(index=name)
