"""Databases with made-up offers to measure on, and commands that run on them in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

from django.conf import settings
from django.core.management.base import CommandError

HOUSE = "proefdorp"
BUILT = "built.txt"


def environment_of(data: Path) -> dict[str, str]:
    """The variables of a process of this project that works on another folder of data."""
    environment = {name: value for name, value in os.environ.items() if name != "HUB_DATABASE"}
    return environment | {
        "HUB_DATA": str(data),
        "HUB_DATABASE": f"sqlite:///{data / 'hub.sqlite3'}",
        "HUB_API_RATE": "off",
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
    }


def manage(data: Path, *arguments: str) -> str:
    """Run a command of this project on another folder of data; what it says. Raises CommandError when it fails."""
    data.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    done = subprocess.run(command, env=environment_of(data), stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CommandError(f"{' '.join(arguments)} failed in {data}")
    return done.stdout


def generated(folder: Path, size: int) -> tuple[Path, str]:
    """A folder of data with the House proefdorp of so many offers, made unless it is there; and how its making went."""
    base, own = folder / "base", folder / str(size)
    if not base.exists():
        manage(base, "migrate", "--verbosity=0")
        manage(base, "load_demo")
    if not (own / BUILT).exists():
        copytree(base, own, dirs_exist_ok=True)
        (own / BUILT).write_text(manage(own, "generate_offers", str(size), "--house", HOUSE), encoding="utf-8")
    return own, (own / BUILT).read_text(encoding="utf-8").strip()
