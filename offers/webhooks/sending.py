"""Send one message to one checked address: no redirect is followed, and nobody holds the hub for longer than 5 s."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic

from offers.webhooks.addresses import Target, checked_addresses, target_of
from offers.webhooks.failures import Failure, WebhookError

SECONDS = 5.0
# So much of an answer is read, and thrown away.
MOST_ANSWER_BYTES = 1024


class CheckedConnection(http.client.HTTPConnection):
    """A connection to addresses that were judged before; the name is only for certificate and Host header."""

    def __init__(self, target: Target, addresses: list[str]) -> None:
        self.default_port = 443 if target.is_secure else 80
        super().__init__(target.host, target.port)
        self.target = target
        self.addresses = addresses
        self.end = monotonic() + SECONDS
        self.is_late = False
        # `self.sock` is taken away once the head of an answer has come; its body can take for ever as well.
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first address that answers. Raises OSError."""
        plain = self.first_socket()
        plain.settimeout(self.seconds_left())
        if not self.target.is_secure:
            self.sock = self.wire = plain
            return
        context = ssl.create_default_context()
        self.sock = wrapped = context.wrap_socket(
            plain, server_hostname=self.target.host, do_handshake_on_connect=False
        )
        self.wire = wrapped
        self.seconds_left()
        wrapped.do_handshake()

    def first_socket(self) -> socket.socket:
        """A socket to the first address that answers. Raises OSError."""
        failed: OSError = OSError("no address")
        for address in self.addresses:
            try:
                return socket.create_connection((address, self.target.port), self.seconds_left())
            except OSError as error:
                failed = error
        raise failed

    def seconds_left(self) -> float:
        """What is left of the time for the whole exchange. Raises TimeoutError."""
        left = self.end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def cut(self) -> None:
        """End the exchange, whatever it waits for: a server that sends a byte now and then would hold it for ever."""
        self.is_late = True
        if self.wire is not None:
            with suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)


def send(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Post a message. Returns the status of the answer, 200 to 299. Raises WebhookError for everything else."""
    target = target_of(address)
    connection = CheckedConnection(target, checked_addresses(target))
    watch = threading.Timer(SECONDS, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        status = exchanged(connection, body, headers)
    except ssl.SSLCertVerificationError:
        raise WebhookError(Failure.CERTIFICATE) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise WebhookError(reason_of(error, connection)) from None
    finally:
        watch.cancel()
        connection.close()
    if 300 <= status < 400:
        raise WebhookError(Failure.REDIRECT, status)
    if not 200 <= status < 300:
        raise WebhookError(Failure.STATUS, status)
    return status


def exchanged(connection: CheckedConnection, body: bytes, headers: Mapping[str, str]) -> int:
    """Send the request and read what is read of the answer. Returns its status. Raises OSError and others."""
    connection.request("POST", connection.target.path, body, dict(headers))
    response = connection.getresponse()
    if connection.is_late:
        raise TimeoutError
    # The status has said it all: how the rest ends does not matter.
    with suppress(OSError, http.client.HTTPException, ValueError):
        response.read(MOST_ANSWER_BYTES)
    return response.status


def reason_of(error: Exception, connection: CheckedConnection) -> Failure:
    """What an error of the connection means."""
    if connection.is_late or isinstance(error, TimeoutError):
        return Failure.TIMEOUT
    return Failure.REFUSED if connection.wire is None else Failure.NONSENSE
