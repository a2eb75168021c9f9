import { formatNumber, plural } from '../../../platform/i18n.ts'

const letter = (subject: string, what: string) => (link: string) => ({
  subject,
  text: `Hallo,\n\n${what}\n\n${link}\n\nFijne dag buiten!`,
})

export const nl = {
  refusals: {
    latchstringOver: [
      'Het touwtje hangt niet meer buiten',
      'De deur is weer dicht, of hij stond open voor anderen. Kijk op de pagina Touwtje wie nu thuis is.',
    ],
    latchstringOpen: ['Je deur staat al open', 'Doe hem eerst dicht. Daarna kun je hem opnieuw opendoen.'],
    latchstringFull: [
      'Het is daar al druk',
      'Er willen al veel buren langskomen. Probeer het een andere keer.',
    ],
    visitAnswered: ['Je hebt al geantwoord', 'Er is niets veranderd. Kijk hoe het er nu voor staat.'],
  } as Record<string, [string, string]>,
  errors: {
    formOld: 'Dit formulier is oud. Open de pagina opnieuw.',
    wordsMissing: 'Schrijf op waarvoor een buur kan komen.',
    wordsLong: 'Dit mag hoogstens 80 letters hebben.',
    wordsLink: 'Zet er geen webadres in.',
    noBsn: 'Dit lijkt een burgerservicenummer. Dat vragen we nooit. Haal het weg.',
    whoMissing: 'Kies voor wie je deur openstaat.',
    whoProtected: 'Je bent beschermd. Dan kan je deur alleen openstaan voor een leefomgeving.',
    whoNowhere: 'Dit kan niet op jouw adres: er wonen te weinig buren. Kies een leefomgeving.',
    whoResting: 'Deze leefomgeving rust. Kies een andere.',
    minutesMissing: 'Kies hoe lang je deur openstaat.',
  } as Record<string, string>,
  done: {
    open: 'Je deur staat open.',
    dicht: 'Je deur is dicht. Er blijft niets van bewaard.',
    gevraagd: 'Je buur weet dat je wilt komen. Wacht even op het antwoord.',
    ja: 'Je zei ja. Je buur ziet nu je huisnummer.',
    nee: 'Je buur leest dat het nu niet uitkomt.',
  } as Record<string, string>,
  title: 'Touwtje',
  lede: 'Hang het touwtje uit de brievenbus. Een buur komt langs.',
  until: (time: string) => `Tot ${time}`,
  own: 'Jouw deur staat open',
  ownFor: {
    closest: 'Voor je naaste buren',
    street: 'Voor je straat',
    community: (name: string) => `Voor ${name}`,
  },
  ownNobody: 'Nog niemand meldt zich. Zet vast water op.',
  visits: 'Wie langs wil komen',
  wants: (name: string) => `${name} wil langskomen`,
  saidYes: (name: string) => `${name} komt. Je huisnummer is te zien.`,
  saidNo: (name: string) => `${name} leest dat het nu niet uitkomt.`,
  yes: 'Ja, kom maar',
  no: 'Nu even niet',
  yesHelp: 'Na je ja ziet deze buur je straat en huisnummer.',
  close: 'Doe de deur dicht',
  doors: 'Hier staat een deur open',
  none: 'Er hangt nu geen touwtje buiten.',
  noneText: 'Misschien hang jij het eerste op.',
  isOpen: (name: string) => `Bij ${name}`,
  look: 'Kom langs',
  why: {
    closest: 'Omdat jullie in dezelfde straat bij elkaar om de hoek wonen.',
    street: 'Omdat jullie in dezelfde straat wonen.',
    community: (name: string) => `Omdat jullie samen in ${name} zitten.`,
  },
  open: 'Doe je deur open',
  openText: 'Hoogstens vier uur. Daarna is het weg, alsof het er nooit was.',
  words: 'Waarvoor kan een buur komen?',
  wordsHelp: 'Bijvoorbeeld: koffie, of ik help met fietsen. Zet je huisnummer er niet bij.',
  who: 'Voor wie?',
  whoHelp: 'Zij zien je voornaam. Anderen zien niets.',
  whoLabel: {
    closest: 'Mijn naaste buren',
    street: 'Mijn hele straat',
  },
  whoText: {
    closest:
      'Dezelfde straat, zo’n 75 meter om je heen. Wie in jouw trappenhuis woont, weten we niet: huisnummers blijven in de kluis.',
    street: 'Iedereen met dezelfde straatnaam, met een bewezen adres.',
    community: 'De leden van deze leefomgeving.',
  },
  whoProtected: 'Je bent beschermd. Daarom kan het alleen in een leefomgeving.',
  nowhere: 'Je kunt je deur nog niet opendoen. Doe eerst mee met een leefomgeving.',
  find: 'Zoek een leefomgeving',
  long: 'Hoe lang?',
  minutes: (minutes: number) =>
    minutes < 60
      ? 'een half uur'
      : `${formatNumber('nl', minutes / 60)} ${plural('nl', minutes / 60, { one: 'uur', other: 'uur' })}`,
  hang: 'Hang het touwtje buiten',
  promise: 'Je huisnummer ziet een buur pas als jij ja zegt.',
  door: {
    title: (name: string) => `De deur van ${name} staat open`,
    back: 'Alle open deuren',
    come: 'Ik kom langs',
    comeHelp: (name: string) => `${name} leest dan je voornaam, en zegt ja of nee.`,
    waiting: (name: string) => `${name} weet dat je wilt komen. Je krijgt bericht.`,
    yes: (name: string) => `${name} verwacht je.`,
    at: (door: string) => `Je bent welkom op ${door}.`,
    atUnknown: 'Deze buur heeft geen vast adres. Kijk in de woorden waar je moet zijn.',
    atHelp: 'Dit zie alleen jij, tot de deur dichtgaat. Je buur kan teruglezen dat je keek.',
    no: 'Het komt nu niet uit. Een andere keer vast wel.',
  },
  line: {
    own: (time: string) => `Jouw deur staat open tot ${time}.`,
    waits: 'Een buur wil bij je langskomen.',
    one: (name: string, what: string, time: string) => `Bij ${name} staat de deur open tot ${time}: ${what}.`,
    more: 'Bij een paar buren staat de deur open.',
    look: 'Kijk',
  },
  notices: {
    'latchstring.asked': 'Een buur wil bij je langskomen.',
    'latchstring.yes': 'Je kunt langskomen. Kijk waar.',
    'latchstring.no': 'Langskomen komt nu niet uit.',
  } as Record<string, string>,
  mail: {
    'latchstring.asked': letter(
      'Een buur wil langskomen',
      'Een buur zag dat je deur openstaat, en wil langskomen. Zeg hier ja of nee:',
    ),
    'latchstring.yes': letter('Je kunt langskomen', 'Je buur zegt ja. Kijk hier waar je moet zijn:'),
    'latchstring.no': letter(
      'Langskomen komt nu niet uit',
      'Bij je buur komt het nu niet uit. Een andere keer vast wel. Kijk hier wie nog meer thuis is:',
    ),
  },
}
