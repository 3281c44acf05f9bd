"""Norrälv: a municipality that does not exist, with its council, its police and its places.

Nobody in it is real. Its coordinates lie on empty ground in SWEREF 99 TM; its digital environments are kinds,
not products."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from samsyn.core.models import Account, Body, Organisation, Person, Place, Role, Seat

ORGANISATIONS = (  # slug, name, kind, parent
    ("norralv", "Norrälvs kommun", "municipality", None),
    ("polisen", "Polismyndigheten", "police", None),
    ("polisregion-alvland", "Polisregion Älvland", "police", "polisen"),
    ("lpo-norralv", "Lokalpolisområde Norrälv", "police", "polisregion-alvland"),
    ("region-alvland", "Region Älvland", "region", None),
    ("norralvsbostader", "AB Norrälvsbostäder", "other", "norralv"),
    ("norralv-foretagare", "Norrälvs företagare", "association", None),
)
# slug, name, kind, organisation, own rules
BODIES: tuple[tuple[str, str, str, str, dict[str, int | bool]], ...] = (
    ("norralvsradet", "Norrälvsrådet", "strategic_council", "norralv", {"notice_days": 14}),
    ("kommunstyrelsen", "Kommunstyrelsen", "board", "norralv", {"remote": True}),
    ("socialnamnden", "Socialnämnden", "committee", "norralv", {}),
    ("regionpolisradet", "Regionpolisrådet Älvland", "regional_police_council", "polisregion-alvland", {}),
)


class Chair(NamedTuple):
    person: str
    organisation: str | None
    party: str
    role: str


SEATS: Mapping[str, tuple[Chair, ...]] = {
    "norralvsradet": (
        Chair("Karin Lövsta", "norralv", "S", "chair"),
        Chair("Anders Frisk", "norralv", "M", "vice_chair"),
        Chair("Mona Strandell", "norralv", "C", "member"),
        Chair("Yusuf Halvars", "norralv", "V", "member"),
        Chair("Ingegerd Norr", "norralv", "KD", "substitute"),
        Chair("Per Hed", "lpo-norralv", "", "member"),
        Chair("Britt-Marie Ås", "norralvsbostader", "", "member"),
        Chair("Tomas Ek-Lund", "norralv-foretagare", "", "member"),
        Chair("Lena Brännmo", "region-alvland", "", "member"),
        Chair("Noor El-Amin", "norralv", "", "co_opted"),
        Chair("Siv Ahl", "norralv", "", "secretary"),
    ),
    "kommunstyrelsen": (
        Chair("Karin Lövsta", None, "S", "chair"),
        Chair("Anders Frisk", None, "M", "vice_chair"),
        Chair("Mona Strandell", None, "C", "member"),
        Chair("Yusuf Halvars", None, "V", "member"),
        Chair("Ingegerd Norr", None, "KD", "substitute"),
    ),
    "regionpolisradet": (
        Chair("Gunilla Rask", "polisregion-alvland", "", "chair"),
        Chair("Karin Lövsta", "norralv", "S", "member"),
        Chair("Olle Vinter", "region-alvland", "L", "member"),
    ),
}
PLACES = (  # slug, name, parent, easting, northing, uncertainty (metres)
    ("norralv-kommun", "Norrälv", None, 655_200, 7_052_400, 14_000),
    ("centrum", "Centrum", "norralv-kommun", 655_050, 7_052_150, 600),
    ("klockartorget", "Klockartorget", "centrum", 655_112, 7_052_236, 45),
    ("resecentrum", "Resecentrum", "centrum", 655_431, 7_051_902, 70),
    ("alvparken", "Älvparken", "centrum", 654_702, 7_052_480, 180),
    ("alven", "Älven", "norralv-kommun", 654_400, 7_052_900, 3_000),
    ("slaggen", "Slaggens industriområde", "norralv-kommun", 657_320, 7_050_880, 700),
    ("bjorkhojden", "Björkhöjden", "norralv-kommun", 653_180, 7_053_640, 500),
    ("strandangen", "Strandängen", "norralv-kommun", 656_240, 7_053_310, 450),
    ("campus", "Campus Norrälv", "norralv-kommun", 654_010, 7_051_300, 350),
)
ENVIRONMENTS = (  # slug, name, parent, environment
    ("digitala-miljoer", "Digitala miljöer", None, "other"),
    ("spel", "Spel", "digitala-miljoer", "game"),
    ("byggspel", "Byggspel med chatt", "spel", "game"),
    ("skjutspel", "Skjutspel med röstkanal", "spel", "game"),
    ("sociala-medier", "Sociala medier", "digitala-miljoer", "social"),
    ("korta-filmer", "Korta filmer", "sociala-medier", "social"),
    ("bildfloden", "Bildflöden", "sociala-medier", "social"),
    ("meddelandetjanster", "Meddelandetjänster", "digitala-miljoer", "messaging"),
    ("krypterade-grupper", "Krypterade grupper", "meddelandetjanster", "messaging"),
    ("marknadsplatser", "Marknadsplatser", "digitala-miljoer", "marketplace"),
    ("begagnat", "Begagnathandel", "marknadsplatser", "marketplace"),
    ("betaltjanster", "Betaltjänster", "digitala-miljoer", "payment"),
)
ROLES = (  # account, person, organisation, body, kind
    ("siv", "Siv Ahl", "norralv", "norralvsradet", "secretary"),
    ("noor", "Noor El-Amin", "norralv", None, "reviewer"),
    ("per", "Per Hed", "lpo-norralv", "norralvsradet", "reader"),
    ("oda", "Oda Syn", "norralv", None, "oversight"),
    ("admin", None, "norralv", None, "admin"),
)


def build_world(passwords: Mapping[str, str]) -> bool:
    """Add what is missing; `passwords` by user name says which accounts to make. True if anything was
    added."""
    if Account.objects.filter(username__in=passwords).count() == len(passwords):
        return False  # accounts come last, so all is there
    organisations = _organisations()
    bodies = _bodies(organisations)
    people = _seats(bodies, organisations)
    _places()
    _accounts(passwords, people, organisations, bodies)
    return True


def _organisations() -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    for slug, name, kind, parent in ORGANISATIONS:
        values = {"name": name, "kind": kind, "parent": made[parent] if parent else None}
        made[slug], _ = Organisation.objects.get_or_create(slug=slug, defaults=values)
    return made


def _bodies(organisations: Mapping[str, Organisation]) -> dict[str, Body]:
    made: dict[str, Body] = {}
    for slug, name, kind, owner, own in BODIES:
        values = {"name": name, "kind": kind, "own_rules": own}
        made[slug], _ = Body.objects.get_or_create(
            organisation=organisations[owner], slug=slug, defaults=values
        )
    return made


def _seats(bodies: Mapping[str, Body], organisations: Mapping[str, Organisation]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for slug, chairs in SEATS.items():
        for order, chair in enumerate(chairs, 1):
            if chair.person not in people:
                people[chair.person], _ = Person.objects.get_or_create(name=chair.person)
            Seat.objects.get_or_create(
                body=bodies[slug],
                person=people[chair.person],
                defaults={
                    "organisation": organisations[chair.organisation] if chair.organisation else None,
                    "party": chair.party,
                    "role": chair.role,
                    "order": order,
                },
            )
    return people


def _places() -> None:
    made: dict[str, Place] = {}
    for slug, name, parent, easting, northing, uncertainty in PLACES:
        values = {
            "kind": Place.Kind.PHYSICAL,
            "name": name,
            "parent": made[parent] if parent else None,
            "easting": easting,
            "northing": northing,
            "uncertainty_m": uncertainty,
        }
        made[slug], _ = Place.objects.get_or_create(slug=slug, defaults=values)
    for slug, name, parent, environment in ENVIRONMENTS:
        values = {
            "kind": Place.Kind.DIGITAL,
            "name": name,
            "parent": made[parent] if parent else None,
            "environment": environment,
        }
        made[slug], _ = Place.objects.get_or_create(slug=slug, defaults=values)


def _accounts(
    passwords: Mapping[str, str],
    people: Mapping[str, Person],
    organisations: Mapping[str, Organisation],
    bodies: Mapping[str, Body],
) -> None:
    for username, person, organisation, body, kind in ROLES:
        if username not in passwords or Account.objects.filter(username=username).exists():
            continue
        who = people.get(person) or Person.objects.get_or_create(name=person)[0] if person else None
        account = Account.objects.create_user(username, password=passwords[username], person=who)
        Role.objects.create(
            account=account,
            organisation=organisations[organisation],
            body=bodies[body] if body else None,
            kind=kind,
        )
