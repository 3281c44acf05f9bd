# ruff: noqa: E501
"""Unseen half: made-up matters of its own: (title, text, decision)."""

from .topics_council import Topic

TRYGGT: list[Topic] = [
    (
        "Lägesrapport från kommunpolisen",
        "Antalet anmälda brott är lägre än förra våren. Undantaget är stölder ur fordon, där ett tjugotal anmälningar har kommit in sedan påsk.",
        "Informationen antecknas.",
    ),
    (
        "Belysning längs gång- och cykelvägar",
        "Tjugosex stolpar har bytts och ytterligare fyrtio står på tur. Sträckan mellan skolan och ishallen upplevs fortfarande som mörk.",
        "Gatuenheten återkommer med en tidplan efter sommaren.",
    ),
    (
        "Föräldravandrarna söker fler deltagare",
        "Sju personer är aktiva i dag. För att kunna gå varje fredag behövs minst femton.",
        "Skolorna skickar ut en förfrågan till vårdnadshavarna.",
    ),
    (
        "Anlagda bränder i återvinningsstationer",
        "Under hösten har räddningstjänsten larmats åtta gånger. Kostnaden för sanering uppgår till drygt 140 000 kronor.",
        "Fastighetsbolaget prövar låsbara kärl på två platser.",
    ),
    (
        "Resultat av trygghetsmätningen",
        "Svarsfrekvensen var 48 procent. Otryggheten kvällstid har minskat något, men skillnaden mellan kvinnor och män består.",
        "Mätningen läggs till grund för nästa års åtgärdsplan.",
    ),
    (
        "Handlingsplan mot våld i nära relationer",
        "Planen gäller till och med nästa år. Utbildning för personal i hemtjänsten återstår att genomföra.",
        "Planen revideras under våren.",
    ),
    (
        "Kommunens ansvar för brottsförebyggande arbete",
        "Lägesbild och åtgärdsplan ska finnas på plats. Två tjänstepersoner har gått den webbaserade utbildningen.",
        "Samordnaren redovisar ett förslag till organisation i höst.",
    ),
    (
        "Narkotika bland unga",
        "Fältgruppen ser fler yngre som provar lustgas. Apotek och butiker har kontaktats.",
        "Frågan tas upp på föräldramöten i årskurs 7.",
    ),
    (
        "Ordningsvakter under sommarmarknaden",
        "Förra året behövdes åtta vakter per kväll. Arrangören står för kostnaden.",
        "Polisen lämnar sitt yttrande senast den 15 maj.",
    ),
    (
        "Samarbetet med hyresvärdarna",
        "Olovlig andrahandsuthyrning förekommer i ett tiotal lägenheter. Nycklar till källare ska inventeras.",
        "En arbetsgrupp bildas med två personer från varje bolag.",
    ),
    (
        "Cykelstölder vid resecentrum",
        "Var tredje anmäld cykelstöld sker inom hundra meter från spåren. Ställen med ramlås används inte fullt ut.",
        "Trafikenheten flyttar tjugo ställ närmare entrén.",
    ),
    (
        "Säkerhet vid fullmäktiges öppna möten",
        "Rutinen för besökare har prövats vid två tillfällen. Väktaren i entrén har fungerat väl.",
        "Rutinen gäller tills vidare.",
    ),
    (
        "Unga som inte går i skolan",
        "Fjorton elever har mer än halva tiden i frånvaro. Orsakerna är blandade och kräver samordning.",
        "Elevhälsan och socialtjänsten träffas en gång i månaden.",
    ),
    (
        "Nedskräpning i Storskogen",
        "Bilvrak och hushållsavfall har dumpats längs skogsvägen. Markägarna vill sätta upp bommar.",
        "Miljökontoret söker bidrag för bortforsling.",
    ),
    (
        "Bedrägerier via telefon",
        "Elva äldre har förlorat sammanlagt 890 000 kronor. Hemtjänsten delar ut informationsblad.",
        "Banken bjuds in till nästa sammanträde.",
    ),
]

NAMND: list[Topic] = [
    (
        "Ekonomisk uppföljning efter april",
        "Prognosen visar ett underskott på 1,8 miljoner kronor. Kostnaderna för placeringar är högre än budgeterat.",
        "Uppföljningen godkänns och överlämnas till kommunstyrelsen.",
    ),
    (
        "Ansökan om bidrag från Kvinnojouren Tranan",
        "Föreningen ansöker om 250 000 kronor för skyddat boende. Antalet stödsamtal har fördubblats på två år.",
        "Föreningen beviljas 225 000 kronor för innevarande år.",
    ),
    (
        "Tillsyn av serveringstillstånd",
        "Nio ställen har fått besök. Vid två av dem saknades ordningsvakt den tid som tillståndet kräver.",
        "Rapporten läggs till handlingarna.",
    ),
    (
        "Riktlinjer för orosanmälningar",
        "Förvaltningen har sett över riktlinjerna efter lagändringen. Nytt är att anmälaren ska få återkoppling.",
        "Riktlinjerna antas att gälla från den 1 juli.",
    ),
    (
        "Svar på medborgarförslag om trygghetsboende",
        "Förslagsställaren vill se fler lägenheter nära centrum. Behovet ingår i bostadsförsörjningsplanen.",
        "Medborgarförslaget anses besvarat.",
    ),
    (
        "Ej verkställda beslut, första kvartalet",
        "Tre beslut om kontaktperson har inte verkställts inom tre månader.",
        "Rapporten överlämnas till revisorerna och fullmäktige.",
    ),
    (
        "Taxa för ansökan om stadigvarande tillstånd",
        "Taxan har varit oförändrad sedan fyra år. Självkostnaden har räknats om.",
        "Den nya taxan föreslås gälla från årsskiftet.",
    ),
    (
        "Internkontrollplan",
        "Planen omfattar sju kontrollpunkter, varav tre är nya för året.",
        "Internkontrollplanen fastställs.",
    ),
]

REGION: list[Topic] = [
    (
        "Länets gemensamma lägesbild",
        "Kommunernas lägesbilder har vägts samman för andra gången. Bedrägerier, narkotika och våld i hemmet nämns av alla.",
        "Lägesbilden skickas till kommunerna för synpunkter.",
    ),
    (
        "Utbildning i orsaksanalys",
        "Arton personer gick kursen i vintras. Intresset för en fortsättning är stort.",
        "En ny omgång planeras till oktober.",
    ),
    (
        "Tågtrafiken och tryggheten ombord",
        "Ombordpersonalen rapporterar färre hot sedan värdarna infördes. Sena turer är fortfarande utsatta.",
        "Kollektivtrafikmyndigheten redovisar statistik varje halvår.",
    ),
    (
        "Arbetslivskriminalitet i byggbranschen",
        "Myndigheterna genomförde fyra gemensamma kontroller. På tre arbetsplatser saknades personalliggare.",
        "Arbetsgruppen fortsätter enligt plan.",
    ),
    (
        "Medel för lokala projekt",
        "Sju ansökningar har kommit in. Tillsammans söker de dubbelt så mycket som finns att fördela.",
        "Fyra projekt får stöd, sammanlagt 610 000 kronor.",
    ),
    (
        "Samverkan vid samhällsstörningar",
        "Övningen i mars visade att larmlistorna var inaktuella i hälften av kommunerna.",
        "Listorna uppdateras varje kvartal.",
    ),
    (
        "Halvtidsutvärdering",
        "Utvärderingen bygger på intervjuer med tjugo personer. Målen för samarbetet är kända, men uppföljningen är svag.",
        "Synpunkterna arbetas in i nästa verksamhetsplan.",
    ),
    (
        "Företagens utsatthet för brott",
        "En enkät har besvarats av 212 företag. Dieselstölder och skadegörelse är vanligast.",
        "Resultatet presenteras vid frukostmötet i maj.",
    ),
]

FOLK: list[Topic] = [
    (
        "Färdtjänstens väntetider",
        "Väntetiden i telefon har ökat under vintern. En återuppringningstjänst prövas från april.",
        "Samrådet vill ha en ny redovisning i höst.",
    ),
    (
        "Fallförebyggande arbete",
        "Hembesök erbjuds alla som fyller 80 år. Sex av tio har tackat ja.",
        "Informationen antecknas.",
    ),
    (
        "Trygga entréer vid vårdcentralen",
        "Automatisk dörröppnare och bättre skyltning är beställda. Parkeringen hålls fri från is genom ett nytt avtal.",
        "Frågan följs upp vid nästa samråd.",
    ),
    (
        "Digitala tjänster för den som saknar e-legitimation",
        "Biblioteken ger handledning två förmiddagar i veckan. Många upplever att det är svårt att nå myndigheter per telefon.",
        "Förvaltningen sammanställer vilka telefontider som gäller.",
    ),
    (
        "Rapport om ensamhet bland äldre",
        "En tredjedel av de svarande träffar någon utanför hushållet mindre än en gång i veckan.",
        "Rapporten sprids till föreningarna.",
    ),
]

BRAND: list[Topic] = [
    (
        "Delårsrapport efter augusti",
        "Förbundet redovisar ett överskott på 2,1 miljoner kronor. Pensionskostnaderna blev lägre än beräknat.",
        "att godkänna delårsrapporten.",
    ),
    (
        "Handlingsprogram för förebyggande verksamhet",
        "Programmet har varit på remiss i medlemskommunerna. Anlagda bränder får ett eget avsnitt.",
        "att anta handlingsprogrammet.",
    ),
    (
        "Taxa för tillsyn",
        "Timavgiften räknas upp enligt index. Uppräkningen motsvarar 34 kronor.",
        "att föreslå medlemskommunerna att anta taxan.",
    ),
    (
        "Information om samverkan mot anlagda bränder",
        "Räddningstjänsten deltar i kommunernas trygghetsmöten varje vecka. Antalet containerbränder har halverats.",
        "",
    ),
    (
        "Upphandling av släckbilar",
        "Tre anbud kom in, varav ett inte uppfyllde kraven. Leverans beräknas ta arton månader.",
        "att ge förbundschefen i uppdrag att teckna avtal.",
    ),
    (
        "Rekrytering av deltidsbrandmän",
        "Två stationer saknar sammanlagt sex personer. En kampanj pågår tillsammans med de större arbetsgivarna.",
        "",
    ),
]

MORE = [
    "Frågan väckte diskussion. Flera pekade på att samma platser återkommer år efter år och att ansvaret är delat mellan flera förvaltningar.",
    "I samtalet togs även vintertrafiken upp. Det ligger utanför uppdraget men förs vidare.",
    "Underlaget skickas ut tillsammans med anteckningarna.",
    "Ett par frågor återstår och besvaras skriftligt.",
]

POINTS = [
    "Följande kom fram i diskussionen:\n– Platsen behöver ses över tillsammans med markägaren.\n– Informationen på webben är svår att hitta.\n– Uppföljning bör ske två gånger om året.",
    "– 14 anmälningar i januari\n– 9 anmälningar i februari\n– 11 anmälningar i mars\nJämfört med samma period i fjol är det en minskning med en femtedel.",
    "Tidplan:\n– förslag klart i maj\n– samråd under sommaren\n– beslut i kommunstyrelsen den 14 oktober",
    "Projektet drivs i två år till och finansieras till hälften av staten. En delrapport lämnades i december. Av den framgår att de flesta insatser har genomförts, men att två av dem inte kan mätas på det sätt som var tänkt. En ny mätning görs därför i höst.",
]
