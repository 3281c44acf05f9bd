# ruff: noqa: E501
"""Later half: made-up matters (title, text, decision)."""

from .topics_council import Topic

STREET: list[Topic] = [
    (
        "Information från polisen",
        "Under kvartalet anmäldes 38 fall av skadegörelse, de flesta vid resecentrum. Bilinbrotten har nästan upphört sedan två personer greps i januari.",
        "Informationen noteras.",
    ),
    (
        "Medborgarlöfte för kommande år",
        "Enkäten på torgdagen besvarades av 412 personer. Buskörning och mörka gångvägar nämndes oftast.",
        "Förslaget till medborgarlöfte ställs ut för synpunkter.",
    ),
    (
        "Ordningsläget kring resecentrum",
        "Väntsalen stänger sedan i höstas klockan 21. Ungdomar samlas i stället i cykelgaraget.",
        "Fastighetsägaren bjuds in till nästa tillfälle.",
    ),
    (
        "Uppföljning av trygghetsmätningen",
        "Andelen som känner sig otrygga utomhus sena kvällar har gått ned från 27 till 22 procent.",
        "Uppföljningen läggs till handlingarna.",
    ),
    (
        "Bedrägerier mot äldre",
        "Banken stoppar omkring tio försök i veckan. Ett studiematerial har skickats till pensionärsföreningarna.",
        "Materialet delas ut på kommunens träffpunkter.",
    ),
    (
        "Narkotika på skolornas område",
        "Hundsök har gjorts på två skolor efter beslut av rektor. Inga fynd gjordes.",
        "En gemensam rutin tas fram under våren.",
    ),
    (
        "Sommarlovsaktiviteter",
        "Fritidsgården håller öppet fyra kvällar i veckan. Statsbidraget räcker inte till busskort.",
        "Frågan om busskort lyfts till budgetberedningen.",
    ),
    (
        "Tillsyn av serveringsställen",
        "Nio besök har gjorts tillsammans med räddningstjänsten. En nödutgång var blockerad.",
        "Nya besök görs i december.",
    ),
    (
        "Hastigheter vid skolan i Mosås",
        "Mätningen visar att var femte bil kör för fort klockan 7–8. Skolan önskar ett upphöjt övergångsställe.",
        "Åtgärden prövas i nästa års plan.",
    ),
    (
        "Mopeder och A-traktorer",
        "Olyckorna med A-traktorer har fördubblats på tre år. Bältesanvändningen är låg bland dem som sitter på flaket.",
        "Ett skolmaterial beställs.",
    ),
    (
        "Våld i nära relationer",
        "Kvinnojouren har tagit emot 61 samtal sedan årsskiftet. Platserna i skyddat boende har varit fullbelagda i sju veckor.",
        "Behovet av fler platser utreds.",
    ),
]

DESK: list[Topic] = [
    (
        "Ekonomisk uppföljning per mars",
        "Prognosen för helåret är ett överskott om 210 000 kronor.",
        "Uppföljningen godkänns.",
    ),
    (
        "Svar på medborgarförslag om belysning i Kyrkparken",
        "Förslagsställaren önskar ljus längs stigen mellan kyrkan och bussen. Kostnaden beräknas till 340 000 kronor.",
        "Medborgarförslaget bifalls.",
    ),
    (
        "Åtgärdsplan för det brottsförebyggande arbetet",
        "Planen bygger på den lägesbild som antogs i våras och ska följas upp senast om två år.",
        "Åtgärdsplanen antas.",
    ),
    (
        "Yttrande över länsplan för transporter",
        "Förvaltningen ser positivt på förslaget men saknar medel till gång- och cykelvägar.",
        "Yttrandet lämnas som nämndens eget.",
    ),
    (
        "Intern kontrollplan",
        "Fem risker har valts ut, bland dem hot mot anställda och brister i loggkontroll.",
        "Planen fastställs.",
    ),
    (
        "Kamerabevakning vid återvinningsstationen",
        "Stationen har anlagts två gånger. Avståndet till närmaste bostad är 40 meter.",
        "Ärendet återremitteras för en förnyad bedömning av behovet.",
    ),
    (
        "Ansökan om bidrag från Kvinnojouren Vändpunkten",
        "Föreningen söker 180 000 kronor till en tjänst på halvtid.",
        "Bidrag beviljas med 150 000 kronor.",
    ),
    (
        "Dataskyddsombud",
        "Det nuvarande ombudet slutar den 1 september.",
        "Kommunjuristen utses till dataskyddsombud.",
    ),
    (
        "Redovisning av delegationsbeslut",
        "Förteckning över beslut under perioden har bifogats kallelsen.",
        "Redovisningen godkänns.",
    ),
    (
        "Riktlinjer mot välfärdsbrott",
        "Riktlinjerna gäller föreningsbidrag, upphandling och ekonomiskt bistånd.",
        "Riktlinjerna antas.",
    ),
]

MORE = [
    "Frågan diskuterades. Flera ansåg att resultaten behöver göras kända för dem som bor i området.",
    "Inga övriga frågor anmäldes.",
    "Presentationen skickas ut tillsammans med dessa anteckningar.",
    "Följande ska göras under hösten:\n• möte med fastighetsägarna\n• ny mätning i november\n• utbildning för nyanställda",
]
