import { formatNumber, plural } from '../../../platform/i18n.ts'

const number = (count: number) => formatNumber('nl', count)
const buren = (count: number) => `${number(count)} ${plural('nl', count, { one: 'buur', other: 'buren' })}`

export const nl = {
  front: {
    title: 'Wat wil jij in jouw straat?',
    description:
      'Vind buren die hetzelfde willen. En begin samen, dicht bij huis. Gratis, zonder reclame, van bewoners zelf.',
    lede: 'Een barbecue. Een veilige oversteek. Een baan voor jeu de boules. Vind buren die hetzelfde willen. En begin samen, dicht bij huis.',
    find: 'Vind je straat',
    findHelp: 'Typ je straat en plaats, of je postcode',
    search: 'Zoek',
    cordTitle: 'Vroeger hing er een touwtje uit de brievenbus.',
    cordLede:
      'Je trok eraan en je was binnen. Wij hangen het weer op. Eén touw, met drie lijnen door elke straat.',
    ambitions: 'Ambities',
    ambitionsText:
      'Wat je graag wilt. Je kiest uit een lijst met goede wensen. Je ziet meteen wie dat ook wil.',
    ambassadors: 'Ambassadeurs',
    ambassadorsText:
      'Buren die jullie plek het best kennen. Jullie wijzen ze zelf aan. Dat kun je altijd weer terugnemen.',
    authorities: 'Autoriteiten',
    authoritiesText: 'Buren die ergens veel van weten: bouwen, bomen, boules. Gevonden om de hoek.',
    story: 'Het is gelukt',
    storyMade: 'Een verzonnen verhaal uit de demo',
    whole: 'Lees het hele verhaal',
    facts: { started: 'Begonnen met', weeks: 'Klaar in', people: 'Deden mee', result: 'Uitkomst' },
    neighbours: buren,
    weeks: (count: number) => `${number(count)} ${plural('nl', count, { one: 'week', other: 'weken' })}`,
    result: { realised: 'Gerealiseerd', tried: 'Geprobeerd' },
    lesson: 'Wat zij leerden',
    promise: 'Dit belooft de stichting',
    promiseLede: 'Wij zorgen voor de vorm. Wat er gebeurt, bepaal jij met je buren.',
    promises: [
      ['Alleen bewoners', 'Geen bedrijven, geen organisaties. Iedereen is een mens met een voordeur.'],
      [
        'Je adres is veilig',
        'Het ligt in een kluis. Buren zien hoogstens je straat. Wil je dat niet, dan zien ze niets.',
      ],
      ['Nooit reclame', 'We verkopen niets. Ook niet jouw aandacht.'],
      ['Het is van jou', 'Wat je schrijft, is van jou. Wij verkopen het niet en doen er niets anders mee.'],
      ['Jullie wijzen aan', 'Wie de buurt kent en wie iets weet, bepalen jullie zelf. Van onderop.'],
      ['Een pagina houdt op', 'Ben je bij? Dan ga je lekker naar buiten.'],
    ] as [string, string][],
    join: 'Doe mee met je straat',
    open: 'De deur staat open.',
  },
  buurt: {
    hello: (name: string) => `Dag ${name}.`,
    quiet: 'Het is rustig op straat.',
    coming: (count: number) =>
      `Er ${plural('nl', count, { one: 'staat iets', other: 'staan dingen' })} op de agenda.`,
    asked: 'Een buur vraagt jou iets.',
    askedLook: 'Lees het verzoek',
    invited: 'Je bent uitgenodigd',
    invitation: (name: string, ambition: string) => `${name} wil dit ook: ${ambition}. Kom je kennismaken?`,
    invitationBy: (name: string) => `${name} nodigt je uit.`,
    invitationWhy: 'Omdat je dit ook wenst en gevonden wilt worden.',
    invitationWhyKnown: 'Omdat een buur uit een van je groepen je uitnodigde.',
    look: 'Bekijk de uitnodiging',
    week: 'Vandaag en deze week',
    weekNone: 'Er is deze week nog niets gepland.',
    weekNoneStep: 'Kies een ambitie en spreek af met je buren',
    walkLabel: (to: string) => `Getekende kaart: de wandeling van jouw straat naar ${to}.`,
    walkFrom: 'jij',
    walkCaption: (minutes: number, to: string) =>
      `De streep is jouw wandeling naar ${to}: ${minutes} ${plural('nl', minutes, { one: 'minuut', other: 'minuten' })}.`,
    ambitions: 'Jouw ambities',
    neighboursToo: (count: number) =>
      count === 0
        ? 'Nog geen buur in je buurt koos dit ook.'
        : `${buren(count)} in je buurt ${plural('nl', count, { one: 'wil', other: 'willen' })} dit ook.`,
    because: (month: string) => `Omdat je dit koos in ${month}.`,
    ambitionsNone: 'Waar droom jij van?',
    ambitionsNoneText: 'Kies één ding dat je graag zou willen in je straat. Klein mag.',
    choose: 'Kies een ambitie',
    communities: 'Jouw leefomgevingen',
    members: (count: number) => `${buren(count)}.`,
    state: { forming: 'In vorming', active: 'Actief', resting: 'In rust', ended: 'Afgelopen' },
    near: 'Dit gebeurt bij jou in de buurt',
    nearWhy: (place: string) => `Omdat deze groep bij ${place} hoort.`,
    nearOnlyYours: 'Verder is hier nog geen leefomgeving. Jij doet al mee met wat er is.',
    nearNone: 'Hier is nog geen leefomgeving. De eerste begint met één wens.',
    all: 'Alle leefomgevingen',
    applicant: 'Je adres is nog niet bewezen',
    applicantText:
      'Je kunt rondkijken en ambities kiezen. Aanwijzen, beginnen en gevonden worden kan zodra je adres bewezen is. Dat gaat met een brief of met buren.',
  },
  alarm: {
    heading: 'Iemand wil in je account',
    text: (day: string) =>
      `Op ${day} krijgt je account een ander mailadres. Dan ben jij overal uitgelogd. Ben jij dit niet? Stop het dan nu.`,
    look: 'Bekijk en stop het',
  },
  me: {
    prove: 'Bewijs je adres',
    title: 'Ik',
    hello: (name: string) => `Dag ${name}`,
    level: {
      applicant: 'Je adres is nog niet bewezen.',
      verified: 'Je adres is bewezen.',
      assured: 'Je adres en jijzelf zijn bewezen.',
    },
    notices: 'Berichten',
    noticesNone: 'Er zijn nog geen berichten.',
    noticesAll: 'Alle berichten',
    noticesOlder: 'Oudere berichten',
    noticeNew: 'Nieuw',
    yours: 'Van jou',
    groups: {
      known: 'Over jou',
      neighbours: 'Jij en je buren',
      safe: 'Veilig',
    },
    links: {
      proof: ['Wie je bent en waar je woont', 'Je bewijs, en of je er nog woont'],
      profile: ['Je profiel', 'Wat anderen van je zien'],
      safety: ['Veilig thuis', 'Bescherming en wie je hebt geblokkeerd'],
      designations: ['Aanwijzingen', 'Wie jou aanwijst, en wie jij aanwijst'],
      thanks: ['Dank', 'Waarvoor je bedankt bent, en wat je deed'],
      calls: ['Verzoeken', 'Wat je vraagt en wat je gevraagd wordt'],
      data: ['Mijn gegevens', 'Zien, veranderen, meenemen of laten wissen'],
      devices: ['Apparaten', 'Waar je bent ingelogd, en je passkeys'],
      trusted: ['Vertrouwde buren', 'Wie je terughelpt als je alles kwijt bent'],
      help: ['Hulp van een buur', 'Wie iets voor jou mag doen, en wat die deed'],
      helping: ['Buren helpen', 'Voor wie jij iets mag doen'],
      eid: ['Inloggen met een eID', 'Wat je koppelde, en laten zien wie je bent'],
      back: ['Terugkomen', 'Of iemand met een nieuw mailadres in je account wil'],
    } as Record<string, [string, string]>,
    out: 'Log uit',
    someNotice: 'Er is iets veranderd.',
    look: 'Bekijk',
  },
  welcome: {
    prove: 'Bewijs je adres',
    title: 'Je bent binnen',
    lede: (place: string) =>
      `Welkom.${place ? ` Dit is jouw plek: ${place}.` : ''} Wat zou jij graag willen in je straat?`,
    text: 'Kies eerst één ambitie. Dan zie je wie dat ook wil.',
    choose: 'Kies een ambitie',
    later: 'Kijk eerst rond in de buurt',
  },
  rules: {
    title: 'Omgangsvormen',
    lede: 'Weinig regels, wel deze.',
    items: [
      ['Je doet mee als mens', 'Niet als bedrijf, vereniging of overheid. Eén mens, één voordeur.'],
      [
        'Je bent eerlijk over wie je bent',
        'Je naam en adres zijn bekend bij de stichting. Je doet je niet voor als een ander.',
      ],
      [
        'Je bent aardig',
        'Ook als je het oneens bent. Je zegt niets over iemand wat je niet zou zeggen bij de voordeur.',
      ],
      ['Je verkoopt niets', 'Geen reclame, geen klanten zoeken, geen mensen werven voor iets anders.'],
      ['Je houdt je aan de wet', 'Op openbare pagina’s en in besloten groepen.'],
      ['In een besloten groep let de beheerder op', 'De leden kunnen altijd een andere beheerder kiezen.'],
    ] as [string, string][],
  },
  keeping: {
    title: 'Wat we bewaren',
    lede: 'Zo weinig als kan. En je leest hier precies wat.',
    items: [
      [
        'In de kluis',
        'De naam waarmee je je aanmeldde, je adres en je mailadres. Versleuteld. Alleen de stichting kan erbij, en elke keer wordt opgeschreven wie keek en waarom.',
      ],
      [
        'Buiten de kluis',
        'Je straat of je buurt, en een vakje op de kaart dat je deelt met minstens twee andere adressen. Zo is nooit te zien waar je precies woont.',
      ],
      [
        'Wat je zelf schrijft',
        'Je roepnaam, je profiel, je ambities, je groepen en wie je aanwijst. Je bepaalt zelf wie je vindt.',
      ],
      [
        'Eén cookie',
        'Om te weten dat jij het bent. Verder volgen we je niet, en niemand anders kan dat hier.',
      ],
      ['In het logboek', 'Welke soort pagina is geopend en hoe snel. Niet door wie.'],
    ] as [string, string][],
    howLong: 'Hoe lang',
    howLongText: 'Ligt er iets langer dan hier staat, dan gooit het programma het zelf weg.',
    columns: ['Wat', 'Hoe lang', 'Waarom'],
    yours: 'Kijk wat er van jou is',
  },
  open: {
    title: 'Open gegevens',
    lede: 'De woorden waarmee we wensen en kennis ordenen zijn van iedereen.',
    ambitions: 'Alle ambities',
    themes: 'Alle thema’s',
    decisions: 'Besluiten over ambities',
    format: { turtle: 'als Turtle (SKOS)', jsonld: 'als JSON-LD (SKOS)' },
  },
  place: {
    communities: 'Leef\u00adomgevingen hier',
    communitiesNone: 'Hier is nog geen leefomgeving.',
    wishes: 'Wat mensen hier willen',
    wishesNone: 'Wat mensen hier willen, laten we zien vanaf vijf mensen met dezelfde wens.',
    people: (count: number) => `${number(count)} mensen`,
    join: 'Woon je hier?',
    joinButton: 'Doe mee',
    asked: 'Ambassadeurs en autoriteiten hier',
  },
}
