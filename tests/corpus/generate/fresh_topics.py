# ruff: noqa: E501
"""Fresh half: made-up matters of its own: (title, text, decision)."""

from .topics_council import Topic

TRYGG: list[Topic] = [
    (
        "Polisens lägesbild",
        "Våld i offentlig miljö ligger på samma nivå som i fjol. Cykelstölderna vid stationen har ökat, liksom stölder av båtmotorer. Inga nya konflikter är kända i området.",
        "Informationen antecknas.",
    ),
    (
        "Ordningsläget vid badplatsen",
        "Under fyra helger i juli samlades stora grupper efter klockan 22. Nedskräpning och hög musik är det som boende anmäler oftast.",
        "Fritidskontoret tar fram förslag på skyltning och grindar till nästa säsong.",
    ),
    (
        "Bilträffar på Södra parkeringen",
        "Träffarna har flyttat från industriområdet till centrum. Markägaren är beredd att sätta upp farthinder.",
        "Samhällsbyggnad bjuder in markägaren och näringslivet till ett möte.",
    ),
    (
        "Elevenkäten om trygghet i skolan",
        "Var femte elev i årskurs 8 undviker någon plats på skolan. Omklädningsrum och toaletter nämns mest.",
        "Resultatet skickas till rektorerna.",
    ),
    (
        "Förordnande av ordningsvakter i centrum",
        "Nuvarande tillstånd gäller till årsskiftet. Behovet ska beskrivas på nytt i ansökan.",
        "Säkerhetsenheten lämnar in ansökan före den sista oktober.",
    ),
    (
        "Trygghetsvandring i Östra Hagen",
        "Tjugotvå boende deltog. Belysningen vid lekplatsen och den igenvuxna gångvägen mot busshållplatsen togs upp av många.",
        "Protokollet från vandringen skickas till tekniska förvaltningen.",
    ),
    (
        "Sociala insatsgrupper",
        "Två ungdomar har avslutat sina insatser och en ny har tillkommit. Samtycke är den vanligaste svårigheten.",
        "",
    ),
    (
        "Orsaksanalys: narkotika kring resecentrum",
        "Analysen pekar på brist på insyn, öppna väntsalar kvällstid och att försäljningen flyttar när patrulleringen minskar.",
        "Analysen läggs till grund för åtgärdsplanen.",
    ),
    (
        "Lagen om kommuners ansvar för brottsförebyggande arbete",
        "Lägesbilden ska vara klar i juni och åtgärdsplanen ska tas upp i fullmäktige under hösten.",
        "",
    ),
    (
        "Nattvandring och föräldranärvaro",
        "Sju föreningar delar på fredagarna. Det saknas vandrare till skolavslutningen.",
        "Samordnaren skickar en förfrågan till alla föreningar.",
    ),
    (
        "Skadegörelse och klotter, andra tertialet",
        "Kostnaden för klottersanering blev 410 000 kronor. Glaskrossen på skolorna har minskat.",
        "",
    ),
    (
        "Utbildningsdag om hedersrelaterat våld och förtryck",
        "Dagen riktar sig till personal i skola, elevhälsa och fritid. Sextio platser finns.",
        "",
    ),
    (
        "Medborgardialog på biblioteket",
        "Dialogen hålls en lördag i oktober. Polisen och fritidsgården bemannar var sitt bord.",
        "",
    ),
    (
        "Bedrägerier mot äldre",
        "Sedan årsskiftet har nitton personer över 75 år blivit lurade på betalkort eller bankuppgifter. Pensionärsföreningarna vill ha fler informationsträffar.",
        "Polisen och banken bokar tre träffar under våren.",
    ),
    (
        "Frivårdens arbete med återfallsförebyggande program",
        "Ett nytt program för yngre klienter startar i höst. Remissvägen går genom frivårdskontoret.",
        "",
    ),
    (
        "Kamera i gångtunneln under järnvägen",
        "En ansökan om kamera kräver att andra åtgärder har prövats. Belysningen byttes i våras.",
        "Frågan tas upp igen när effekten av den nya belysningen är mätt.",
    ),
    (
        "Sommarlovsaktiviteter",
        "Statsbidraget räcker till fyra veckor. Simskola, musikläger och öppen hall planeras.",
        "",
    ),
    (
        "Avstämning av medborgarlöftet",
        "Löftet om hastighetskontroller på Storgatan har hållits med råge, löftet om fotpatrull delvis.",
        "Nytt löfte bereds av samordnaren och kommunpolisen.",
    ),
]
HALSA: list[Topic] = [
    (
        "Fördelning av folkhälsomedel",
        "Fjorton ansökningar har kommit in till ett sammanlagt belopp av 2,3 miljoner kronor. Att fördela finns 1,1 miljoner.",
        "Medlen fördelas enligt kansliets förslag.",
    ),
    (
        "Yttrande över länsstyrelsens strategi mot alkohol, narkotika, dopning, tobak och spel om pengar",
        "Strategin bedöms ge god ledning. Den lokala uppföljningen bör dock förtydligas.",
        "Yttrandet antas och översänds till länsstyrelsen.",
    ),
    (
        "Överenskommelse om gemensamt folkhälsoarbete",
        "Överenskommelsen mellan regionen och kommunerna gäller fyra år. Varje part bidrar med lika mycket per invånare.",
        "Överenskommelsen godkänns.",
    ),
    (
        "Delårsrapport per den 31 augusti",
        "Verksamheten går mot ett överskott om 350 000 kronor, främst på grund av en vakant tjänst.",
        "Delårsrapporten godkänns.",
    ),
    (
        "Handlingsplan för suicidprevention",
        "Planen har arbetats fram med skolan, primärvården och de ideella organisationerna. Utbildning av nyckelpersoner är den största posten.",
        "Handlingsplanen antas.",
    ),
    (
        "Trygghet på regionens vårdcentraler",
        "Antalet hot mot personal har ökat på tre mottagningar. Larmen är bytta på två av dem.",
        "Informationen noteras till protokollet.",
    ),
    (
        "Sammanträdestider nästa år",
        "Sex sammanträden föreslås, varav ett förläggs till länets norra del.",
        "Sammanträdestiderna fastställs.",
    ),
    (
        "Rapport från ungdomsmottagningen",
        "Besöken har ökat med elva procent. Väntetiden till samtal är fem veckor.",
        "Rapporten läggs till handlingarna.",
    ),
]
UNGA: list[Topic] = [
    (
        "Otrygga platser – kartan från skolbesöken",
        "Rådet gick igenom kartan. Bussterminalen, baksidan av ishallen och stigen till gymnasiet fick flest nålar.",
        "att skicka kartan till brottsförebyggande rådet.",
    ),
    (
        "Lupp-enkäten",
        "Fler unga än förra gången svarar att de kan påverka. Få vet vem de ska kontakta.",
        "att göra en film om hur man lämnar ett förslag.",
    ),
    (
        "Busskort på kvällstid",
        "Skolkortet gäller bara till klockan 19. Träningar slutar senare än så.",
        "att be trafikenheten räkna på en förlängning.",
    ),
    (
        "Öppettider på ungdomens hus",
        "Huset är stängt på söndagar. Nio av tio i omröstningen vill ha öppet.",
        "att lämna frågan till kultur- och fritidsnämnden.",
    ),
    (
        "Trygghetsdagen i mars",
        "Polisen kommer med en bil och räddningstjänsten visar hjärt-lungräddning.",
        "att rådet står för fika och frågesport.",
    ),
    (
        "Bidrag ur snabba pengar",
        "Fyra ansökningar hade kommit in.",
        "att bevilja tre av dem med 5 000 kronor vardera.",
    ),
]
POLISEN: list[Topic] = [
    (
        "Läget i polisregionen",
        "Personalläget är bättre än på flera år men ojämnt fördelat. Tre sprängningar har inträffat sedan förra mötet, alla i regionens södra del.",
        "",
    ),
    (
        "Brott i nära relation",
        "Andelen ärenden med tidiga säkrade bevis har stigit. Samarbetet med åklagarkammaren har fått en fast form.",
        "",
    ),
    (
        "Rekrytering och aspirantplatser",
        "Sextiotvå aspiranter har börjat. De flesta vill till tätorterna.",
        "",
    ),
    (
        "Trafik och fjällsäkerhet under vintersäsongen",
        "Skoterkontrollerna gav färre rattfyllerier än i fjol.",
        "",
    ),
    (
        "Tillgänglighet i glesbygd",
        "Tiden till första patrull på plats redovisas kommun för kommun. Ledamöterna önskar samma redovisning varje år.",
        "",
    ),
    (
        "Medborgarlöften och samverkansöverenskommelser",
        "Trettioen av trettiotre kommuner har en gällande överenskommelse.",
        "",
    ),
]
NITTIO: list[Topic] = [
    (
        "Närpolisreformen",
        "Fyra närpoliser har tillsatts och får lokal i gamla posthuset. Öppethållande blir tre dagar i veckan.",
        "Informationen lades till handlingarna.",
    ),
    (
        "Ordningen på Stortorget fredagskvällar",
        "Ungdomar från hela länet samlas på torget. Hembränt säljs ur bilar. Föräldrar från båda högstadieskolorna har börjat vandra.",
        "",
    ),
    (
        "Yttrande över budgetunderlag för 1995/96",
        "Underlaget innebär att två tjänster i yttre tjänst inte återbesätts.",
        "Nämnden avstyrker indragningen.",
    ),
    (
        "Bilinbrotten vid järnvägsstationen",
        "Under oktober anmäldes trettioett inbrott. Banverket har lovat bättre belysning.",
        "Rådet uppvaktar Banverket tillsammans med gatukontoret.",
    ),
    (
        "Grannsamverkan i Solbacken",
        "Ett åttiotal hushåll kom till mötet i skolans matsal. Tre kontaktombud anmälde sig.",
        "",
    ),
    (
        "Ansökan om projektmedel för kvällsöppet i sporthallen",
        "Kostnaden beräknas till 46 000 kronor för vintern.",
        "Rådet tillstyrker ansökan.",
    ),
]
DETAIL = [
    "Frågan har även tagits upp i näringslivsrådet. Kommunstyrelsen väntas behandla ärendet den 14 december.",
    "Under diskussionen framfördes att åtgärderna bör följas upp på samma sätt varje år så att siffrorna kan jämföras. Flera påpekade att anmälningsbenägenheten skiljer sig mellan områdena.",
    "Underlaget fanns med i kallelsen. Frågor besvaras av kansliet, telefon 0000-00 00 00.",
    "Arbetsgruppen består av skola, socialtjänst och polis. Den träffas varannan vecka till dess att planen är klar.",
]
