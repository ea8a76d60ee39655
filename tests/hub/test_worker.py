"""The worker: each job at its pace, an error in one stops no other, and it ends when it should."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from hub.worker import PAUSE, Job, Worker, jobs
from search.meaning import background
from search.meaning.errors import EmbedderError
from search.models import OfferMeaning
from tests.search.example_offers import house, offer
from tests.search.meaning.small_model import SmallModel

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_every_job_has_its_own_pace() -> None:
    clock, ran = Clock(), []
    worker = Worker([Job("fast", 2, lambda: ran.append("fast")), Job("slow", 60, lambda: ran.append("slow"))], clock)
    for second in range(0, 62, 2):
        clock.now = second
        worker.run_due()
    assert ran.count("fast") == 31
    assert ran.count("slow") == 2


def test_a_job_that_fails_rests_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    clock, ran = Clock(), []

    def fail() -> None:
        ran.append("bad")
        raise EmbedderError("no model")

    worker = Worker([Job("bad", 1, fail), Job("good", 1, lambda: ran.append("good"))], clock)
    for second in range(int(PAUSE) + 1):
        clock.now = second
        worker.run_due()
    assert ran.count("bad") == 2
    assert ran.count("good") == PAUSE + 1
    assert "'bad' failed" in caplog.text


def test_once_runs_every_job(settings) -> None:
    call_command("worker", "--once")
    assert {job.name for job in jobs()} >= {"vectors of new texts", "planned publication", "what is old"}


def test_vectors_are_made_when_the_log_moves_and_not_before(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries
) -> None:
    model = SmallModel()
    monkeypatch.setattr(background, "embedder", lambda: model)
    monkeypatch.setattr(background, "_looked", None)
    page = house()
    offer(page, "toverkoffer", {"nl": {"title": "De Toverkoffer"}})
    assert background.keep_up() > 1
    assert OfferMeaning.objects.count() == 1
    with django_assert_num_queries(1):
        assert background.keep_up() == 0


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A worker with nothing to do: its database has no tables, so every job fails at once and rests."""
    own = {"HUB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "HUB_SEARCH_MEANING": "off"}
    return os.environ | own


def test_it_ends_at_the_signal(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "worker"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"The worker runs.\n"
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0


def test_it_ends_with_its_parent(environment: dict[str, str]) -> None:
    parent = (
        "import os, subprocess, sys, time;"
        "worker = subprocess.Popen([sys.executable, 'manage.py', 'worker', '--with-parent', str(os.getpid())]);"
        "print(worker.pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", parent]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as own:
        assert own.stdout is not None
        pid = int(own.stdout.readline())
        assert own.stdout.readline() == b"The worker runs.\n"
        own.kill()
    end = time.monotonic() + 20
    while is_running(pid):
        assert time.monotonic() < end
        time.sleep(0.2)


def is_running(pid: int) -> bool:
    """Whether a process lives; one that has ended and waits for nobody does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
