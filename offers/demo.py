"""The example Houses and the accounts with which one can look around in them."""

from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from wagtail.models import Site

from home.actions import check_teams
from home.models import HousePage, PartnerPage, Team

DATA = Path(__file__).resolve().parent / "demo_data"
# Only for looking around: the demo listens on this machine alone.
PASSWORD = "samen-sterk-2026"  # noqa: S105 - printed by the demo


@dataclass(frozen=True)
class Account:
    """An account of the demo: for which House or partner (by slug) it works, and what it shows."""

    name: str
    purpose: str
    house: str = ""
    partner: str = ""

    def __str__(self) -> str:
        return f"{self.name}  {PASSWORD}  {self.purpose}"


ACCOUNTS = (
    Account("admin", "administrator of everything"),
    Account("coordinator-londerzeel", "reviews and publishes in Huis van het Kind Londerzeel", house="londerzeel"),
    Account("coordinator-essen", "reviews and publishes in Huis van het Kind Essen", house="essen"),
    Account(
        "partner-wolkenfabriek",
        "edits the pages of Kinderopvang De Wolkenfabriek (Londerzeel)",
        partner="kinderopvang-de-wolkenfabriek",
    ),
    Account(
        "partner-kind-en-gezin", "edits the pages of Kind en Gezin (Londerzeel)", partner="kind-en-gezin-londerzeel"
    ),
    Account(
        "partner-warrelnest", "edits the pages of Kinderopvang Warrelnest (Essen)", partner="kinderopvang-warrelnest"
    ),
    Account(
        "partner-leeslamp", "edits the pages of Bibliotheek De Leeslamp (Essen)", partner="bibliotheek-de-leeslamp"
    ),
)


@transaction.atomic
def serve_on(port: int) -> bool:
    """Let the addresses of the example Houses name this port. Returns whether they named another one."""
    moved = list(Site.objects.filter(hostname__endswith=".localhost").exclude(port=port))
    for site in moved:
        site.port = port
        site.save()
    return bool(moved)


@transaction.atomic
def add_accounts() -> int:
    """Give every House and partner its team, and make the accounts that are not there yet. Returns how many were made.

    An account that exists keeps its password and whatever else was changed about it.
    """
    check_teams()
    users = get_user_model().objects
    known = set(users.filter(username__in=[account.name for account in ACCOUNTS]).values_list("username", flat=True))
    new = [account for account in ACCOUNTS if account.name not in known]
    password = make_password(PASSWORD) if new else ""  # slow on purpose: once for all
    for account in new:
        is_admin = not account.house and not account.partner
        user = users.create(username=account.name, password=password, is_superuser=is_admin, is_staff=is_admin)
        team = team_of(account)
        if team:
            user.groups.add(team.group)
    return len(new)


def team_of(account: Account) -> Team | None:
    """The team in which an account works."""
    pages = HousePage if account.house else PartnerPage
    page = pages.objects.filter(slug=account.house or account.partner, locale__language_code="nl").first()
    return Team.objects.filter(page=page).select_related("group").first() if page else None
