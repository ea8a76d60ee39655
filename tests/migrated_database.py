"""SQLite tests begin with tables that were made once: two hundred migrations take longer than most tests.

The file is kept under the fingerprint of all migrations; any change of one makes it anew.
"""

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

FOLDER = Path(tempfile.gettempdir()) / "offer-hub-tests"


def fingerprint() -> str:
    """What the tables depend on, in a few letters."""
    digest = hashlib.sha256(version("django").encode())
    for config in apps.get_app_configs():
        try:
            folder = Path(import_module(f"{config.name}.migrations").__file__).parent
        except (ModuleNotFoundError, TypeError):
            continue
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


@contextmanager
def kept_tables() -> Iterator[Path]:
    """The file with migrated tables, made when there is none for these migrations."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{fingerprint()}.sqlite3"
    if not path.exists():
        call_command("migrate", verbosity=0, interactive=False)
        own = Path(tempfile.mkdtemp(dir=FOLDER)) / "new.sqlite3"
        with sqlite3.connect(own) as copy:
            connection.connection.backup(copy)
        shutil.move(own, path)
        own.parent.rmdir()
    yield path


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> None:
    """The test database: in memory, with the kept tables."""
    with django_db_blocker.unblock():
        connection.settings_dict["NAME"] = "file:offer-hub-tests?mode=memory&cache=shared"
        connection.ensure_connection()
        with kept_tables() as path, sqlite3.connect(path) as kept:
            kept.backup(connection.connection)
