import type { MethodName } from '../rules/choice.ts'

/** What a method is called, and all that is said of it beforehand. */
export interface MethodWords {
  /** How it is called. */
  name: string
  /** When to choose it. */
  when: string
  /** What the ballot asks. */
  ask: string
  /** How it is counted, said beforehand. */
  rule: string
  /** What decides where votes are equal. */
  ties: string
}

const earliest = 'Staat het gelijk? Dan gaat voor wat het eerst is voorgesteld.'

export const methods: Record<MethodName, MethodWords> = {
  consent: {
    name: 'Geen bezwaar',
    when: 'Een plan voor een kleine groep. Het gaat door als niemand een bezwaar met een reden heeft.',
    ask: 'Heb je bezwaar tegen dit plan?',
    rule: 'Het gaat door als niemand bezwaar heeft. Is er een bezwaar, dan past de vrager het plan één keer aan. Blijft er dan een bezwaar staan, dan beslist de meerderheid. Heeft iedereen van een kleine groep gestemd, dan sluit het meteen.',
    ties: 'Staat het dan gelijk? Dan gaat het niet door.',
  },
  majority: {
    name: 'Voor of tegen',
    when: 'Eén vraag waar je ja of nee op zegt.',
    ask: 'Ben je voor of tegen?',
    rule: 'Het gaat door als er meer voor dan tegen zijn. Wie zich onthoudt telt mee voor de opkomst. Heeft iedereen van een kleine groep met naam gestemd, dan sluit het meteen.',
    ties: 'Staat het gelijk? Dan gaat het niet door.',
  },
  approval: {
    name: 'Wat vind je goed',
    when: 'Iedereen kruist alles aan wat goed is. Wat de meeste kruisjes krijgt, wordt het.',
    ask: 'Wat vind je goed? Je mag meer aankruisen.',
    rule: 'Wat de meeste buren goed vinden, wordt gekozen.',
    ties: earliest,
  },
  score: {
    name: 'Cijfers geven',
    when: 'Ook hoe graag je iets wilt telt mee. Je geeft elk een cijfer.',
    ask: 'Geef elk een cijfer. Nul is niets, vijf is heel graag.',
    rule: 'De cijfers worden opgeteld. Het hoogste totaal wordt gekozen. Wat je open laat is nul.',
    ties: earliest,
  },
  ranked: {
    name: 'Op volgorde zetten',
    when: 'Kies er één uit, ook als de meningen uiteenlopen.',
    ask: 'Zet ze op volgorde. Nummer 1 wil je het liefst.',
    rule: 'Elk tweetal wordt vergeleken: welke zetten meer buren hoger? Wie het van alle andere wint, wordt gekozen. Lopen die vergelijkingen in een kring, dan telt de sterkste keten (Schulze).',
    ties: earliest,
  },
  seats: {
    name: 'Mensen kiezen',
    when: 'Kies een paar mensen, zodat elke grote groep iemand heeft.',
    ask: 'Zet ze op volgorde. Nummer 1 wil je het liefst.',
    rule: 'Wie genoeg stemmen heeft is gekozen. Wat iemand te veel heeft, en de stemmen van wie afvalt, gaan door naar de volgende op je biljet (Schotse STV).',
    ties: 'Staat het gelijk? Dan telt wie eerder meer stemmen had, en anders wie het eerst is voorgesteld.',
  },
  budget: {
    name: 'Geld verdelen',
    when: 'Een potje, en meer plannen dan er geld is.',
    ask: 'Welke plannen wil je? Je mag meer aankruisen.',
    rule: 'Iedereen die stemt heeft een even groot deel van het geld. Een plan wordt gekocht als wie het wil het samen kan betalen; het plan dat ieder het minst kost eerst (gelijke delen).',
    ties: earliest,
  },
  date: {
    name: 'Datum prikken',
    when: 'Vind een dag waarop de meeste buren kunnen.',
    ask: 'Wanneer kun je?',
    rule: 'De dag waarop de meeste buren kunnen wordt gekozen. Zijn dat er meer, dan die waarop de meeste goed kunnen.',
    ties: 'Staat het gelijk? Dan wordt het de eerste dag.',
  },
}
