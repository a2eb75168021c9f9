import type { RefusedWhy } from '../refused.ts'
import type { Outcome } from '../prove.ts'

export const nl = {
  prove: {
    title: (name: string) => `Laat zien wie je bent met ${name}`,
    lede: (name: string) => `Je gaat even naar ${name}. Daar log je in. Daarna kom je hier terug.`,
    headings: { ask: 'Dit vragen we:', not: 'Dit vragen we niet:', keep: 'Wat we ermee doen:' },
    ask: 'je naam, je geboortedatum en je adres. Verder niets.',
    not: 'je burgerservicenummer (BSN). Dat krijgen en bewaren we nooit.',
    keep: 'we kijken of het klopt met wat je hier invulde. Het blijft in de kluis. Buren zien het niet.',
    after: (name: string) => `Klopt alles? Dan kun je hier voortaan ook inloggen met ${name}.`,
    go: (name: string) => `Ga naar ${name}`,
    other: 'Liever op een andere manier?',
    otherLink: 'Bekijk alle manieren',
  },
  leaving: {
    title: (name: string) => `Je gaat nu naar ${name}`,
    lede: 'Gebeurt er niets? Druk dan op de knop.',
    go: 'Ga verder',
  },
  signIn: {
    heading: 'Of log in met',
    go: (name: string) => `Log in met ${name}`,
  },
  mine: {
    title: 'Inloggen met een eID',
    lede: 'Een eID is een inlogmiddel waarmee je laat zien wie je bent.',
    linkedHeading: 'Gekoppeld',
    none: 'Je hebt nog niets gekoppeld.',
    linked: (date: string) => `Gekoppeld op ${date}.`,
    used: (date: string) => `Laatst gebruikt op ${date}.`,
    unlink: 'Ontkoppel',
    unlinkName: (name: string) => `Ontkoppel ${name}`,
    unlinkHelp:
      'Daarna log je er niet meer mee in. Wat je bewees, blijft staan. We onthouden in de kluis dat dit middel bij jou hoort, zodat niemand er een tweede account mee maakt.',
    addHeading: 'Laat zien wie je bent',
    addText: 'Dan weten we dat je echt bent wie je zegt. Dat is nodig voor een taak bij de stichting.',
    add: (name: string) => `Met ${name}`,
    wallet: 'Met je wallet',
    unlinked: 'Het is ontkoppeld. Inloggen kan er niet meer mee.',
  },
  wallet: {
    title: 'Laat zien wie je bent met je wallet',
    lede: 'Een wallet is een app met je digitale papieren. Je kiest zelf wat je laat zien.',
    go: 'Maak een vraag voor mijn wallet',
    askTitle: 'Open je wallet',
    askLede: 'Deze vraag blijft tien minuten open.',
    hereHeading: 'Staat je wallet op dit apparaat?',
    here: 'Open mijn wallet',
    thereHeading: 'Staat je wallet op je telefoon?',
    there: ['Scan dit met je wallet.', 'Kijk daar of de naam van deze website klopt, en geef toestemming.'],
    qr: 'QR-code met de vraag aan je wallet',
    check: (host: string) =>
      `Kijk goed: staat in je wallet dat ${host} het vraagt? En heb je deze pagina zelf geopend? Zo niet, stop dan.`,
    codeHeading: 'Typ de code over',
    codeText: 'Op je telefoon verschijnt een code van zes cijfers. Typ hem hier.',
    code: 'De code van je telefoon',
    done: 'Ga verder',
    backTitle: 'Je wallet heeft geantwoord',
    backLede: 'Druk op de knop. Dan kijken we of alles klopt.',
    shortTitle: 'Typ deze code over',
    shortLede: 'Typ hem op het scherm waar je begon.',
    shortWarn:
      'Geef deze code aan niemand. Ook niet aan iemand die zegt dat hij van ons is. Ben je hier niet zelf begonnen? Sluit dan deze pagina. Er gebeurt dan niets.',
  },
  errors: {
    codeMissing: 'Vul de zes cijfers in.',
    codeWrong: 'Deze code klopt niet, of je wallet heeft nog niet geantwoord. Kijk nog eens op je telefoon.',
  } as Record<string, string>,
  moved: 'Ik ben verhuisd',
  letter: 'Vraag een brief aan',
  about: 'Kijk hoe het ervoor staat',
  outcomes: {
    assured: ['Het is gelukt', 'Je naam en je adres kloppen. Je kunt nu overal aan meedoen.'],
    verified: ['Het is gelukt', 'We weten nu wie je bent.'],
    case: [
      'Iemand van de stichting kijkt mee',
      'Het lijkt erop dat jij hier al een account hebt. We vragen het je, en niemand raakt iets kwijt. Je hoort van ons.',
    ],
    'other-address': [
      'Het adres is anders',
      'We weten nu wie je bent. Maar waar je woont nog niet: je gaf hier een ander adres. Ben je verhuisd? Geef dan hier je nieuwe adres. Woon je hier wel? Vraag dan een brief aan.',
    ],
    'too-young': ['Meedoen kan vanaf 16 jaar', 'Tot dan: doe gerust mee met je ouders of verzorgers.'],
  } satisfies Record<Outcome, [string, string]> as Record<Outcome, [string, string]>,
  refused: {
    down: [
      'We krijgen nu geen antwoord',
      'Het ligt niet aan jou, en je bent niets kwijt. Probeer het straks opnieuw, of kies een andere manier.',
    ],
    cancelled: ['Je bent gestopt', 'Dat mag. Er is niets veranderd. Je kunt het altijd opnieuw proberen.'],
    over: [
      'Dit werkt niet meer',
      'Een antwoord werkt één keer, niet langer dan tien minuten, en alleen waar je begon. Begin gerust opnieuw.',
    ],
    weak: [
      'Log in op een hogere manier',
      'Zoals je nu inlogde, weten we het niet zeker genoeg. Kies daar een sterkere manier, bijvoorbeeld met een app. Er is niets veranderd.',
    ],
    wrong: [
      'Dit konden we niet vertrouwen',
      'Het antwoord klopte niet, dus hebben we er niets mee gedaan. Probeer het opnieuw. Blijft het zo? Kies dan een andere manier.',
    ],
    missing: [
      'Er ontbreekt iets',
      'We kregen je naam, je geboortedatum of je adres niet. Zonder die drie kunnen we niet kijken of het klopt. Er is niets veranderd.',
    ],
    unknown: [
      'Hiermee kun je niet inloggen',
      'Dit middel is niet gekoppeld aan een account. Log in met je mailadres, of doe eerst mee. Daarna koppel je het.',
    ],
    unfit: [
      'Dit is nog niet goed ingesteld',
      'Het ligt niet aan jou, maar aan ons. We hebben het opgeschreven. Kies zolang een andere manier.',
    ],
  } satisfies Record<RefusedWhy, [string, string]> as Record<RefusedWhy, [string, string]>,
  again: 'Probeer het opnieuw',
  otherWay: 'Kies een andere manier',
}
