import { formatDay, plural } from '../../../platform/i18n.ts'

const letter = (subject: string, what: string) => (link: string) => ({
  subject,
  text: `Hallo,\n\n${what}\n\n${link}\n\nFijne dag buiten!`,
})

export const nl = {
  refusals: {
    helloOver: [
      'Deze kennismaking is voorbij',
      'Er is niets kwijt. Volgende maand is er weer een nieuwe kans.',
    ],
  } as Record<string, [string, string]>,
  errors: {
    consentMissing: 'Zet een vinkje als je dit weet en toch mee wilt doen.',
    noteLong: 'Je briefje mag hoogstens 300 letters hebben.',
    noteLink: 'Zet er geen webadres in.',
    noBsn: 'Dit lijkt een burgerservicenummer. Dat vragen we nooit. Haal het weg.',
  } as Record<string, string>,
  done: {
    mee: 'Je doet mee. In de eerste week van de maand hoor je van ons.',
    pauze: 'Het staat op pauze. Je hoort niets tot je weer aangaat.',
    gestopt: 'Je doet niet meer mee.',
    ja: 'Wat leuk. We wachten op je buur.',
    samen: 'Wat leuk. Jullie zeiden allemaal ja.',
    nee: 'Dat is goed. Niemand hoort dat jij het was.',
    briefje: 'Je briefje ligt klaar.',
  } as Record<string, string>,
  title: 'Hé hallo',
  lede: 'Eén keer per maand maak je kennis met een buur.',
  how: [
    ['Eén keer per maand', 'Je wordt voorgesteld aan één of twee buren die je nog niet kent.'],
    ['Dicht bij huis', 'Ze wonen op loopafstand, en willen iets dat bij jou past.'],
    ['Eerst ja, dan een naam', 'Pas als jullie allemaal ja zeggen, zie je elkaars voornaam.'],
    ['Nee is goed', 'Wie nee zegt of niets, hoeft niets uit te leggen. Niemand hoort wie het was.'],
  ] as [string, string][],
  uses: 'We kijken naar je wijk en naar je ambities. Gevoelige ambities doen nooit mee. Een buur leest alleen een ambitie die jullie allebei kozen.',
  join: 'Ik wil kennismaken',
  joinTitle: 'Doe je mee?',
  consent: 'Je bent beschermd',
  consentLabel: 'Ik weet dat een buur mijn voornaam ziet als we allebei ja zeggen',
  consentHelp: 'Je straat vertellen we nooit. Wel weet die buur dan dat je in de buurt woont.',
  needsConsent: 'Je staat nu op beschermd. Daarom stellen we je niet voor, tot je zegt dat het mag.',
  onTitle: 'Je doet mee',
  on: 'In de eerste week van de maand hoor je van ons.',
  none: 'Deze maand vonden we nog niemand dichtbij. Volgende maand kijken we weer.',
  pausedTitle: 'Op pauze',
  paused: 'Je wordt nu niet voorgesteld.',
  pause: 'Even pauze',
  resume: 'Ga weer aan',
  stop: 'Stop ermee',
  asked: (others: number): string =>
    others === 1 ? 'Een buur om te leren kennen' : 'Twee buren om te leren kennen',
  askedText: (others: number) =>
    `Iemand op loopafstand ${plural('nl', others, { one: 'wil ook kennismaken', other: 'en nog iemand willen ook kennismaken' })}. Voor een ommetje, of een kop koffie.`,
  because: (ambition: string, others: number) =>
    others === 1
      ? `Omdat jullie allebei ‘${ambition}’ kozen.`
      : `Omdat jullie alle drie ‘${ambition}’ kozen.`,
  becauseNear: 'Omdat jullie in dezelfde wijk wonen en allemaal willen kennismaken.',
  until: (moment: Date) => `Zeg het voor ${formatDay('nl', moment)}. Daarna houdt het vanzelf op.`,
  note: 'Hoe spreken jullie af?',
  noteHelp:
    'Bijvoorbeeld: zaterdag om elf uur bij het bankje, of je telefoonnummer. Je buur leest dit pas als jullie allemaal ja zeiden.',
  yes: 'Ja, leuk',
  no: 'Deze keer niet',
  waiting: 'Je zei ja',
  waitingText: 'We wachten op de ander. Zegt die ook ja, dan zien jullie elkaars voornaam.',
  met: (names: string) => `Zeg hallo tegen ${names}`,
  metText:
    'Jullie zeiden allemaal ja. Spreek af op een plek waar anderen zijn: een bankje, een plein, het buurthuis.',
  from: (name: string) => `Briefje van ${name}`,
  noNote: (name: string) => `${name} schreef nog niets.`,
  ownNote: 'Jouw briefje',
  leave: 'Leg het klaar',
  over: 'Deze keer werd het niets',
  overText: 'Dat kan van alles zijn. Volgende maand is er weer een nieuwe kans.',
  declined: 'Deze keer niet',
  declinedText: 'Dat is goed. Volgende maand kijken we weer.',
  line: {
    asked: 'Een buur wil kennismaken.',
    look: 'Kijk',
  },
  notices: {
    'hello.made': 'Een buur wil kennismaken. Zeg je ja?',
    'hello.met': 'Jullie zeiden allemaal ja. Zeg hallo.',
    'hello.over': 'De kennismaking werd deze keer niets. Volgende maand weer.',
  } as Record<string, string>,
  mail: {
    'hello.made': letter(
      'Hé hallo: een buur wil kennismaken',
      'Iemand op loopafstand wil kennismaken, voor een ommetje of een kop koffie. Zeg hier ja of nee:',
    ),
    'hello.met': letter(
      'Hé hallo: jullie zeiden allemaal ja',
      'Jullie zeiden allemaal ja. Zie hier elkaars voornaam, en spreek iets af:',
    ),
  },
}
