"""A question to the API: which House, in which language, with which parameters."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.cursors import decode_cursor, encode_cursor
from home.negotiation import is_language_tag, locale_for, locale_from_header
from home.problems import ApiProblem, InvalidQuery, Problem
from offers.documents.read import House, house_by_slug, house_for_host

MOST_PARAMETERS = 200
COMMON = ("lang", "house")
DEFAULT_LIMIT, MOST_ITEMS = 20, 100


@dataclass(frozen=True)
class Asked:
    """What every endpoint knows about its request; `pairs` are the parameters without `lang` and `house`."""

    house: House
    locale: str
    base_url: str
    path: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    common: list[tuple[str, str]] = field(default_factory=list)
    by_header: bool = False

    @property
    def api_url(self) -> str:
        """The absolute address of the API."""
        return f"{self.base_url}/api/v1"

    def only(self, *names: str) -> dict[str, str]:
        """The parameters of an endpoint that takes these and no others, each once. Raises InvalidQuery."""
        problems = [
            Problem(name, unknown_parameter())
            for name in dict.fromkeys(name for name, _value in self.pairs)
            if name not in names
        ]
        given = [name for name, _value in self.pairs]
        problems += [Problem(name, repeated_parameter()) for name in names if given.count(name) > 1]
        if problems:
            raise InvalidQuery(problems)
        return dict(self.pairs)

    def address(self, **changed: str | None) -> str:
        """The absolute address of this question, with some parameters changed or (None) left out."""
        pairs = [(name, value) for name, value in (*self.pairs, *self.common) if name not in changed]
        pairs += [(name, value) for name, value in changed.items() if value is not None]
        query = urlencode(pairs, safe=",:", quote_via=quote, errors="replace")
        return self.base_url + self.path + (f"?{query}" if query else "")

    def page(self, *names: str) -> "Page":
        """Paging of a list that takes `limit`, `cursor` and `names`. Raises InvalidQuery."""
        given = self.only("limit", "cursor", *names)
        limit = whole_number(given.get("limit"), "limit", DEFAULT_LIMIT, 0, MOST_ITEMS)
        purpose = f"{self.house.slug} {self.path}"
        offset = 0
        if "cursor" in given:
            decoded = decode_cursor(purpose, given["cursor"])
            if decoded is None:
                raise InvalidQuery([Problem("cursor", not_a_cursor())])
            offset = decoded
        return Page(limit, offset, purpose)


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked."""

    limit: int
    offset: int
    purpose: str

    def cursor_after(self, total: int) -> str | None:
        """The cursor of the next part, None at the end and for `limit=0`."""
        end = self.offset + self.limit
        return encode_cursor(self.purpose, end) if self.limit and end < total else None


def unknown_parameter() -> str:
    """What to say of a parameter that an endpoint does not have."""
    return _("This parameter does not exist here.")


def repeated_parameter() -> str:
    """What to say of a single value that is given twice."""
    return _("This parameter can be given only once.")


def not_a_cursor() -> str:
    """What to say of text that is no cursor."""
    return _("This is not a cursor of this list. Take it from 'next' as it is.")


def whole_number(text: str | None, name: str, default: int, least: int, most: int) -> int:
    """A whole number between bounds, in ASCII digits. Raises InvalidQuery."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and least <= int(text) <= most):
        message = _("Give a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
        raise InvalidQuery([Problem(name, message)])
    return int(text)


def query_pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters in their order; bytes that are no UTF-8 become the replacement character. Raises InvalidQuery."""
    try:
        return parse_qsl(
            request.META.get("QUERY_STRING", ""),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=MOST_PARAMETERS,
        )
    except ValueError:
        raise ApiProblem(422, _("There are too many parameters.")) from None


def own_address(request: HttpRequest) -> str:
    """Scheme and host under which the hub was asked."""
    return f"{request.scheme}://{request.get_host()}"


def asked_house(request: HttpRequest, pairs: list[tuple[str, str]], known: Sequence[House]) -> House:
    """The House of the `house` parameter, else of the host.

    Raises InvalidQuery, or ApiProblem 503 when there is none yet.
    """
    given = [value for name, value in pairs if name == "house"]
    if given:
        house = house_by_slug(given[0], known)
        if house is None:
            raise InvalidQuery([Problem("house", _("There is no House with this name."))])
        return house
    found = house_for_host(request.get_host(), known)
    if found is None:
        raise ApiProblem(503, _("There is no House here yet."))
    return found


def asked_locale(request: HttpRequest, house: House, pairs: list[tuple[str, str]]) -> tuple[str, bool]:
    """The locale and whether the Accept-Language header decided. Raises InvalidQuery for an unknown `lang`."""
    given = [value for name, value in pairs if name == "lang"]
    if not given:
        return locale_from_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""), house.locales), True
    locale = locale_for(given[0], house.locales)
    if locale is None:
        known = is_language_tag(given[0])
        message = (
            _("This House does not have this language. It has: %(languages)s.")
            if known
            else _("This is not a language code. The languages are: %(languages)s.")
        )
        raise InvalidQuery([Problem("lang", message % {"languages": ", ".join(house.locales)})])
    return locale, False


def asked(request: HttpRequest, known: Sequence[House]) -> Asked:
    """What a request asks of the Houses that are known. Raises ApiProblem."""
    pairs = query_pairs(request)
    repeated = [name for name in COMMON if [each for each, _value in pairs].count(name) > 1]
    if repeated:
        raise InvalidQuery([Problem(name, repeated_parameter()) for name in repeated])
    house = asked_house(request, pairs, known)
    locale, by_header = asked_locale(request, house, pairs)
    return Asked(
        house=house,
        locale=locale,
        base_url=own_address(request),
        path=request.path,
        pairs=[pair for pair in pairs if pair[0] not in COMMON],
        common=[pair for pair in pairs if pair[0] in COMMON],
        by_header=by_header,
    )
