"""Settings stop the start with a clear sentence; the README names what there is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands

from hub import env

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NEEDED = {
    "HUB_SECRET_KEY": "x" * 50,
    "HUB_HOSTS": "hub.example.org",
    "HUB_DATABASE": "sqlite:///:memory:",
    "HUB_MEDIA": "/nonexistent/media",
    "HUB_STATIC": "/nonexistent/static",
    "HUB_ADMIN_URL": "https://hub.example.org",
}


@pytest.mark.parametrize("missing", NEEDED)
def test_production_does_not_start_without(missing: str) -> None:
    given = {name: value for name, value in NEEDED.items() if name != missing}
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "hub.settings.production", **given}
    done = subprocess.run(
        [sys.executable, "-c", "import hub.settings.production"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert missing in done.stderr


@pytest.mark.parametrize(
    ("read", "value"), [(lambda: env.flag("HUB_X", default=True), "perhaps"), (lambda: env.number("HUB_X", 1), "many")]
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, read, value: str) -> None:
    monkeypatch.setenv("HUB_X", value)
    with pytest.raises(ImproperlyConfigured, match="HUB_X"):
        read()


def test_readme_names_every_variable() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "hub").rglob("*.py"))
    used = set(re.findall(r"""env\.\w+\("(HUB_\w+)""", code))
    assert used
    assert used <= set(re.findall(r"HUB_\w+", README))


def test_readme_names_commands_that_exist() -> None:
    targets = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    assert set(re.findall(r"`make ([a-z0-9]+)`", README)) <= targets
    assert set(re.findall(r"`manage\.py (\w+)", README)) <= set(get_commands())
    own = {name for name, app in get_commands().items() if app in ("home", "offers", "search", "hub")}
    assert own - {"makemessages", "demo", "bench"} <= set(re.findall(r"manage\.py (\w+)", README))
