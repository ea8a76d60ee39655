"""The cluster of the settings: its client, calls that end at a deadline, and the breaker in front of them."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from contextlib import suppress
from functools import lru_cache
from socket import SHUT_RDWR
from threading import Timer, local
from typing import Any, NoReturn, TypeVar

from django.conf import settings
from elastic_transport import HttpHeaders, NodeConfig, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT, DefaultType
from elasticsearch import Elasticsearch

from search.engines.base import EngineError
from search.engines.elastic.breaker import Breaker
from search.engines.elastic.errors import CLIENT_MAJOR, UnreachableError, explained, too_old

logger = logging.getLogger(__name__)

# As many searches of a process can wait for the cluster at once; more than these are answered by the database.
MOST_AT_ONCE = 16
# Of the indexer, which nobody waits for.
WRITING_SECONDS = 30.0

Answer = TypeVar("Answer")
_using = local()


def noted(connection_class: type[Any]) -> type[Any]:
    """The same class of connections; each tells its thread that it is in use."""

    class Noted(connection_class):  # type: ignore[misc, valid-type]  # chosen by the scheme of the address
        def request(self, *args: Any, **kwargs: Any) -> Any:
            _using.note(self)
            return super().request(*args, **kwargs)

    return Noted


class PunctualNode(Urllib3HttpNode):
    """The client's default way to reach a node, with a time limit for the whole of a request.

    Time-outs of a socket begin again with every byte: a server that sends one now and then would hold us for ever.
    """

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self.pool.ConnectionCls = noted(self.pool.ConnectionCls)

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> Any:
        """One request, which ends within `request_timeout` seconds."""
        seconds = request_timeout if isinstance(request_timeout, int | float) else WRITING_SECONDS
        connections: list[Any] = []
        _using.note = connections.append
        limit = Timer(seconds, cut, [connections])
        limit.daemon = True
        limit.start()
        try:
            return super().perform_request(method, target, body, headers, seconds)
        finally:
            limit.cancel()


def cut(connections: list[Any]) -> None:
    """Make whoever reads from these connections find their end."""
    for connection in connections:
        sock = getattr(connection, "sock", None)
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(SHUT_RDWR)


class Cluster:
    """What a process needs to reach the cluster. Threads share it."""

    def __init__(self, urls: tuple[str, ...], api_key: str, ca: str) -> None:
        self.breaker = Breaker()
        self._pool = ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="elasticsearch")
        self._client = Elasticsearch(
            list(urls),
            node_class=PunctualNode,
            connections_per_node=2 * MOST_AT_ONCE,
            max_retries=0,
            retry_on_timeout=False,
            api_key=api_key or None,
            ca_certs=ca or DEFAULT,
        )

    def ask(self, request: Callable[[Elasticsearch], Answer], seconds: float) -> Answer:
        """What a request answers, within so many seconds whatever the server does. Raises EngineError."""
        if not self.breaker.admits():
            raise UnreachableError("the cluster is left alone for a while")
        future = self._pool.submit(request, self._client.options(request_timeout=seconds))
        try:
            answer = future.result(timeout=seconds)
        except NotInTime:
            future.cancel()
            self.note(UnreachableError(f"no answer within {seconds:.1f} s"))
        except Exception as error:
            self.note(explained(error))
        if self.breaker.succeeded():
            logger.warning("Elasticsearch answers again.")
        return answer

    def note(self, error: EngineError) -> NoReturn:
        """Tell the breaker whether an error speaks against the cluster (a missing index does not), and raise it."""
        if not isinstance(error, UnreachableError):
            self.breaker.succeeded()
        elif self.breaker.failed():
            logger.warning("Elasticsearch is left alone, the database answers: %s.", error)
        raise error

    @property
    def writer(self) -> Elasticsearch:
        """The client of the indexer, in its own thread and with patience; its errors are the client's."""
        return self._client.options(request_timeout=WRITING_SECONDS)


def cluster() -> Cluster:
    """The cluster of the settings."""
    return _cluster(tuple(settings.ELASTICSEARCH_URL), settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA)


@lru_cache(maxsize=4)
def _cluster(urls: tuple[str, ...], api_key: str, ca: str) -> Cluster:
    return Cluster(urls, api_key, ca)


def server_version(client: Elasticsearch) -> str:
    """The version of the server. Raises UnreachableError when its major version is lower than the client's."""
    number = str(client.info()["version"]["number"])
    if int(number.partition(".")[0]) < CLIENT_MAJOR:
        raise UnreachableError(too_old(number))
    return number
