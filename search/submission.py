"""The filter form as it is sent: what was typed becomes choices of an address that can be shared.

A street becomes a point, a date of birth an age in months, a part of the day two times. What was typed is in no
address, in no log and in no table; it only comes back in the form when it was not understood.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from home.opening_hours import brussels_now
from home.problems import Problem
from offers.documents.read import House
from search import geocoder
from search.addresses import NO_CHOICE, Pair, without
from search.filters import OLDEST_MONTHS, PARAMETERS
from search.gazetteer import Spot, gazetteers
from search.nearby import DISTANCE, coarse, near_pairs
from search.parameters import BadValueError, Vocabulary
from search.query import parse_lenient

MONTHS_A_YEAR = 12
BORN = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})")
# Fields of the form that no address has.
WHERE, HERE, BORN_ON, TIMES = "where", "here", "born", "times"
OF_THE_FORM = (WHERE, HERE, BORN_ON, TIMES)
# The same choices stand in the same order in every address.
ORDER = {name: number for number, name in enumerate(PARAMETERS)}


@dataclass
class Submission:
    """Choices as pairs of an address, what could not be understood, and every field as it was typed."""

    pairs: list[Pair]
    problems: list[Problem] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    """Where the typed place can be, to choose from, when it is not one place."""

    def set(self, *pairs: Pair) -> None:
        """Choose these values in place of others of the same names."""
        self.pairs = [*without(self.pairs, *(name for name, _value in pairs)), *pairs]


def submitted(sent: Iterable[Pair], house: House, locale: str) -> Submission:
    """The choices of a form that was sent, in the order of their declaration."""
    filled = [(name, value.strip()) for name, value in sent if value.strip()]
    form = Submission(without(filled, *OF_THE_FORM), typed=dict(filled))
    read_times(form, form.typed.get(TIMES, ""))
    read_birth(form, form.typed.get(BORN_ON, ""), brussels_now().date())
    if HERE in form.typed:
        read_position(form, form.typed[HERE])
    elif WHERE in form.typed:
        read_place(form, form.typed[WHERE], house)
    if "near" not in dict(form.pairs):
        form.pairs = without(form.pairs, *DISTANCE)
    query, problems = parse_lenient(form.pairs, house, locale)
    form.problems += problems
    form.pairs = sorted(query.pairs(*NO_CHOICE), key=lambda pair: ORDER[pair[0]])
    return form


def read_times(form: Submission, times: str) -> None:
    """`12:00-18:00`, `-12:00` and `18:00-` are parts of the day; an end that is missing is open."""
    begin, _dash, end = times.partition("-")
    form.set(*((name, value) for name, value in (("from_time", begin), ("to_time", end)) if value))


def read_birth(form: Submission, born: str, today: datetime.date) -> None:
    """A date of birth as the age in whole months; the date itself goes no farther."""
    if not born:
        return
    try:
        months = age_in_months(date_of(born), today)
    except BadValueError as error:
        form.problems.append(Problem(BORN_ON, f"{_('Date of birth')}: {error}"))
        return
    form.set(("age_months", str(months)))


def date_of(text: str) -> datetime.date:
    """The date of `2024-05-31` (what browsers send) or `31/05/2024` (what people type). Raises BadValueError."""
    typed = BORN.fullmatch(text)
    try:
        if typed:
            return datetime.date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = _("This must be a date such as %(example)s.") % {"example": "31/12/2024"}
        raise BadValueError(message) from None


def age_in_months(born: datetime.date, today: datetime.date) -> int:
    """Whole months of age, 0 to 300. Raises BadValueError beyond these."""
    if born > today:
        raise BadValueError(_("This day is still to come."))
    months = (today.year - born.year) * MONTHS_A_YEAR + today.month - born.month - (today.day < born.day)
    if months > OLDEST_MONTHS:
        message = _("This is more than %(years)s years ago.") % {"years": OLDEST_MONTHS // MONTHS_A_YEAR}
        raise BadValueError(message)
    return months


def read_position(form: Submission, position: str) -> None:
    """Where the browser says that it is."""
    try:
        point = PARAMETERS["near"].kind.read(position, Vocabulary())
    except BadValueError as error:
        form.problems.append(Problem(WHERE, str(error)))
        return
    form.set(*near_pairs(coarse(point)))


def read_place(form: Submission, text: str, house: House) -> None:
    """A typed street, village or postcode: of the House itself, else of the geocoder."""
    gazetteer = gazetteers.of(house)
    spots, is_explained = gazetteer.find(text)
    address = None if is_explained else geocoder.point_of(text, gazetteer.municipality, gazetteer.center)
    if address:
        form.set(*near_pairs(coarse(address)))
    elif len(spots) == 1:
        form.set(*near_pairs(spots[0].point))
    else:
        form.spots = spots or gazetteer.villages
        form.problems.append(Problem(WHERE, several_places() if spots else unknown_place()))


def several_places() -> str:
    """What to do when several places have the name that was typed."""
    return _("More than one place has this name. Which one do you mean?")


def unknown_place() -> str:
    """What to do when nothing has the name that was typed."""
    return _("We do not know this place. Type a village, a postcode, or a street where something happens.")
