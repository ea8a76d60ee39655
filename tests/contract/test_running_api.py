"""The running API answers what its description says, whatever it is asked."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.contract

LEAST_CASES = 10_000
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def cases_in(output: str) -> int:
    """How many cases schemathesis says it made."""
    found = re.search(r"([\d,]+) generated", output)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("description", ["/api/v1/openapi.json", "/api/hsds/v3/openapi.json"])
def test_no_answer_is_undocumented(demo_port: int, tmp_path: Path, description: str) -> None:
    examples = "420" if "v1" in description else "60"
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        *("run", f"http://127.0.0.1:{demo_port}{description}"),
        *("--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--max-examples", examples),
        *("--seed", "20261125", "--workers", "2", "--continue-on-failure", "--no-color", "--request-timeout", "20"),
        *("--generation-database", "none", "--warnings", "off"),
    ]
    done = subprocess.run(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:]
    if "v1" in description:
        assert cases_in(done.stdout) >= LEAST_CASES, done.stdout[-1500:]
