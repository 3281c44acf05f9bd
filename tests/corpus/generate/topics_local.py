# ruff: noqa: E501
"""Made-up matters of crime-prevention councils, police councils, associations and other small bodies."""

from .topics_council import Topic

BRA: list[Topic] = [
    (
        "Lägesbild från polisen",
        "Antalet anmälda bostadsinbrott är färre än samma tid i fjol. Bedrägerier mot äldre ökar, framför allt per telefon. Buskörning med epatraktor har återkommit vid bensinstationen.",
        "",
    ),
    (
        "Medborgarlöftet",
        "Löftet om fler synliga poliser kring skolorna har hållits under hösten. Fotpatrulleringen redovisas varje månad.",
        "Rådet ställer sig bakom ett nytt löfte om resecentrum.",
    ),
    (
        "Trygghetsmätningen",
        "Svarsfrekvensen är 52 procent. Otryggheten sen kväll har ökat i två områden. Fördjupning görs till nästa möte.",
        "",
    ),
    (
        "Narkotika i skolmiljö",
        "Skolan ser mer vape och vitt snus bland yngre elever. Tillsyn av försäljningsställen planeras tillsammans med kontrollköp.",
        "En arbetsgrupp tillsätts.",
    ),
    (
        "Åtgärdsplanens genomförande",
        "Nitton av tjugosex åtgärder är påbörjade. Tre saknar ansvarig.",
        "Varje förvaltning utser ansvarig före månadens slut.",
    ),
    (
        "Nyrekrytering till kriminella nätverk via digitala plattformar",
        "Barn kontaktas i spel och i slutna grupper. Föräldrar efterfrågar handfasta råd.",
        "",
    ),
    (
        "Våld i nära relation",
        "Kommunens kartläggning visar att få anmälningar leder till skyddat boende. Samverkan med region och kvinnojour fungerar men är personbunden.",
        "Samordnaren tar fram förslag till rutin.",
    ),
    ("Grannsamverkan", "Elva nya områden har startat. Kontaktombuden träffas i maj.", ""),
    (
        "Kameror vid gymnasiet",
        "Tillståndet går ut i december. Effekten bör beskrivas innan ny ansökan görs.",
        "Fastighetskontoret återkommer.",
    ),
    ("Avhopparverksamhet", "Fyra personer har stöd i dag. Finansieringen för nästa år är inte klar.", ""),
    (
        "Orosanmälningar och skolfrånvaro: hur samarbetar vi när frånvaron är det första tecknet",
        "Socialtjänsten får fler anmälningar än någonsin. Skolorna önskar återkoppling.",
        "Frågan tas upp i den operativa gruppen.",
    ),
    (
        "Sommaren och ungdomarna",
        "Feriearbete, öppna fritidsgårdar och nattvandrare planeras. Föreningarna är med.",
        "",
    ),
    (
        "Årshjul och mötestider",
        "Fyra möten per år, varav ett tillsammans med grannkommunen.",
        "Mötestiderna fastställs.",
    ),
    ("Laget runt", "Kort från var och en.", ""),
]
POLIS: list[Topic] = [
    (
        "Aktuellt i polisregionen",
        "Regionen har haft två särskilda händelser under kvartalet. Sjukfrånvaron sjunker.",
        "",
    ),
    (
        "Ekonomi och personal",
        "Regionen räknar med överskott. Nyanställda poliser fördelas till lokalpolisområden med låg bemanning.",
        "",
    ),
    (
        "Grova brott och utredningsresultat",
        "Andelen uppklarade skjutningar har ökat. Handläggningstiderna för bedrägeri är långa.",
        "",
    ),
    ("Gränspolisverksamheten", "Kontroller vid inre gräns har förlängts.", ""),
    ("Trafik", "Fler nykterhetskontroller har genomförts än planerat.", ""),
    ("Tillsyn av arrangemang och förordnanden", "Antalet tillståndsärenden är stort inför sommaren.", ""),
    (
        "Samarbete med kommunerna",
        "Samtliga kommuner i regionen har nu en aktuell överenskommelse. Kvaliteten på lägesbilderna varierar.",
        "Rådet ser gärna en jämförelse vid nästa möte.",
    ),
    ("Hedersrelaterat våld", "Utbildning ges till alla utredare.", ""),
    ("Verksamhetsplan och mål", "Planen beslutas i december.", ""),
    (
        "Frågor från rådets ledamöter",
        "Fråga om polisstationen i norra länsdelen och om kameror i glesbygd.",
        "",
    ),
]
HALSA: list[Topic] = [
    ("Föräldrastöd", "Nya kurser startar i januari. Intresset är störst för tonårsgrupperna.", ""),
    (
        "ANDTS-undersökningen bland elever i årskurs nio och gymnasiets år två",
        "Rökningen minskar men cannabis ligger kvar. Resultaten redovisas per skola.",
        "Resultatet sprids till rektorerna.",
    ),
    ("Folkhälsoavtal", "Avtalet med regionen förlängs ett år.", "Rådet godkänner förlängningen."),
    ("Psykisk hälsa hos unga", "Elevhälsan beskriver fler samtal om oro och sömn.", ""),
    ("Fysisk aktivitet för äldre", "Prova-på-dagar hölls på fyra orter.", ""),
    ("Fallprevention", "Uteplatser och halkskydd har delats ut.", ""),
    ("Tobaksfri kommun", "Skyltar är uppsatta vid lekplatser.", ""),
    ("Verksamhetsplan och budget för rådet", "Budgeten är 410 000 kronor.", "Verksamhetsplanen antas."),
    ("Rapport från länsnätverket", "Länets samordnare träffas två gånger per termin.", ""),
    ("Ansökningar om medel", "Fem föreningar har sökt.", "Medel beviljas till tre av dem."),
]
PENSION: list[Topic] = [
    (
        "Information från socialförvaltningen",
        "Nytt trygghetslarm införs. Byggstart för boendet Solbacken flyttas.",
        "",
    ),
    (
        "Bedrägerier mot äldre",
        "Polisen och bankerna håller öppna möten. Lappar delas ut med hemtjänsten.",
        "",
    ),
    (
        "Snöröjning och halka",
        "Rådet påpekar att busshållplatserna skottas sist.",
        "Frågan sänds till tekniska kontoret.",
    ),
    (
        "Seniorkort på bussen",
        "Kortet gäller inte före klockan nio, vilket försvårar vårdbesök.",
        "Rådet skriver till regionen.",
    ),
    ("Mat i äldreomsorgen", "Matråden önskar mer lagat på plats.", ""),
    ("Digitalt utanförskap", "Kurser i e-legitimation på biblioteken var fullbokade.", ""),
    ("Tillgänglighet i centrum", "Trappan vid apoteket saknar ledstång.", ""),
    ("Rapporter från organisationerna", "Varje organisation berättar om sitt program.", ""),
]
FORENING: list[Topic] = [
    ("Fastställande av dagordning", "", "Dagordningen fastställdes."),
    (
        "Fråga om mötet är behörigen utlyst",
        "Kallelsen sändes ut fyra veckor före mötet.",
        "Mötet ansågs behörigen utlyst.",
    ),
    (
        "Styrelsens verksamhetsberättelse",
        "Berättelsen gicks igenom rubrik för rubrik.",
        "Verksamhetsberättelsen lades till handlingarna.",
    ),
    (
        "Ekonomisk berättelse samt resultat- och balansräkning",
        "Årets resultat blev 12 406 kronor.",
        "Räkenskaperna fastställdes.",
    ),
    ("Revisorernas berättelse", "Berättelsen lästes upp.", "Berättelsen lades till handlingarna."),
    (
        "Fråga om ansvarsfrihet för styrelsen",
        "Revisorerna tillstyrkte.",
        "Styrelsen beviljades ansvarsfrihet.",
    ),
    (
        "Fastställande av medlemsavgift",
        "Styrelsen föreslog oförändrad avgift.",
        "Avgiften fastställdes till 250 kronor.",
    ),
    (
        "Motion om nattvandring på lördagar",
        "Motionären talade för sin motion. Styrelsen yrkade bifall till första att-satsen.",
        "Mötet beslutade enligt styrelsens förslag efter rösträkning, 19 röster mot 12.",
    ),
    ("Val av styrelse", "Valberedningens förslag lades fram.", "Val förrättades enligt bilaga 3."),
    ("Val av revisorer", "", "Omval."),
    ("Val av valberedning", "", "Frågan hänsköts till styrelsen."),
    ("Övriga frågor", "Frågan om ny flaggstång väcktes.", ""),
]
BRF: list[Topic] = [
    (
        "Ekonomi",
        "Likviditeten är god. Räntan på ett av lånen läggs om i juni.",
        "Styrelsen väljer ett års bindning.",
    ),
    (
        "Stambyte",
        "Offerterna skiljer sig mycket. Besiktningsmannen kommer till nästa möte.",
        "Beslut skjuts upp.",
    ),
    (
        "Inbrott i källarförråd",
        "Tre förråd har brutits upp. Händelserna är polisanmälda. Belysning och lås ses över.",
        "Styrelsen beslutade att byta låscylindrar i källaren.",
    ),
    (
        "Överlåtelser och andrahandsuthyrningar",
        "Två överlåtelser sedan förra mötet.",
        "Medlemskapen beviljades.",
    ),
    ("Laddplatser", "Elnätet räcker för åtta platser.", "Anbud tas in."),
    ("Städdag", "Datum sätts till sista lördagen i april. Korv serveras.", ""),
    ("Störningar", "Klagomål på musik i uppgång C.", "Vicevärden kontaktar lägenhetsinnehavaren."),
    ("Brandskydd", "Rökluckorna är provade. En dörr till trapphuset stänger inte.", "Felanmälan görs."),
    (
        "Avgiftshöjning",
        "Prognosen pekar på höjning med fem procent.",
        "Avgiften höjs med fem procent från årsskiftet.",
    ),
    ("Tvättstugan", "Maskin 3 är trasig igen.", ""),
]
KYRKA: list[Topic] = [
    ("Andakt och inledning", "Psalm 21 sjöngs.", ""),
    (
        "Kollekter",
        "Förslag till församlingskollekter för nästa halvår.",
        "Kollekterna fastställdes enligt förslaget.",
    ),
    ("Konfirmandverksamheten", "Tjugotre ungdomar är anmälda. Lägret hålls i augusti.", ""),
    (
        "Diakoni och ensamhet",
        "Öppet hus två dagar i veckan lockar nya grupper. Diakonen deltar i kommunens trygghetsarbete.",
        "",
    ),
    (
        "Församlingsinstruktion",
        "Stiftet har lämnat synpunkter.",
        "Kyrkorådet antog den ändrade instruktionen.",
    ),
    (
        "Kyrkogårdens belysning och skadegörelse",
        "Gravstenar har vräkts vid två tillfällen under hösten. Polisanmälan är gjord.",
        "Offert på belysning tas in.",
    ),
    ("Budgetuppföljning", "Utfallet följer plan.", "Uppföljningen lades till handlingarna."),
    ("Underhåll av orgeln", "Piporna behöver rengöras.", "Anslag beviljades med 85 000 kronor."),
    ("Kyrkoherdens information", "Vigslar, dop och personalfrågor.", ""),
]
KAR: list[Topic] = [
    ("Mötets öppnande", "", "Mötet öppnades."),
    ("Ekonomisk uppföljning", "Puben går plus, balen minus.", ""),
    ("Inval av fadderansvariga", "Fyra sökande har intervjuats.", "Samtliga valdes in."),
    ("Policy mot trakasserier", "Policyn får ett avsnitt om chattgrupper.", "Policyn antogs."),
    ("Tentaskåp och nycklar", "Två nycklar är borta.", ""),
    (
        "Trygga vägar hem",
        "Belysningen mellan campus och stationen är släckt. Kåren deltar i vandringen med kommunen.",
        "Presidiet svarar kommunen.",
    ),
    ("Bostadskön", "Kön är nio månader.", ""),
    ("Studiebevakning", "Kursvärderingar saknas i tre kurser.", ""),
    ("Mötets avslutande", "", "Mötet avslutades."),
]
ENGLISH: list[Topic] = [
    ("Approval of the agenda", "", "The agenda was approved."),
    (
        "Status of the work packages",
        "WP2 is two weeks late since the survey had to be translated. The municipality lends a hand with recruitment.",
        "",
    ),
    (
        "Lägesbild / situation picture",
        "Polisen beskriver läget i centrum. The figures are preliminary and must not be shared.",
        "",
    ),
    (
        "Budget and reporting",
        "Half of the travel budget is left.",
        "The coordinator sends the report by Friday.",
    ),
    ("Data protection", "An impact assessment is needed before the interviews start.", ""),
    (
        "Trygghetsvandring med studenter",
        "Planned for the first week of October, meeting point at the library.",
        "Kommunen bjuder in.",
    ),
    ("Communication", "Web page, posters and a short film.", ""),
    ("Any other business", "None.", ""),
]
SAMVERKAN: list[Topic] = [
    ("Genomgång av förra mötets anteckningar", "Anteckningarna gicks igenom.", ""),
    ("Platser av oro just nu", "Parkeringshuset, gångtunneln och området bakom mataffären.", ""),
    ("Skolornas läge", "Lugnare på högstadiet, mer bråk på två mellanstadieskolor.", ""),
    ("Fritidsgårdarna", "Öppet till elva på fredagar. Fler yngre besökare.", ""),
    ("Fältgruppen", "Har mött samma grupp flera kvällar. Inga namn antecknas.", ""),
    ("Planerade insatser", "Gemensam tillsyn och belysningsrond.", ""),
    ("Aktiviteter på lovet", "Idrottshallen hålls öppen. Föreningar får betalt per tillfälle.", ""),
    ("Bostadsbolaget informerar", "Nya portlås sätts in.", ""),
]
