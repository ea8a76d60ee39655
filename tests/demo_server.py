"""The demo as people get it: started once by its own command, on a free port with data of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

HOST = "127.0.0.1"
SECONDS_TO_START = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def is_ready(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False


@pytest.fixture(scope="session")
def demo_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The demo on a free port with data of its own, until the session ends."""
    port, data = free_port(), tmp_path_factory.mktemp("demo")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HUB_", "DJANGO_"))}
    environment |= {
        "HUB_DATA": str(data),
        "HUB_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "HUB_API_RATE": "off",
    }
    log = (data / "log").open("w")
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1], env=environment, stdout=log, stderr=log)
    try:
        end = time.monotonic() + SECONDS_TO_START
        while not is_ready(port):
            assert process.poll() is None, (data / "log").read_text()
            assert time.monotonic() < end, "The demo does not start."
            time.sleep(0.5)
        yield port
    finally:
        process.terminate()
        process.wait(20)
