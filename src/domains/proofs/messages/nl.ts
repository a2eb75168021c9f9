import { plural } from '../../../platform/i18n.ts'
import { more } from './objections-nl.ts'

/** What a mail may need besides the address of the site. */
export interface Said {
  /** Why the foundation decided so. */
  reason: string
  /** Where to object. */
  objection: string
  /** How to reach the foundation. */
  contact: string
  /** Who did it. */
  name: string
}

const bye = '\n\nGroet van Leefomgeving Doe-Het-Zelf'

export const nl = {
  /** What stewards did, as everybody may read it; by how many letters it was about. */
  acts: {
    'letters.printed': (letters) =>
      `Er ${plural('nl', letters, { one: 'is één brief', other: `zijn ${letters} brieven` })} gedrukt.`,
    'letters.posted': (letters) =>
      `Er ${plural('nl', letters, { one: 'is één brief', other: `zijn ${letters} brieven` })} op de post gedaan.`,
    'case.fine': () => 'Iets is nagekeken, en het was in orde.',
    'case.same': () => 'Twee accounts bleken van één persoon. Het nieuwste is gestopt.',
    'case.false': () => 'Een account klopte niet, en is gestopt.',
    'met.without-address': () => 'Iemand zonder vast adres is ontmoet.',
    ...more.acts,
  } as Record<string, (letters: number) => string>,
  refusals: {
    hasAddress: ['Deze persoon heeft een adres', 'Een brief of twee buren zijn dan de weg.'],
    noFixedAddress: [
      'Je hebt geen vast adres opgegeven',
      'Een brief kan dan niet komen. Twee buren die je kennen en iemand van de stichting kunnen je ook bevestigen.',
    ],
    meetingOver: [
      'Deze code werkt niet meer',
      'Een code werkt vijf minuten en werkt één keer. Vraag je buur om een nieuwe.',
    ],
    vouchSelf: ['Dit is je eigen code', 'Laat hem zien aan een buur die jou kent.'],
    vouchFar: [
      'Jullie wonen te ver uit elkaar',
      'Dit kan alleen onder buren, op hoogstens een kilometer. Een brief kan altijd.',
    ],
    vouchHome: [
      'Jullie wonen op hetzelfde adres',
      'Vraag een buur van een ander adres. Een brief kan ook, voor ieder op naam.',
    ],
    vouchEnough: [
      'Je hebt dit jaar al zes buren bevestigd',
      'Meer kan niet, zodat het iets waard blijft. Een andere buur kan het ook.',
    ],
    letterUnderWay: [
      'Er is al een brief onderweg',
      'Na tien dagen kun je een nieuwe vragen. De code van de oude werkt dan niet meer.',
    ],
    sameAddress: ['Dit is je adres al', 'Er is niets veranderd.'],
    caseEarly: [
      'Het is nog te vroeg',
      'Beide kanten krijgen een week om hun verhaal te doen. Daarna kun je beslissen.',
    ],
    caseClosed: ['Hier is al over beslist', 'Er is niets veranderd.'],
    caseOwn: ['Dit gaat over jezelf', 'Iemand anders van de stichting kijkt ernaar.'],
    ...more.refusals,
  } as Record<string, [string, string]>,
  errors: {
    nameProven: 'Je naam is al bewezen. Zo staat hij in de kluis, en zo komt hij op de brief.',
    nameMissing: 'Vul je voornaam en achternaam in.',
    nameWhole: 'Vul je voornaam én je achternaam in, zoals op een envelop.',
    nameStrange: 'Gebruik letters voor je naam, zonder webadres of mailadres.',
    nameLong: 'Je naam mag hoogstens 60 letters hebben.',
    noBsn:
      'Dit lijkt een burgerservicenummer. Dat vragen we nooit. We hebben het niet bewaard. Haal het weg.',
    birthWrong: 'Deze datum klopt niet. Schrijf hem als dag, maand en jaar.',
    birthYoung: 'Meedoen kan vanaf 16 jaar. Tot dan: doe gerust mee met je ouders of verzorgers.',
    codeMissing: 'Vul de code in die in de brief staat.',
    codeTypo: 'In deze code zit een tikfout. Kijk nog eens goed. Dit telt niet als poging.',
    numberMissing: 'Vul ook het nummer van de brief in. Dat staat boven de code.',
    numberTypo: 'In dit nummer zit een tikfout. Kijk nog eens goed.',
    meetingTypo: 'In deze code zit een tikfout. Kijk nog eens goed, of scan hem.',
    sideMissing: 'Schrijf wat je hierover wilt zeggen.',
    sideLong: 'Dit mag hoogstens 1000 letters hebben.',
    reasonMissing: 'Schrijf op waarom. Wie het aangaat leest dit.',
    reasonLong: 'Dit mag hoogstens 1000 letters hebben.',
    verdictMissing: 'Kies wat je beslist.',
    verdictOdd: 'Dit kan alleen als het over twee accounts gaat.',
    addressMissing: 'Vul je nieuwe adres in.',
    ...more.errors,
  } as Record<string, string>,
  notices: {
    'proof.risen': 'Je adres is bewezen. Je kunt nu meedoen.',
    'proof.assured': 'Je adres is bewezen, en wie je bent ook.',
    'proof.lowered': 'Je adres is nog bewezen. Wie je bent, moet je opnieuw laten zien.',
    'proof.moved': 'Je bent verhuisd. Bewijs je nieuwe adres.',
    'proof.fallen': 'Je adres is niet meer bewezen. Lees hoe je het herstelt.',
    'proof.vouched': (name: string) =>
      `${name || 'Een buur'} heeft bevestigd dat jullie elkaar ontmoet hebben.`,
    'proof.stillThere': 'Woon je nog waar je woonde? Zeg het met één druk.',
    'proof.case': 'De stichting wil iets met je nakijken. Vertel jouw kant.',
    'proof.caseFine': 'De stichting heeft het nagekeken. Alles is in orde.',
    'proof.caseEnded': 'De stichting heeft beslist over je account.',
    'proof.caseOther': 'De stichting heeft iets nagekeken dat ook jou aanging.',
    ...more.notices,
  } as Record<string, string | ((name: string) => string)>,
  mail: {
    risen: (origin: string) => ({
      subject: 'Je adres is bewezen',
      text: `Dag,\n\nJe adres is bewezen. Je kunt nu meedoen in je buurt.\n\nKijk hier wat er staat:\n${origin}/ik/bewijs${bye}`,
    }),
    assured: (origin: string) => ({
      subject: 'Je adres en wie je bent zijn bewezen',
      text: `Dag,\n\nJe adres is bewezen, en wie je bent ook. Meer is er niet te bewijzen.\n\nKijk hier wat er staat:\n${origin}/ik/bewijs${bye}`,
    }),
    lowered: (origin: string) => ({
      subject: 'Laat nog eens zien wie je bent',
      text: `Dag,\n\nJe adres is nog bewezen. Je kunt gewoon meedoen in je buurt. Wie je bent, moet je opnieuw laten zien: iets waarop dat steunde, geldt niet meer.\n\nZo doe je dat:\n${origin}/ik/bewijs${bye}`,
    }),
    moved: (origin: string) => ({
      subject: 'Bewijs je nieuwe adres',
      text: `Dag,\n\nJe bent verhuisd. Daarom moet je je nieuwe adres nog bewijzen, met een brief of met buren:\n${origin}/ik/bewijs\n\nBij leefomgevingen van je oude plek hoor je niet meer, of je blijft er gast. Dat lees je bij je berichten.${bye}`,
    }),
    fallen: (origin: string) => ({
      subject: 'Je adres is niet meer bewezen',
      text: `Dag,\n\nIets waarop jouw bewijs steunde, geldt niet meer. Dat kan gebeuren zonder dat jij iets verkeerd deed: bijvoorbeeld als een buur zijn bevestiging terugnam of verhuisde.\n\nZo herstel je het, met een brief of met buren:\n${origin}/ik/bewijs\n\nJe hoeft je leefomgevingen niet opnieuw te kiezen.${bye}`,
    }),
    vouched: (origin: string, _id: string, { name }: Said) => ({
      subject: `${name} heeft je bevestigd`,
      text: `Dag,\n\n${name} heeft bevestigd dat jullie elkaar ontmoet hebben. Klopt het niet? Vraag dan aan ${name} om het terug te nemen. Wat nu bewezen is, zie je hier:\n${origin}/ik/bewijs${bye}`,
    }),
    stillThere: (origin: string) => ({
      subject: 'Woon je er nog?',
      text: `Dag,\n\nHet is een jaar geleden dat je liet weten waar je woont. Woon je er nog? Open dit en druk op de knop:\n\n${origin}/ik/bewijs\n\nBen je verhuisd? Dan kun je dat daar ook zeggen. Horen we twee jaar niets, dan telt je adres niet meer als bewezen.${bye}`,
    }),
    case: (origin: string, id: string) => ({
      subject: 'We willen iets met je nakijken',
      text: `Dag,\n\nDe stichting wil iets nakijken over je account. Dat betekent niet dat je iets verkeerd deed. Je raakt nu niets kwijt.\n\nLees waar het over gaat en vertel jouw kant, het liefst binnen een week:\n${origin}/ik/bewijs/zaak/${id}${bye}`,
    }),
    caseFine: (origin: string) => ({
      subject: 'Alles is in orde',
      text: `Dag,\n\nDe stichting heeft je account nagekeken. Alles is in orde. Je kunt verder:\n${origin}/ik/bewijs${bye}`,
    }),
    caseEnded: (origin: string, _id: string, { reason, objection, contact }: Said) => ({
      subject: 'Er is beslist over je account',
      text: `Dag,\n\n${more.ended(reason, objection, contact, origin)}${bye}`,
    }),
    caseOther: (origin: string) => ({
      subject: 'Nagekeken',
      text: `Dag,\n\nDe stichting keek iets na dat ook jou aanging. Er is beslist. Voor jouw account verandert er niets:\n${origin}/ik/bewijs${bye}`,
    }),
    undone: (origin: string, _id: string, { reason }: Said) => ({
      subject: more.undoneSubject,
      text: `Dag,\n\n${more.undone(origin, reason)}${bye}`,
    }),
    stands: (_origin: string, _id: string, { reason, contact }: Said) => ({
      subject: more.standsSubject,
      text: `Dag,\n\n${more.stands(reason, contact)}${bye}`,
    }),
    letterRefused: (origin: string, _id: string, { contact }: Said) => ({
      subject: more.letterRefusedSubject,
      text: `Dag,\n\n${more.letterRefused(origin, contact)}${bye}`,
    }),
  },
  /** Objecting to a verdict, and letters that are looked at first. */
  more,
  proof: {
    link: 'Bewijs je adres',
    title: 'Wie je bent en waar je woont',
    level: {
      applicant: 'Je adres is nog niet bewezen. Je mag rondkijken en voorbereiden.',
      verified: 'Je adres is bewezen. Je kunt meedoen met alles in je buurt.',
      assured: 'Je adres is bewezen. Wie je bent ook. Je kunt overal aan meedoen.',
    },
    why: 'Omdat iedereen hier een echt mens op een echt adres is, durven buren elkaar te vertrouwen. Alleen de stichting weet je adres. Buren zien het niet.',
    stands: 'Wat nu bewezen is',
    kinds: {
      letter: 'Een brief bij je thuis',
      eid: 'Een inlogmiddel van de overheid',
      wallet: 'De Europese identiteitswallet',
      desk: 'Iemand van de stichting ontmoette je',
      command: 'De beheerder van deze server',
      vouch: (name: string) => `${name}, die je ontmoette`,
    },
    since: (date: string) => `Sinds ${date}`,
    ways: 'Hoe verder',
    letterTitle: 'Met een brief',
    letterText:
      'We sturen een brief naar je adres. Er staat een code in. Dat duurt een paar dagen en kost niets.',
    letterAsk: 'Vraag een brief aan',
    letterAgain: 'Vraag een nieuwe brief aan',
    letterStates: {
      asked: 'Je brief ligt klaar om gedrukt te worden.',
      printed: 'Je brief is gedrukt en gaat naar de post.',
      posted: (posted: string, ends: string) => `Je brief is op ${posted} gepost. De code werkt tot ${ends}.`,
      used: 'Je hebt de code van je brief ingevuld.',
      withdrawn: 'Je vorige brief geldt niet meer.',
      expired: 'De code van je vorige brief is te oud.',
    },
    letterUse: 'Vul de code in',
    meetTitle: 'Met twee buren die je kennen',
    meetText:
      'Je laat op je telefoon een code zien. Twee buren van twee andere adressen scannen hem. Dat kan vandaag nog.',
    meetOneTitle: 'Met een buur die je kent',
    meetOneText:
      'Je laat op je telefoon een code zien. Eén buur van een ander adres scant hem. Dat kan vandaag nog.',
    meetCount: (count: number) =>
      `${plural('nl', count, { one: 'Eén buur heeft', other: `${count} buren hebben` })} je bevestigd.`,
    meet: 'Laat mijn code zien',
    assureTitle: 'Nog een stap verder',
    assureText:
      'Dit hoeft niet. Het is nodig voor een taak bij de stichting: dan is ook bewezen wie je bent. Het gaat met een brief én een buur van een ander adres, en je geboortedatum. Of met een inlogmiddel van de overheid.',
    birthTitle: 'Nog één ding: je geboortedatum',
    birthText:
      'Zo weten we dat je maar één keer meedoet. Je geboortedatum gaat in de kluis. Buren zien hem niet.',
    birthConfirm: 'Laat eerst zien dat jij het bent',
    birthSave: 'Bewaar',
    thereTitle: 'Woon je er nog?',
    there: (date: string) => `Je zei het voor het laatst op ${date}.`,
    thereYes: 'Ja, ik woon er nog',
    moved: 'Ik ben verhuisd',
    cases: 'De stichting kijkt iets na',
    caseLink: 'Lees waar het over gaat',
    given: 'Wie jij hebt bevestigd',
    givenText: 'Jij zei dat jullie elkaar ontmoet hebben, en dat deze buur daar woont.',
    takeBack: (name: string) => `Neem mijn bevestiging van ${name} terug`,
    done: {
      gevraagd: 'Je brief ligt op de stapel. We drukken hem zo snel we kunnen.',
      nog: 'Fijn. Over een jaar vragen we het weer.',
      terug: 'Je bevestiging is teruggenomen.',
      geboren: 'Je geboortedatum ligt in de kluis.',
      verhuisd: 'Je nieuwe adres staat in de kluis. Bewijs het met een brief of met buren.',
      verteld: 'Dank je. We lezen het.',
      zaak: 'De stichting kijkt eerst iets na. Je hoort snel van ons.',
    } as Record<string, string>,
  },
  ask: {
    title: 'Een brief naar je huis',
    lede: 'De brief komt op jouw naam. Alleen jij mag hem openen.',
    address: 'Hij gaat naar',
    addressWrong: 'Klopt dit niet? Zeg dat je verhuisd bent',
    name: 'Je voornaam en achternaam',
    nameHelp: 'Zoals op een envelop. Deze naam gaat in de kluis. Buren zien hem niet.',
    birth: 'Je geboortedatum',
    birthHelp: more.held.birthHelp,
    birthFold: more.held.birthFold,
    birthExample: 'Bijvoorbeeld 1-3-1946.',
    send: 'Stuur mij een brief',
  },
  code: {
    title: 'De code uit je brief',
    lede: 'In de brief staat een code van elf letters en cijfers. Vul hem hier in.',
    ledeOther: 'Neem over wat er in de brief staat. Dit mag ook op de telefoon van een buur.',
    number: 'Nummer van de brief',
    numberHelp: 'Acht letters en cijfers, boven de code',
    code: 'Code',
    codeHelp: 'Kleine letters mogen ook. Streepjes hoeven niet.',
    send: 'Ga verder',
    wrong: (left: number) =>
      `Deze code klopt niet. Je kunt het nog ${plural('nl', left, { one: 'één keer', other: `${left} keer` })} proberen.`,
    over: 'Deze brief kennen we niet, of de code werkt niet meer. Een code werkt 21 dagen, en één keer. Heb je de nieuwste brief?',
    blocked: 'Er is te vaak een verkeerde code ingevuld. Wacht een week, of vraag een nieuwe brief aan.',
    doneTitle: 'Gelukt',
    done: 'Het adres op deze brief is bewezen.',
    doneOther: 'Je buur krijgt hier bericht van.',
    lent: 'Is dit jouw telefoon? Dank je dat je hielp. Je hoeft verder niets te doen.',
    lentNext: 'Ga verder als jezelf',
    held: more.held.codeHeld,
    right: more.held.codeRight,
    elsewhere:
      'Deze brief is om terug te komen in je account. Open de link in de mail die je kreeg toen je erom vroeg. Vul de code daar in.',
    toProof: 'Bekijk wat er nu kan',
    again: 'Vraag een nieuwe brief aan',
  },
  meet: {
    steward: 'Ontmoet je deze persoon namens de stichting?',
    stewardText: 'Alleen voor wie geen vast adres heeft. Twee buren moeten ook bevestigen.',
    stewardButton: 'Ik ontmoette deze persoon namens de stichting',
    title: 'Laat je code zien',
    lede: 'Je ontmoet een buur die je kent. Laat deze code zien.',
    steps: [
      'Ga naar een buur van een ander adres, die hier al meedoet.',
      'Druk op de knop. Je krijgt een code die vijf minuten werkt.',
      'Je buur scant hem met de camera, of typt hem over.',
    ],
    show: 'Laat mijn code zien',
    again: 'Maak een nieuwe code',
    qr: 'Code om te scannen',
    type: (address: string) => `Geen camera? Ga naar ${address} en typ:`,
    lives: (time: string) => `Deze code werkt tot ${time}.`,
    scanTitle: 'Bevestig een buur',
    scanLede: 'Heb je een buur ontmoet die hier woont? Vul de code in die je buur laat zien.',
    code: 'Code van je buur',
    find: 'Zoek mijn buur',
    confirmTitle: (name: string) => `Dit is ${name}`,
    confirmText: 'Staat deze buur nu voor je, en weet je dat hij of zij hier woont? Bevestig het dan.',
    confirmCare:
      'Jouw woord telt. Blijkt het niet te kloppen, dan verliezen mensen die erop steunen hun bewijs. Je kunt dit zes keer per jaar doen.',
    confirm: 'Ja, wij hebben elkaar ontmoet',
    no: 'Nee, dit klopt niet',
    doneTitle: 'Dank je',
    done: (name: string) => `Je hebt bevestigd dat je ${name} hebt ontmoet. Je kunt het altijd terugnemen.`,
  },
  move: {
    title: 'Ik ben verhuisd',
    address: 'Wat is je nieuwe adres?',
    found: 'Is dit je nieuwe adres?',
    yes: 'Ja, hier woon ik nu',
    again: 'Zoek opnieuw',
    next: 'Ga verder',
    what: 'Dit gebeurt er',
    whats: [
      'Je nieuwe adres gaat in de kluis. Je bewijst het opnieuw, met een brief of met buren.',
      'Bij leefomgevingen van je oude plek hoor je niet meer, of je blijft er gast.',
      'Wie jou daar aanwees, of wie jij daar aanwees: dat stopt.',
      'Wat je schreef, blijft staan.',
    ],
  },
  side: {
    title: 'De stichting kijkt iets na',
    kinds: {
      'same-person':
        'Er lijken twee accounts te zijn van één persoon. Dat kan een vergissing zijn: twee mensen kunnen op elkaar lijken in naam en geboortedatum. Tot we het weten, verlies je niets.',
      ring: 'De buren die jou bevestigden, bevestigden ook elkaar, en dat allemaal kort geleden. Daarom kijken we even mee voordat het telt.',
      household: 'Op dit adres doen veel mensen mee. De stichting kijkt of dat klopt.',
      ...more.side,
    },
    yours: 'Jouw kant',
    words: 'Wat wil je ons vertellen?',
    help: 'Bijvoorbeeld: we zijn familie, of ik kan niet meer in mijn oude account. Alleen de stichting leest dit.',
    send: 'Vertel het',
    decided: 'Er is beslist',
    verdicts: {
      fine: 'Alles is in orde.',
      same: 'Twee accounts waren van één persoon. Het oudste gaat verder.',
      false: 'Dit account kan niet verder.',
    },
  },
  steward: {
    letters: 'Brieven',
    lettersLede:
      'Druk de brieven en stop ze in een vensterenvelop. Breng ze naar de post. Zeg het daarna hier.',
    waiting: (count: number) =>
      count === 0
        ? 'Er wachten geen brieven.'
        : `${plural('nl', count, { one: 'Er wacht één brief', other: `Er wachten ${count} brieven` })}.`,
    posted: (count: number) =>
      count === 0
        ? 'Er is geen brief onderweg.'
        : `${plural('nl', count, { one: 'Eén brief', other: `${count} brieven` })} onderweg of nog niet gebruikt.`,
    print: (count: number) => `Druk ${plural('nl', count, { one: 'de brief', other: `${count} brieven` })}`,
    printed: 'Gedrukt? Ga hier verder, en zeg straks dat ze gepost zijn.',
    printHelp:
      'Je krijgt één PDF. Elke keer dat je drukt, zie je namen en adressen. Dat schrijven we op, en de bewoner ziet het.',
    file: 'brieven',
    batches: 'Gedrukt, nog niet gepost',
    batchesNone: 'Alles wat gedrukt is, is gepost.',
    batch: (count: number, when: string) =>
      `${plural('nl', count, { one: 'Eén brief', other: `${count} brieven` })}, gedrukt op ${when}`,
    markPosted: 'Deze zijn gepost',
    printAgain: 'Druk opnieuw',
    printAgainHelp: 'Opnieuw drukken maakt nieuwe codes. Gooi het oude papier weg.',
    cases: 'Zaken',
    casesLede: 'Waar iemand naar moet kijken. Luister eerst naar beide kanten.',
    casesMore: (count: number) =>
      `Dit zijn de ${count} zaken die het langst wachten. Beslis er een, dan komt de volgende erbij.`,
    casesNone: 'Er is niets om na te kijken.',
    kinds: {
      'same-person': 'Twee accounts, misschien één persoon',
      ring: 'Buren die elkaar bevestigden',
      household: 'Veel mensen op één adres',
      returned: more.steward.kind,
    },
    opened: (date: string) => `Open sinds ${date}`,
    heard: 'Iedereen is gehoord',
    notHeard: 'Nog niet iedereen vertelde zijn kant',
    newer: 'Het nieuwste account',
    earlier: 'Het oudste account',
    account: 'Het account',
    name: 'Naam',
    address: 'Adres',
    birth: 'Geboortedatum',
    joined: 'Doet mee sinds',
    level: 'Nu bekend',
    levels: {
      applicant: 'Alleen een mailadres',
      verified: 'Adres is bewezen',
      assured: 'Adres en persoon zijn bewezen',
    },
    proofs: 'Bewijs',
    vouchers: 'Bevestigd door',
    many: 'Op dit adres',
    people: (count: number) => `${count} mensen`,
    said: 'Hun kant van het verhaal',
    saidNothing: 'Heeft nog niets verteld.',
    verdict: 'Wat beslis je?',
    verdicts: {
      fine: ['Het is in orde', 'Wat wachtte, gaat door.'],
      same: ['Het is één persoon', 'Het oudste account blijft zoals het is. Het nieuwste stopt.'],
      false: ['Dit klopt niet', 'Het account stopt. Wie op zijn woord steunde, wordt opnieuw bekeken.'],
    } as Record<string, [string, string]>,
    reason: 'Waarom',
    reasonHelp: 'Wie het aangaat, leest dit.',
    decide: 'Beslis',
    early: 'Tot iedereen gehoord is of een week voorbij is, kun je alleen zeggen dat het in orde is.',
    done: {
      gepost: 'Genoteerd. De codes werken nu 21 dagen.',
      beslist: 'Genoteerd. Wie het aangaat, hoort het.',
      geen: 'Er wachtten geen brieven.',
      ...more.steward.done,
    } as Record<string, string>,
  },
  letter: {
    greeting: (name: string) => `Dag ${name},`,
    printed: (day: string) => `Gedrukt op ${day}`,
    until: (day: string) => `De code werkt zeker tot ${day}, en één keer.`,
    labels: {
      bye: 'Groet,',
      title: 'Brieven van Leefomgeving Doe-Het-Zelf',
      sender: 'Stichting Leefomgeving Doe-Het-Zelf',
      back: 'Leefomgeving Doe-Het-Zelf',
      number: 'Nummer van de brief',
      code: 'Jouw code',
      qr: 'Code om te scannen met een telefoon',
      type: 'Scan het blokje met de camera van een telefoon. Of ga naar',
    },
    address: {
      heading: 'Jouw code voor de buurt',
      before: [
        'Je vroeg deze brief aan, omdat je mee wilt doen met Leefomgeving Doe-Het-Zelf. Met de code hieronder laat je zien dat je hier woont.',
      ],
      after: [
        'De code is alleen voor jou. Geef hem niet aan iemand die erom belt of mailt.',
        'Geen telefoon of computer? Een buur die je vertrouwt, mag de code voor je invullen, met het nummer erbij.',
        'Heb jij dit niet gevraagd? Dan gaf iemand jouw naam en adres op. Gooi deze brief dan weg. Zonder de code gebeurt er niets.',
      ],
    },
    recovery: {
      heading: 'Terug in je account',
      before: [
        'Iemand wil weer in jouw account van Leefomgeving Doe-Het-Zelf, omdat de telefoon of het mailadres weg is. Ben jij dat? Open dan de mail die we je stuurden toen je deze brief vroeg. Druk daar op de link en vul dit nummer en deze code in.',
      ],
      after: [
        'Na het invullen wachten we zeven dagen. We sturen intussen een waarschuwing naar elk adres dat we van je kennen.',
        'Ben jij dit niet? Gebruik de code dan niet en geef hem aan niemand. Log in en kijk bij je apparaten.',
      ],
    },
  },
}
