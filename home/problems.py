"""Why a request of the API cannot be answered. `hub.errors` gives every one of them the same shape."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter or one part of a body; `detail` is a sentence in the asker's language.

    `pointer` is the JSON pointer (RFC 6901) of a part of a body; `parameter` is then its name.
    """

    parameter: str
    detail: str
    pointer: str | None = None

    def as_json(self) -> dict[str, str]:
        """The problem as the API tells it: it names a parameter or points into the body."""
        if self.pointer is None:
            return {"parameter": self.parameter, "detail": self.detail}
        return {"pointer": self.pointer, "detail": self.detail}


class ApiProblem(Exception):  # noqa: N818 - a problem in the sense of RFC 9457
    """An answer other than 200: a status, a sentence in the active language, and what is wrong where."""

    def __init__(self, status: int, detail: str = "", errors: Iterable[Problem] = (), **members: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        self.members = members
        self.headers: dict[str, str] = {}


def in_body(name: str, detail: str) -> Problem:
    """What is wrong with a member of a JSON body."""
    return Problem(name, detail, "/" + name.replace("~", "~0").replace("/", "~1"))


class InvalidBody(ApiProblem):
    """A body that can be read but asks something that has no meaning: 422, with every problem pointed at."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(422, errors=problems)


class InvalidQuery(ApiProblem):
    """The query string asks something that has no meaning: 422, with every problem named."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(422, errors=problems)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, parameter by parameter."""
        return self.errors
