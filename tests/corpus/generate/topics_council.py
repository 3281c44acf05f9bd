# ruff: noqa: E501
"""Made-up matters of municipal boards and regions: (title, text, decision)."""

Topic = tuple[str, str, str]

SOCIAL: list[Topic] = [
    (
        "Månadsuppföljning ekonomi",
        "Förvaltningen redovisar utfallet till och med föregående månad. Underskottet beror i huvudsak på köp av extern vård. Åtgärder är beslutade men ger effekt först till hösten.",
        "Nämnden noterar informationen.",
    ),
    (
        "Uppföljning av ej verkställda beslut enligt socialtjänstlagen och lagen om stöd och service till vissa funktionshindrade, kvartal 1",
        "Vid kvartalets slut fanns elva beslut som inte hade verkställts inom tre månader. Åtta av dem gäller särskilt boende där den enskilde har tackat nej till erbjudande.",
        "Nämnden godkänner rapporten och överlämnar den till kommunfullmäktige och revisorerna.",
    ),
    (
        "Riktlinjer för familjehem",
        "Riktlinjerna har arbetats om efter den nya lagstiftningen. Ersättningsnivåerna följer den nationella rekommendationen.",
        "Nämnden antar riktlinjerna att gälla från och med nästa månadsskifte.",
    ),
    (
        "Patientsäkerhetsberättelse",
        "Vårdgivaren ska varje år upprätta en patientsäkerhetsberättelse. Fallskadorna har minskat medan läkemedelsavvikelserna ligger kvar på samma nivå.",
        "Patientsäkerhetsberättelsen fastställs.",
    ),
    (
        "Internkontrollplan",
        "Planen omfattar sju granskningsområden. Två av dem är nya: behörigheter i verksamhetssystemet och hantering av privata medel.",
        "Nämnden fastställer internkontrollplanen.",
    ),
    (
        "Yttrande över motion om fältassistenter",
        "Motionären föreslår att kommunen inrättar tre tjänster som fältassistent. Förvaltningen bedömer att behovet kan mötas genom omfördelning.",
        "Nämnden föreslår att fullmäktige anser motionen besvarad.",
    ),
    (
        "Stängning av enheten Backgläntan",
        "Antalet placeringar har halverats på två år. Lokalerna kan lämnas vid årets slut.",
        "Nämnden beslutar att avveckla enheten. Ärendet justeras omedelbart.",
    ),
    (
        "Anmälan av delegationsbeslut",
        "Beslut fattade med stöd av delegation enligt lista.",
        "Redovisningen läggs till handlingarna.",
    ),
    (
        "Information från förvaltningen",
        "Aktuellt om bemanningen inför sommaren, det nya avtalet för hemtjänst och en anmälan till tillsynsmyndigheten.",
        "",
    ),
    (
        "Val av ny ledamot i utskottet",
        "En plats är vakant efter avsägelse.",
        "Valet bordläggs till nästa sammanträde.",
    ),
]
TEKNIK: list[Topic] = [
    (
        "Fastställande av dagordning",
        "Ett extra ärende anmäls.",
        "Dagordningen fastställs med det anmälda tillägget.",
    ),
    (
        "Taxa för vatten och avlopp",
        "Självkostnaden ökar till följd av den nya reningsanläggningen. Brukningsavgiften föreslås höjas med åtta procent.",
        "Nämnden föreslår att kommunfullmäktige antar taxan.",
    ),
    (
        "Upphandling av vinterväghållning i de yttre tätorterna samt på gång- och cykelvägar som ansluter till skolor",
        "Nuvarande avtal löper ut i maj. Fyra anbud har kommit in.",
        "Upphandlingen avslutas och tilldelningsbeslut fattas enligt förvaltningens förslag.",
    ),
    (
        "Lokal trafikföreskrift om hastighet på Bruksgatan",
        "Mätningar visar att medelhastigheten är för hög förbi förskolan.",
        "Högsta tillåtna hastighet sätts till 30 kilometer i timmen.",
    ),
    (
        "Medborgarförslag om belysning vid badplatsen",
        "Förslagsställaren vill ha belysning längs stigen från parkeringen. Kostnaden beräknas till 240 000 kronor.",
        "Medborgarförslaget avslås.",
    ),
    (
        "Investeringsplan",
        "Planen rymmer ombyggnad av torget, två broar och en ny återvinningsplats.",
        "Nämnden antar planen för egen del.",
    ),
    (
        "Markanvisning för kvarteret Hammaren",
        "Två intressenter har lämnat förslag. Förvaltningen förordar hyresrätter i fyra våningar.",
        "Ärendet återremitteras för kompletterande bullerutredning.",
    ),
    (
        "Redovisning av trygghetsvandring vid resecentrum",
        "Vandringen genomfördes tillsammans med polis, fastighetsägare och ungdomsråd. Skymd sikt, trasig belysning och buskage togs upp.",
        "Nämnden tackar för redovisningen.",
    ),
    (
        "Detaljplan för del av fastigheten Hagen 4:12",
        "Planen har varit ute på samråd. Synpunkter har kommit in från länsstyrelsen och sex grannar.",
        "Planen antas.",
    ),
    (
        "Bygglov för nybyggnad av telemast",
        "Sökanden har kompletterat ansökan. Grannar har hörts.",
        "Bygglov beviljas med stöd av 9 kap. 31 § plan- och bygglagen. Avgiften är 14 300 kronor.",
    ),
    (
        "Tillsynsplan för livsmedel",
        "Antalet kontroller anpassas till den nya riskklassningen.",
        "Tillsynsplanen antas.",
    ),
    ("Delegationsbeslut", "Förteckning över beslut under perioden.", "Redovisningen godkänns."),
    ("Meddelanden", "Inkomna skrivelser och domar.", "Meddelandena läggs till handlingarna."),
    ("Övriga frågor", "Fråga ställs om snöröjningen i Norra industriområdet.", ""),
]
KS: list[Topic] = [
    (
        "Årsredovisning",
        "Resultatet blev 18 miljoner kronor bättre än budget. Fyra av sju mål bedöms som uppfyllda.",
        "Kommunstyrelsen föreslår att fullmäktige godkänner årsredovisningen.",
    ),
    (
        "Svar på granskning av kommunens arbete mot välfärdsbrott",
        "Revisorerna bedömer att kontrollerna inte är tillräckliga. En gemensam funktion för kontroll av utförare föreslås.",
        "Kommunstyrelsen antar svaret som sitt eget.",
    ),
    (
        "Borgensåtagande för Stadshus AB",
        "Bolaget behöver utöka sin låneram för att bygga om vattenverket.",
        "Kommunstyrelsen föreslår att borgen tecknas upp till 450 miljoner kronor.",
    ),
    (
        "Åtgärdsplan mot brott enligt lagen om kommuners ansvar för brottsförebyggande arbete",
        "Planen bygger på kartläggningen av brottsligheten i kommunen och har tagits fram tillsammans med polisen.",
        "Åtgärdsplanen antas. Uppföljning ska ske senast inom två år.",
    ),
    (
        "Samverkansöverenskommelse med lokalpolisområdet",
        "Överenskommelsen gäller i fyra år och följs upp varje år i rådet.",
        "Kommunstyrelsen godkänner överenskommelsen.",
    ),
    (
        "Motion om ordningsvakter i centrum",
        "Motionären yrkar att kommunen ansöker om förordnande för ordningsvakter i centrum.",
        "Motionen avslås. Mot beslutet reserverar sig oppositionen.",
    ),
    (
        "Reviderad arbetsordning",
        "Ändringarna gäller distansdeltagande och tiden för inlämnande av interpellationer.",
        "Arbetsordningen antas.",
    ),
    (
        "Ansökan om bidrag från Föreningen Hembygdens Vänner",
        "Föreningen söker bidrag för takläggning av magasinet.",
        "Bidrag beviljas med 60 000 kronor ur kommunstyrelsens medel till förfogande.",
    ),
    (
        "Val av ombud till föreningsstämma",
        "Valberedningen har lämnat förslag.",
        "Val förrättas enligt förslaget.",
    ),
    ("Avsägelser och fyllnadsval", "Två avsägelser har kommit in.", "Avsägelserna beviljas."),
    (
        "Budget och verksamhetsplan med utblick mot de två därpå följande åren samt fastställande av skattesats",
        "Budgetberedningen har haft sex sammanträden. Partierna har lämnat skilda förslag.",
        "Budgeten fastställs enligt majoritetens förslag.",
    ),
    (
        "Kommundirektörens information",
        "Läget i etableringen av batterifabriken, personalfrågor och beredskap.",
        "Informationen antecknas till protokollet.",
    ),
    ("Meddelanden och delegationsbeslut", "Inkomna handlingar redovisas.", "Läggs till handlingarna."),
]
REGION: list[Topic] = [
    (
        "Delårsrapport april",
        "Väntetiderna till första besök har kortats. Kostnaden för hyrpersonal ligger fortfarande över plan.",
        "Delårsrapporten godkänns.",
    ),
    (
        "Överenskommelse om samverkan kring personer med samsjuklighet",
        "Överenskommelsen har tagits fram med länets kommuner och reglerar ansvar, planering och tvistlösning.",
        "Nämnden ställer sig bakom överenskommelsen.",
    ),
    (
        "Yttrande över betänkande om stärkt skydd mot våld i vården",
        "Nämnden delar utredningens bild men efterlyser finansiering.",
        "Yttrandet antas.",
    ),
    (
        "Tilldelning av verksamhetsstöd till ideella organisationer",
        "Arton ansökningar har kommit in, varav tolv uppfyller villkoren.",
        "Stöd fördelas enligt bilaga.",
    ),
    (
        "Barnahus i länet: nuläge och fortsatt finansiering",
        "Två av tre barnahus saknar medicinsk undersökning på plats.",
        "Ärendet överlämnas till regionstyrelsen.",
    ),
    (
        "Regler för sjukresor",
        "Egenavgiften har varit oförändrad sedan 2018.",
        "Reglerna antas efter ajournering och omröstning med sju röster mot sex.",
    ),
    (
        "Suicidprevention: handlingsplan med särskilt fokus på unga och på de kommuner som saknar egen samordnare",
        "Planen har varit på remiss.",
        "Handlingsplanen antas.",
    ),
    ("Förvaltningschefen informerar", "Aktuella frågor i verksamheten.", "Nämnden tackar för informationen."),
    (
        "Anmälningsärenden",
        "Skrivelser, domar och beslut från andra nämnder.",
        "Redovisningen läggs till handlingarna.",
    ),
    (
        "Ekonomisk plan",
        "Planeringsförutsättningarna har ändrats sedan i höstas.",
        "Nämnden antar planen för sin del.",
    ),
]
FINLAND: list[Topic] = [
    (
        "Sammanträdets laglighet och beslutförhet",
        "Kallelsen har sänts fyra dagar före sammanträdet.",
        "Sammanträdet konstaterades vara lagligt sammankallat och beslutfört.",
    ),
    ("Val av protokolljusterare", "Turordningen följs.", "Protokolljusterare valdes."),
    ("Godkännande av föredragningslistan", "", "Föredragningslistan godkändes."),
    (
        "Detaljplaneändring i kvarter 14 vid Strandvägen",
        "Planläggaren har gett sitt utlåtande. Anmärkningar har inlämnats av två grannar.",
        "Kommunstyrelsen beslöt enligt beslutsförslaget.",
    ),
    (
        "Anhållan om understöd: Ungdomsföreningen Havsbrisen rf",
        "Föreningen anhåller om understöd för att reparera sitt hus.",
        "Kommunstyrelsen beslöt bevilja 3 500 euro.",
    ),
    (
        "Bokslut och verksamhetsberättelse",
        "Räkenskapsperiodens överskott är 214 000 euro.",
        "Kommunstyrelsen undertecknade bokslutet och överlämnade det till revisorn.",
    ),
    (
        "Trygghetsplan för kommunen och grannkommunerna samt utnämning av kommunens representant i styrgruppen",
        "Planen har beretts tillsammans med polisinrättningen och räddningsverket.",
        "Planen antecknades till kännedom.",
    ),
    (
        "Utlåtande till välfärdsområdet om nätverket av servicepunkter",
        "Välfärdsområdet har begärt utlåtande.",
        "Utlåtandet godkändes enhälligt.",
    ),
    ("Anmälningsärenden", "Skrivelser och tjänsteinnehavarbeslut.", "Antecknades till kännedom."),
    (
        "Sammanträdets avslutande",
        "Besvärsanvisning bifogas.",
        "Ordföranden förklarade sammanträdet avslutat.",
    ),
]
