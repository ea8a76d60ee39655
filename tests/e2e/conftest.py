"""The demo, looked at in Debian's Chromium."""

import shutil

import pytest

# No address but this machine's can be reached: a page that asks for another one is found out.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Debian's Chromium; a machine without it fails these tests, it does not skip them."""
    path = shutil.which("chromium")
    assert path, "These tests need Debian's package chromium."
    return {"executable_path": path, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture
def londerzeel(demo_port: int) -> str:
    """The address of a House."""
    return f"http://londerzeel.localhost:{demo_port}"
