# ruff: noqa: E501
"""Blind half: made-up matters (title, text, decision)."""

from .topics_council import Topic

SAFE: list[Topic] = [
    (
        "Lägesrapport från polisen",
        "Antalet anmälda inbrott i källare har minskat jämfört med förra året. Däremot ökar stölderna av båtmotorer i gästhamnen.",
        "Rapporten läggs till handlingarna.",
    ),
    (
        "Trygghetsvandring på Kvarnområdet",
        "Vandringen samlade 23 personer. Buskaget vid lekplatsen och två trasiga lampor togs upp som det mest angelägna.",
        "Parkförvaltningen åtgärdar buskaget.",
    ),
    (
        "Ny överenskommelse med polisen",
        "Förslaget bygger på den gemensamma lägesbilden. Tre områden föreslås: trafik i centrum, våld i nära relation och unga i riskzon.",
        "Överenskommelsen antas för egen del.",
    ),
    (
        "Väktare på badhuset",
        "Personalen har känt sig otrygg under fredagskvällarna. Väktare har funnits på plats under två månader.",
        "Insatsen förlängs.",
    ),
    (
        "Nattvandrarnas verksamhet",
        "Femton vuxna har gått ut på helgerna sedan starten. Det saknas folk till storhelgerna.",
        "En förfrågan skickas till idrottsföreningarna.",
    ),
    (
        "Belysning längs gång- och cykelvägen till Åkerby",
        "Sträckan är 900 meter och saknar belysning. Många elever går där under vintermånaderna.",
        "Frågan överlämnas till tekniska förvaltningen.",
    ),
    (
        "Skadegörelse på skolgårdar",
        "Kostnaden för krossade rutor uppgick till 212 000 kronor förra året. Två skolor står för merparten.",
        "En plan tas fram tillsammans med rektorerna.",
    ),
    (
        "Enkät om trygghet bland högstadieelever",
        "Sju av tio svarar att de känner sig trygga på vägen hem. Flickor i årskurs 9 svarar minst positivt.",
        "Resultatet presenteras för elevråden.",
    ),
    (
        "Buskörning med mopedbilar",
        "Klagomålen kommer främst från boende runt torget. Polisen har skrivit ut nitton ordningsböter sedan årsskiftet.",
        "Farthinder prövas på Storgatan.",
    ),
    (
        "Krisberedskapsveckan",
        "Årets tema är hemberedskap. Biblioteket och frivilliga försvarsorganisationer ställer ut under tre dagar.",
        "Programmet godkänns.",
    ),
    (
        "Föreningsbidrag för drogfria aktiviteter",
        "Elva föreningar har sökt. Potten räcker till ungefär hälften av det sökta beloppet.",
        "Bidragen fördelas enligt förvaltningens förslag.",
    ),
    (
        "Information om länsstyrelsens tillsyn",
        "Tillsynen gällde folköl och tobak. Fyra av tjugo butiker sålde utan att fråga efter legitimation.",
        "Informationen antecknas.",
    ),
]

BOARD: list[Topic] = [
    (
        "Budgetuppföljning",
        "Resultatet visar ett underskott om 640 000 kronor. Vikariekostnaderna väntas minska under resten av året.",
        "Uppföljningen godkänns.",
    ),
    (
        "Svar på motion om trygghetskameror",
        "Motionären vill att kommunen ansöker om tillstånd för två platser. En ny lag gör ansökan onödig, men behovet måste först prövas.",
        "Motionen anses besvarad.",
    ),
    (
        "Plan för arbetet mot våld i nära relationer",
        "Planen har varit på remiss hos kvinnojouren och regionen. Sju yttranden har kommit in.",
        "Planen antas att gälla till och med utgången av mandatperioden.",
    ),
    (
        "Upphandling av ordningsvakter",
        "Avtalet löper ut den 31 januari. Två förlängningar har redan använts.",
        "Upphandlingen får inledas.",
    ),
    (
        "Medborgarförslag om farthinder på Ringvägen",
        "Mätningen visar att de flesta håller hastigheten. Vid skolan är medelhastigheten 34 kilometer i timmen.",
        "Medborgarförslaget avslås.",
    ),
    (
        "Sammanträdestider för nästa år",
        "Förslaget innehåller nio sammanträden.",
        "Sammanträdestiderna fastställs.",
    ),
    (
        "Revidering av delegationsordningen",
        "Ändringarna gäller beslut om avstängning och yttranden till tillståndsmyndigheten.",
        "Den reviderade delegationsordningen antas.",
    ),
    (
        "Rapport om problematisk skolfrånvaro",
        "Frånvaron är högst i årskurs 8. Elevhälsan har anställt en samordnare på halvtid.",
        "Rapporten läggs till handlingarna.",
    ),
]

STAFF: list[Topic] = [
    (
        "Hot och våld på arbetsplatsen",
        "Antalet tillbud har ökat inom hemtjänsten. Larmen på två enheter är gamla och ska bytas.",
        "Parterna är överens om att larmen byts senast i november.",
    ),
    (
        "Riskbedömning inför flytt av receptionen",
        "Skyddsombuden har deltagit i bedömningen. Utrymningsvägen behöver märkas upp.",
        "Parterna förklarar sig eniga.",
    ),
    (
        "Rutin för ensamarbete",
        "Förslaget innebär att ingen ska göra hembesök ensam efter klockan 20.",
        "Rutinen fastställs.",
    ),
    (
        "Sjukfrånvaro",
        "Sjukfrånvaron ligger på 6,4 procent, vilket är något lägre än i fjol.",
        "",
    ),
    (
        "Utbildning för nya skyddsombud",
        "Tolv platser finns i mars. Anmälan görs till personalkontoret.",
        "",
    ),
]

EXTRA = [
    "I diskussionen framfördes att återkopplingen till dem som anmäler fel är för dålig och att ansvaret behöver bli tydligare.",
    "Frågor ställdes om finansieringen. Svar lämnas vid nästa tillfälle.",
    "Bilder från presentationen bifogas.",
    "Följande planeras:\n– informationskväll på biblioteket\n– besök på högstadiet\n– gemensam övning med räddningstjänsten",
]
