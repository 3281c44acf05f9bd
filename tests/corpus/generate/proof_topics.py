# ruff: noqa: E501
"""Proof half: made-up matters (title, text, decision)."""

from .topics_council import Topic

SCHOOL: list[Topic] = [
    (
        "Ändringar i ärendelistan",
        "Ordföranden föreslår att ärendet om skolskjuts utgår.",
        "Ärendelistan godkänns med den föreslagna ändringen.",
    ),
    (
        "Systematiskt kvalitetsarbete: trygghet och studiero",
        "Elevenkäten besvarades av 1 140 elever. Nio av tio i årskurs 5 känner sig trygga, mot åtta av tio i årskurs 8.",
        "Nämnden godkänner rapporten.",
    ),
    (
        "Plan mot kränkande behandling",
        "Planen har behandlats i elevråden. Kränkningar på nätet har fått ett eget avsnitt.",
        "Planen antas och gäller till och med nästa läsår.",
    ),
    (
        "Uppföljning av det kommunala aktivitetsansvaret",
        "Av 64 ungdomar har 51 kontaktats. Fyra tackade nej till insats.",
        "Nämnden tar del av uppföljningen.",
    ),
    (
        "Delårsrapport januari–augusti",
        "Prognosen visar ett underskott om 1,2 miljoner kronor. Vikariekostnaderna är den största orsaken.",
        "Delårsrapporten godkänns och överlämnas till kommunstyrelsen.",
    ),
    (
        "Svar på motion om kameror vid skolgårdar",
        "Motionären vill att tre skolgårdar bevakas nattetid. Glaskrossen har minskat efter att belysningen byttes.",
        "Nämnden föreslår att motionen avslås.",
    ),
    (
        "Rutin vid hot och våld mot personal",
        "Skyddsombuden har lämnat synpunkter. Tillbuden har ökat från 18 till 27 på ett år.",
        "Rutinen fastställs.",
    ),
    (
        "Redovisning av delegationsärenden",
        "Förteckningen har skickats ut med kallelsen.",
        "Nämnden tar del av redovisningen.",
    ),
]

TOWN: list[Topic] = [
    (
        "Ansökan om bidrag till nattfotboll",
        "Idrottsföreningen söker 45 000 kronor för fredagskvällar i sporthallen under vintern.",
        "Bidrag beviljas med 40 000 kronor.",
    ),
    (
        "Ordningsregler på biblioteket",
        "Personalen har under hösten vid elva tillfällen behövt ringa väktare.",
        "De nya ordningsreglerna antas.",
    ),
    (
        "Öppettider på fritidsgården",
        "Lördagsöppet prövas under tre månader i samarbete med föreningarna.",
        "Förslaget bifalls.",
    ),
    (
        "Offentlig konst i gångtunneln",
        "Klottret har minskat på de platser där elever har fått måla.",
        "Uppdraget lämnas till kulturenheten.",
    ),
    (
        "Budgetuppföljning",
        "Utfallet följer budgeten med undantag för lokalhyror.",
        "Uppföljningen noteras till protokollet.",
    ),
    (
        "Yttrande över trygghetsprogrammet",
        "Förvaltningen saknar en beskrivning av vem som ansvarar för de mörka stråken mellan bussen och badhuset.",
        "Yttrandet antas som nämndens eget.",
    ),
    (
        "Anmälningsärenden",
        "Två domar och en skrivelse från länsstyrelsen anmäls.",
        "Anmälan noteras.",
    ),
]

SAFE: list[Topic] = [
    (
        "Lägesbild",
        "Antalet anmälda brott har gått ned med sju procent. Cykelstölderna står för en tredjedel av anmälningarna.",
        "Lägesbilden uppdateras inför hösten.",
    ),
    (
        "Stölder ur källarförråd",
        "Elva förråd har brutits upp på Gropgatan. Bolaget byter lås i tre trapphus.",
        "Grannarna får ett brev om märkning av värdesaker.",
    ),
    (
        "Nyrekrytering av unga till kriminella nätverk",
        "Två grundskolor har märkt att yngre elever får förfrågningar i sina telefoner.",
        "Föräldramöten ordnas i samtliga högstadieskolor.",
    ),
    (
        "Trygghetsvandring i Hagby",
        "Vandringen görs den första veckan i november när det är mörkt klockan 17.",
        "Kommunen bjuder in boende och föreningar.",
    ),
    (
        "Våld i nära relation",
        "Nio av tio som sökte stöd under våren var kvinnor. Väntetiden till samtal är en vecka.",
        "Frågan tas upp igen i december.",
    ),
    (
        "Bedrägerier",
        "Anmälningarna om falska banksamtal har ökat. Det högsta beloppet var 410 000 kronor.",
        "Ett informationsblad tas fram tillsammans med bankerna.",
    ),
    (
        "Skolavslutningen",
        "Fältgruppen, polisen och nattvandrarna delar upp kvällen mellan sig.",
        "Bemanningen följs upp på plats klockan 19.",
    ),
    (
        "Ordningsvakter i centrum",
        "Förordnandet löper ut vid årsskiftet. Handlarna vill att det förlängs.",
        "Underlag till ny ansökan tas fram.",
    ),
    (
        "Bränder i containrar",
        "Räddningstjänsten har larmats fyra gånger sedan maj. Ingen person har skadats.",
        "Containrarna låses kvällstid.",
    ),
]
