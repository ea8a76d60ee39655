"""What happens beside requests: a few jobs, each at its own pace, in one process without a queue.

Every job looks for itself at what is to be done, so that nothing is lost when the worker stops, and nothing is done
twice when two of them run by mistake for a moment.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

from django.core.management import call_command
from django.db import close_old_connections

from offers.webhooks.deliveries import forget_old_deliveries, tell_webhooks
from search.engines.elastic.following import follow_once
from search.engines.renewal import renew_outdated
from search.meaning.background import forget_unused, keep_up

logger = logging.getLogger(__name__)

MINUTE, DAY = 60.0, 24 * 3600.0
# A job that failed is left alone for so many seconds.
PAUSE = 30.0


@dataclass(frozen=True)
class Job:
    """Something to do every so many seconds."""

    name: str
    every: float
    run: Callable[[], object]


def publish_what_is_planned() -> None:
    """Publish and expire pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


def forget_what_is_old() -> None:
    """Shorten the change log, the counts of what is missing, and what families said and asked to their retention;
    old messages to apps and unused vectors go.
    """
    call_command("prune_changes", verbosity=0)
    call_command("prune_demand", verbosity=0)
    call_command("prune_voices", verbosity=0)
    forget_unused()
    forget_old_deliveries()


def jobs() -> list[Job]:
    """All jobs of an installation."""
    return [
        Job("search index in Elasticsearch", 1.0, follow_once),
        Job("word index after other lists", 2.0, renew_outdated),
        Job("vectors of new texts", 2.0, keep_up),
        Job("messages to apps", 5.0, tell_webhooks),
        Job("planned publication", MINUTE, publish_what_is_planned),
        Job("what is old", DAY, forget_what_is_old),
    ]


class Worker:
    """Runs the jobs that are due. An error ends neither the worker nor the other jobs."""

    def __init__(self, jobs: Iterable[Job], clock: Callable[[], float] = monotonic) -> None:
        self._jobs = list(jobs)
        self._clock = clock
        self._due = dict.fromkeys((job.name for job in self._jobs), 0.0)

    def run_due(self) -> int:
        """Run what is due now; how many jobs that were."""
        ran = 0
        for job in self._jobs:
            if self._clock() < self._due[job.name]:
                continue
            close_old_connections()
            pause = job.every
            try:
                job.run()
            except Exception:
                logger.exception("The worker's job %r failed", job.name)
                pause = max(pause, PAUSE)
            finally:
                close_old_connections()
            self._due[job.name] = self._clock() + pause
            ran += 1
        return ran
