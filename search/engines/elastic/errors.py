"""What can go wrong between us and a cluster, each with one clear sentence and nothing of what was asked."""

from elasticsearch import ApiError, TransportError, UnsupportedProductError
from elasticsearch import __version__ as client_version

from search.engines.base import EngineError

CLIENT_MAJOR = client_version[0]
TOO_OLD = "media_type_header_exception"


class UnreachableError(EngineError):
    """The cluster does not answer as it should: gone, too slow, overloaded, or something else answers in its place."""


class MissingError(EngineError):
    """The cluster answers, but the index is not there, or not one that this code can read."""


def explained(error: Exception) -> EngineError:
    """Any error of the client or of reading an answer as one of ours."""
    if isinstance(error, EngineError):
        return error
    if isinstance(error, UnsupportedProductError):
        return UnreachableError("what answers is not Elasticsearch")
    if isinstance(error, ApiError):
        return explained_answer(error)
    if isinstance(error, TransportError):
        return UnreachableError(type(error).__name__)
    return UnreachableError(f"the answer makes no sense ({type(error).__name__})")


def explained_answer(error: ApiError) -> EngineError:
    """An answer that is an error, by its status and kind."""
    kind = str(error.error)[:80]
    if kind == TOO_OLD:
        return UnreachableError(too_old("older"))
    if error.status_code == 404:
        return MissingError("the index is not there")
    if error.status_code == 400:
        return EngineError(f"the cluster refused the request: {kind}")
    return UnreachableError(f"HTTP {error.status_code} {kind}")


def too_old(server: str) -> str:
    """The sentence about versions; `server` is the number of the server's version."""
    return (
        f"the server's version ({server}) is lower than {CLIENT_MAJOR}, the version of the client library: "
        f"upgrade the server to {CLIENT_MAJOR} or later"
    )
