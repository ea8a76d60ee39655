"""A typed client, made from the description by other people's tools, compiles."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.contract

HERE = Path(__file__).parent
DESCRIPTION = HERE.parent / "expected" / "openapi.json"
PACKAGES = ("openapi-typescript@7.13.0", "openapi-fetch@0.14.1", "typescript@5.9.3")
STRICT = ("--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext")


def run(folder: Path, *command: str) -> None:
    """Run a command in a folder; a failure shows what it said."""
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_a_typed_client_compiles(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    assert npm, "This test needs Debian's package npm."
    run(tmp_path, npm, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(tmp_path), *PACKAGES)
    tools = tmp_path / "node_modules" / ".bin"
    run(tmp_path, str(tools / "openapi-typescript"), str(DESCRIPTION), "--output", "api.d.ts")
    shutil.copy(HERE / "client.ts", tmp_path)
    run(tmp_path, str(tools / "tsc"), *STRICT, "client.ts")
