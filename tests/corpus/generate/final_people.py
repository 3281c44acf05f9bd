"""Final half: people and matters of its own."""

import random

from .blind_people import Folk as Drawing
from .topics_council import Topic

GIVEN = """Agnes Alice Anita Astrid Barbro Beatrice Berit Cecilia Ebba Ellinor Erika Fatima Gun Hanna Hedvig
Irene Jessica Josefin Katarina Kristin Lovisa Madeleine Maj-Britt Monika Petra Rebecka Sara Signe
Susanne Tuva Veronica Yvonne Adam Albin Alf Arne Benny Bertil Claes Emil Erland Fabian Fritiof
Gustav Hugo Ingemar Joakim Kent Kurt Linus Love Melker Nicklas Olof Patrik Ragnar Robert Roland
Simon Staffan Torsten Ulrik Viggo"""
FAMILY = """Abrahamsson Ahlgren Almqvist Arvidsson Backlund Bengtsson Bergkvist Blomqvist Borg Byström
Carlsson Danielsson Edlund Edström Engberg Englund Falk Fransson Gabrielsson Gunnarsson Gustafsson
Hammar Hellström Henriksson Hult Israelsson Jakobsson Jonasson Karlberg Kvist Larsson Levin
Lindgren Lundgren Magnusson Martinsson Mårtensson Nyberg Nyström Palm Persson Rask Rosén
Samuelsson Sandberg Sjögren Strand Sundberg Svedberg Tengblad Viklund Wikström Ågren Öberg
Österberg"""
WHOLE = [
    "Amina Warsame",
    "Jovan Petrović",
    "Leena Korhonen",
    "Carl von Stedt",
    "Maria Borg Hult",
    "Ali Rezai",
]

WORKS: list[Topic] = [
    (
        "Ekonomisk uppföljning",
        "Vinterväghållningen har kostat mer än beräknat.",
        "Rapporten läggs till handlingarna.",
    ),
    (
        "Belysning på gångstråket vid Kvarndammen",
        "Tolv nya stolpar sätts upp före oktober. Stråket pekades ut vid trygghetsvandringen.",
        "Belysningsplanen godkänns.",
    ),
    (
        "Skadegörelse på kommunens fastigheter",
        "Kostnaden för klotter och krossade rutor var 640 000 kronor under året.",
        "Informationen noteras.",
    ),
    (
        "Medborgarförslag om farthinder på Åsgatan",
        "Hastigheten har mätts under två veckor. Medelhastigheten är 34 km/tim.",
        "Medborgarförslaget avslås.",
    ),
    (
        "Upphandling av bevakningstjänster",
        "Fyra anbud har kommit in.",
        "Anbudet från det lägsta bolaget antas.",
    ),
    ("Delegationsbeslut", "En förteckning har lagts fram.", "Redovisningen godkänns."),
]
CARE: list[Topic] = [
    ("Kvartalsrapport", "Placeringskostnaderna ligger under budget.", "Rapporten godkänns."),
    (
        "Stöd till våldsutsatta",
        "Nitton hushåll har fått skyddat boende under året.",
        "Informationen läggs till handlingarna.",
    ),
    (
        "Avhopparverksamhet i samverkan",
        "Tre kommuner vill dela på en samordnare.",
        "Utskottet ställer sig bakom förslaget.",
    ),
    (
        "Föräldrastöd i Norrby",
        "Två kurser har hållits på familjecentralen.",
        "Verksamheten fortsätter till sommaren.",
    ),
]
TALKS: list[Topic] = [
    (
        "Läget just nu",
        "Fredagskvällarna har varit lugna. Några mopeder har setts på skolgården.",
        "Vuxna finns på plats under lovet.",
    ),
    (
        "Trygghetsenkäten",
        "Svarsfrekvensen var 61 procent. Parkeringen vid stationen nämns oftast.",
        "Svaren gås igenom i arbetsgruppen.",
    ),
    (
        "Sommarlovsaktiviteter",
        "Badhuset håller öppet till klockan 22 på onsdagar.",
        "Programmet trycks upp och delas ut i skolorna.",
    ),
    (
        "Äldre och bedrägerier",
        "Polisen håller tre träffar om falska samtal på servicehusen.",
        "Träffarna annonseras i lokaltidningen.",
    ),
    (
        "Narkotika i skolmiljö",
        "Rutinen för oro har prövats på två skolor.",
        "Rutinen ses över i höst.",
    ),
]


class Folk(Drawing):
    """Draws people with distinct names."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random("final " + seed)
        self.given, self.families, self.whole = GIVEN.split(), FAMILY.split(), WHOLE.copy()
        for names in (self.given, self.families, self.whole):
            self.rng.shuffle(names)
