import type { StewardTask } from '../../residents/index.ts'

const tasks: Record<StewardTask, string> = {
  identity: 'wie is wie',
  taxonomy: 'ambities en thema’s',
  moderation: 'omgangsvormen',
  operations: 'techniek',
}

export const nl = {
  tasks,
  errors: {
    mailMissing: 'Vul het mailadres van deze bewoner in.',
    candidateSelf: 'Je kunt jezelf niet voorstellen.',
    candidateUnknown: 'We vonden met dit mailadres niemand van wie adres en persoon bewezen zijn.',
    taskMissing: 'Kies een taak.',
    stewardMissing: 'Kies om wie het gaat.',
    sureMissing: 'Zet een vinkje als je zeker weet dat je stopt.',
    whyMissing: 'Schrijf op waarom.',
    whyLong: 'Dit mag hoogstens 1000 letters hebben.',
  } as Record<string, string>,
  refusals: {
    ownCandidate: [
      'Dit gaat over jou',
      'Daarom beslissen twee anderen. Stoppen met je eigen taak kan altijd.',
    ],
    needsTwo: [
      'Hier zijn twee mensen voor nodig',
      'Jij deed het voorstel. Vraag een ander van de stichting om te kijken.',
    ],
    supportGone: [
      'Dit voorstel geldt niet meer',
      'Wie het deed, werkt niet meer voor de stichting. Er is een nieuw voorstel nodig.',
    ],
    alreadyConfirmed: ['Een ander was je voor', 'Dit voorstel is al bevestigd.'],
    alreadyHas: ['Deze bewoner heeft de taak al', 'Er is niets veranderd.'],
    alreadyProposed: ['Dit is al voorgesteld', 'Kijk bij de voorstellen die wachten.'],
    assuredOnly: [
      'Eerst je adres en jezelf bewijzen',
      'Een taak voor de stichting kan alleen als allebei bewezen zijn.',
    ],
    notAssured: [
      'Dit kan nog niet',
      'Een taak voor de stichting kan alleen als adres en persoon bewezen zijn.',
    ],
  } as Record<string, [string, string]>,
  notices: {
    'steward.proposal': 'Er wacht een voorstel over wie voor de stichting werkt.',
    'steward.asked': 'De stichting vraagt of jij een taak wilt doen.',
    'steward.ended': 'Twee anderen van de stichting hebben je taak beëindigd.',
  } as Record<string, string>,
  acts: {
    'steward.proposed': 'Er is iemand voorgesteld voor een taak.',
    'steward.confirmed': 'Een tweede vond dat ook.',
    'steward.appointed': 'Iemand kreeg een taak, en zei ja.',
    'steward.by-command': 'De beheerder van de server gaf iemand een taak.',
    'steward.end-proposed': 'Er is voorgesteld dat iemands taak stopt.',
    'steward.ended': 'Twee anderen beëindigden iemands taak.',
    'steward.stopped': 'Iemand stopte met een taak.',
  } as Record<string, string>,
  mail: {
    asked: (link: string) => ({
      subject: 'Wil jij een taak doen voor de stichting?',
      text: `Dag,

Twee mensen van de stichting vragen of jij een taak wilt doen.
Lees hier welke, en zeg ja of nee:

${link}

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
  },
  office: {
    title: 'Beheer',
    lede: 'Je helpt de stichting. Je ziet niet meer dan je taak vraagt.',
    task: (task: StewardTask) => `Taak: ${tasks[task]}`,
    links: {
      letters: ['Brieven', 'Druk de brieven van vandaag en meld ze verstuurd'],
      cases: ['Zaken', 'Kijk naar wat niet vanzelf klopt'],
      bundles: ['Bundels op papier', 'Druk het nieuws voor wie niet op internet is'],
      desk: ['Balie', 'Help iemand zonder telefoon met meedoen'],
      reports: ['Gemelde berichten', 'Beoordeel wat iemand in een bericht tussen buren kreeg'],
      ambitions: ['Aanvragen voor ambities', 'Beoordeel nieuwe wensen, woorden en verbanden'],
      figures: ['Cijfers', 'Hoe het ervoor staat, in aantallen'],
      people: ['Mensen van de stichting', 'Wie welke taak heeft, en voorstellen daarover'],
      acts: ['Wat de stichting deed', 'Dat leest iedereen'],
      mine: ['Jij en de stichting', 'Stop met een taak, als je dat wilt'],
    } as Record<string, [string, string]>,
    noTask: 'Je hebt geen taak bij de stichting.',
  },
  people: {
    title: 'Mensen van de stichting',
    lede: 'Wie een taak krijgt, beslissen twee anderen samen. En wie het wordt, zegt zelf ja.',
    now: 'Wie nu een taak heeft',
    nobody: 'Nog niemand.',
    columns: ['Wie', 'Taak', 'Sinds'],
    waiting: 'Voorstellen die wachten',
    waitingNone: 'Er wacht niets.',
    appoint: (name: string, task: StewardTask) => `${name}: ${tasks[task]}`,
    end: (name: string, task: StewardTask) => `${name} stopt met: ${tasks[task]}`,
    by: (name: string) => `Voorgesteld door ${name}.`,
    byGone: 'Voorgesteld door iemand die wegging.',
    confirmedBy: (name: string) => `Bevestigd door ${name}. Nu is het aan de bewoner zelf.`,
    until: (date: string) => `Het voorstel geldt tot ${date}.`,
    yours: 'Dit gaat over jou. Twee anderen beslissen.',
    waitsForSecond: 'Dit wacht op een tweede.',
    confirm: 'Bevestig',
    withdraw: 'Trek terug',
    propose: 'Stel iemand voor',
    proposeLede: 'Vraag eerst aan deze bewoner zelf of het mag.',
    mail: 'Mailadres van de bewoner',
    mailHelp: 'Adres en persoon moeten bewezen zijn',
    task: 'Taak',
    choose: 'Kies een taak',
    why: 'Waarom',
    whyHelp: 'Dit lezen de anderen van de stichting, en de bewoner zelf',
    send: 'Stel voor',
    stop: 'Stel voor dat iemands taak stopt',
    stopLede: 'Wanneer een tweede dit bevestigt, stopt de taak meteen.',
    who: 'Wie',
    chooseWho: 'Kies wie',
    sendStop: 'Stel voor te stoppen',
    done: {
      proposed: 'Het voorstel wacht nu op een tweede.',
      confirmed: 'Je hebt het bevestigd.',
      withdrawn: 'Het voorstel is weg.',
    } as Record<string, string>,
  },
  mine: {
    title: 'Jij en de stichting',
    lede: 'Mensen van de stichting doen elk één taak, voor iedereen.',
    asked: 'Je wordt gevraagd',
    task: (task: StewardTask) => `Taak: ${tasks[task]}`,
    public:
      'Zeg je ja? Dan staat je roepnaam met je taak op een openbare pagina. Zo weet iedereen wie wat doet.',
    yes: 'Ja, ik doe het',
    no: 'Nee, liever niet',
    yours: 'Jouw taken',
    none: 'Je hebt geen taak, en er wordt je niets gevraagd.',
    stop: (task: StewardTask) => `Stop met ${tasks[task]}`,
    stopText:
      'Stoppen kan altijd. Het werkt meteen. Wil je later terug, dan moeten twee anderen je weer voorstellen.',
    sure: (task: StewardTask) => `Ja, ik stop met ${tasks[task]}`,
    done: {
      accepted: 'Fijn dat je het doet. Kijk bij Beheer.',
      declined: 'Dat is goed. Er is niets openbaar geworden.',
      stopped: 'Je taak is gestopt. Dank je wel.',
    } as Record<string, string>,
  },
  figures: {
    title: 'Cijfers',
    lede: 'Aantallen, niets over een mens. Ze zijn hoogstens tien minuten oud.',
    what: 'Wat',
    count: 'Aantal',
    level: {
      applicant: 'Bewoners met alleen een mailadres',
      verified: 'Bewoners met een bewezen adres',
      assured: 'Bewoners van wie adres en persoon bewezen zijn',
    } as Record<string, string>,
    letters: 'Brieven die wachten op de drukker',
    cases: 'Zaken die wachten op een besluit',
    facts: 'Signalen die nog weg moeten',
    job: (state: string) => `Taken van het programma: ${state}`,
    states: {
      created: 'wachten',
      retry: 'wachten op een nieuwe poging',
      active: 'bezig',
      failed: 'mislukt',
      cancelled: 'afgebroken',
    } as Record<string, string>,
  },
  about: {
    contact: 'Hoe je ons bereikt',
    title: 'De stichting',
    lede: 'De stichting zorgt voor de vorm. Wat er gebeurt, bepalen bewoners.',
    who: 'Wie er werken',
    whoText:
      'Elk doet één taak, en ziet niet meer dan die taak vraagt. Niemand van hen ziet wat er in een besloten groep staat.',
    nobody: 'Er werkt nog niemand.',
    how: 'Hoe iemand een taak krijgt',
    howText:
      'Twee mensen van de stichting stellen het samen voor, en de bewoner zelf zegt ja. Ook om iemands taak te laten stoppen zijn er twee nodig.',
    acts: 'Wat de stichting deed',
    actsLede:
      'Alles wat mensen van de stichting doen, staat hier. Zonder namen, behalve van wie een taak kreeg.',
    actsLink: 'Lees wat de stichting deed',
    registerLink: 'Bekijk het register',
    actsNone: 'Nog niets.',
    some: 'De stichting deed iets.',
    server: 'De beheerder van de server',
    named: (text: string, name: string) => `${text} Het gaat om ${name}.`,
    because: 'Waarom',
    older: 'Ouder',
  },
}
