"""Why a request of the API cannot be answered. `hub.errors` gives every one of them the same shape."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter or one part of a body; `detail` is a sentence in the asker's language."""

    parameter: str
    detail: str


class ApiProblem(Exception):  # noqa: N818 - a problem in the sense of RFC 9457
    """An answer other than 200: a status, a sentence in the active language, and what is wrong where."""

    def __init__(self, status: int, detail: str = "", errors: Iterable[Problem] = (), **members: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        self.members = members
        self.headers: dict[str, str] = {}


class InvalidQuery(ApiProblem):
    """The query string asks something that has no meaning: 422, with every problem named."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(422, errors=problems)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, parameter by parameter."""
        return self.errors
