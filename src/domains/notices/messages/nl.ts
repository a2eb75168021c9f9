import { formatDay, formatTime, plural } from '../../../platform/i18n.ts'

const things = (count: number) => plural('nl', count, { one: 'nog één ding', other: `nog ${count} dingen` })
const communities = (count: number) =>
  plural('nl', count, { one: 'nog één leefomgeving', other: `nog ${count} leefomgevingen` })

export const nl = {
  refusals: {
    unsubscribeOver: [
      'Deze link kennen we niet',
      'Er is niets veranderd. Log in en kies bij Je bundel hoe vaak je iets hoort.',
    ],
  } as Record<string, [string, string]>,
  errors: {
    rhythmMissing: 'Kies hoe vaak je een bundel wilt.',
    weekdayMissing: 'Kies een dag.',
  } as Record<string, string>,
  /** What stewards did, as everybody may read it. */
  acts: {
    'digests.printed': (count: number) =>
      plural('nl', count, {
        one: 'Eén bundel is gedrukt om te posten.',
        other: `${count} bundels zijn gedrukt om te posten.`,
      }),
  } as Record<string, (count: number) => string>,
  notices: {
    'digest.ended': 'Je krijgt geen bundel meer per mail. Iemand drukte op de knop in een mail.',
    'mail.undeliverable': 'Onze post komt niet aan op je mailadres. Kijk of het nog klopt.',
  } as Record<string, string>,
  /** The message with everything in it. */
  letter: {
    subject: (day: string) => `Je bundel van ${day}`,
    list: 'Je bundel van Leefomgeving Doe-Het-Zelf',
    hello: 'Hallo,',
    lede: 'Dit gebeurde er bij jou in de buurt.',
    own: 'Voor jou',
    more: (count: number) => `En ${things(count)}.`,
    moreGroups: (count: number) => `Er is ook nieuws van ${communities(count)}.`,
    answer: 'Antwoord per mail',
    answerTo: (address: string) => `Antwoord per mail: ${address}`,
    end: 'Je bent bij. Fijne dag buiten.',
    readHere: 'Lees het op de site',
    change: 'Verander hoe vaak je iets hoort',
    stop: 'Geen bundel meer',
    noReply: 'Antwoorden op deze mail lezen we niet.',
    replies: 'Antwoord je op deze mail? Dan komt het in het gesprek te staan.',
  },
  /** What somebody reads whose answer went nowhere. */
  noReply: {
    subject: 'Je mail kwam niet op de goede plek',
    text: (link: string) =>
      `Hallo,\n\nJe antwoordde op een mail waar je niet op kunt antwoorden. Niemand heeft gelezen wat je schreef, en we bewaren het niet.\n\nOp de site kan het wel:\n${link}\n\nFijne dag buiten.`,
    empty: (link: string) =>
      `Hallo,\n\nWe vonden in je mail geen eigen woorden. Er is niets geplaatst. Schrijf je antwoord boven de mail waar je op antwoordt.\n\nOp de site kan het ook:\n${link}\n\nFijne dag buiten.`,
    refused: (link: string) =>
      `Hallo,\n\nJe antwoord kon niet geplaatst worden. Misschien is het gesprek gesloten, of hoor je niet meer bij deze leefomgeving. We bewaren je mail niet.\n\nKijk hier hoe het ervoor staat:\n${link}\n\nFijne dag buiten.`,
  },
  page: {
    title: 'Je bundel',
    lede: (when: string) => `Wat er gebeurde sinds ${when}.`,
    since: (date: Date) => `${formatDay('nl', date)}, ${formatTime('nl', date)} uur`,
    own: 'Voor jou',
    ownAll: 'Al je berichten',
    none: 'Er is niets nieuws.',
    noneText: 'Dat is ook wel eens fijn. Ga bij een buur langs, of kijk wat er te doen is.',
    agenda: 'Kijk wat er te doen is',
    more: (count: number) => `Bekijk ${things(count)}`,
    moreGroups: (count: number) => `Er is ook nieuws van ${communities(count)}.`,
    communities: 'Naar je leefomgevingen',
    settings: 'Verander je bundel',
    end: 'Je bent bij. Fijne dag buiten.',
  },
  settings: {
    title: 'Hoe wil je je bundel?',
    lede: 'Eén mail met al het nieuws van je leefomgevingen. Om vijf uur ’s middags.',
    rhythm: 'Hoe vaak?',
    rhythms: {
      daily: ['Elke dag', ''],
      twice: ['Twee keer per week', 'Op dinsdag en vrijdag'],
      weekly: ['Eén keer per week', 'Op de dag die je hieronder kiest'],
      none: ['Geen bundel', 'Je leest het hier op de site'],
    } as Record<string, [string, string]>,
    weekday: 'Op welke dag, bij één keer per week?',
    weekdays: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
    quiet: 'Waarvan wil je niets horen?',
    quietHelp: 'Wat je aankruist, staat niet in je bundel. Je blijft er gewoon bij horen.',
    paper: 'Op papier',
    byPost: 'Stuur mijn bundel één keer per week met de post',
    byPostHelp:
      'Voor wie niet vaak op internet is. Iemand van de stichting drukt hem en ziet je naam en adres.',
    neighbour: 'Kan een buur hem voor je afdrukken of voorlezen?',
    neighbourLink: 'Vraag een buur',
    always: 'Dit hoor je altijd meteen',
    alwaysItems: [
      'iemand nodigt je uit',
      'een afspraak waar je heen gaat, verandert of gaat niet door',
      'iemand vraagt jou iets',
      'het gaat over je veiligheid',
    ],
    save: 'Bewaar',
  },
  done: {
    bewaard: 'Het is bewaard.',
    post: 'Goed. We sturen je post weer naar dit adres.',
  } as Record<string, string>,
  stop: {
    title: 'Geen bundel meer?',
    lede: 'Dan sturen we je geen mail met nieuws meer.',
    text: 'Wat je meteen moet weten, krijg je wel. Al het nieuws staat ook op de site.',
    button: 'Stop met de bundel',
    doneTitle: 'Je krijgt geen bundel meer',
    doneText: 'Bedenk je je? Log in en zet hem weer aan.',
    back: 'Naar je bundel',
  },
  trouble: {
    heading: 'Onze post komt niet aan',
    text: 'Je mailadres werkt niet. Daarom sturen we nu geen bundel. Het nieuws lees je hier.',
    works: 'Het klopt, probeer het weer',
    change: 'Verander je mailadres',
  },
  desk: {
    title: 'Bundels op papier',
    lede: 'Voor wie niet op internet is. Druk ze af, doe ze in een envelop met venster, en breng ze naar de post.',
    waitingNone: 'Niemand wacht op een bundel',
    waiting: (count: number) =>
      plural('nl', count, {
        one: 'Eén bewoner wacht op een bundel',
        other: `${count} bewoners wachten op een bundel`,
      }),
    waitingText:
      'Wie al een week geen bundel op papier kreeg. Is er voor iemand geen nieuws, dan slaan we die over.',
    print: 'Druk de bundels af',
    printHelp: 'Je krijgt een PDF met hoogstens vijftig bundels. Het openen van de kluis schrijven we op.',
    batches: 'Gedrukt',
    batchesNone: 'Er is nog niets gedrukt.',
    batch: (count: number, date: string) =>
      plural('nl', count, {
        one: `Eén bundel, gedrukt op ${date}.`,
        other: `${count} bundels, gedrukt op ${date}.`,
      }),
    again: 'Druk ze nog een keer af',
    nothing: 'Voor niemand die wacht is er nieuws.',
    back: 'Terug',
  },
  paper: {
    sender: 'Leefomgeving Doe-Het-Zelf',
    title: 'Bundel',
    heading: (name: string) => `De bundel van ${name}`,
    from: (from: string, until: string) => `Van ${from} tot en met ${until}`,
    back: 'Terug naar afzender: Leefomgeving Doe-Het-Zelf',
    own: 'Voor jou',
    more: (count: number) => `En ${things(count)} op de site.`,
    moreGroups: (count: number) => `Er is ook nieuws van ${communities(count)}.`,
    none: 'Er is geen nieuws. Dat is ook wel eens fijn.',
    end: 'Je bent bij. Fijne dag buiten.',
    foot: (site: string) =>
      `Wil je geen bundel op papier meer? Zeg het aan de balie van de stichting, of op ${site}.`,
    footNeighbour: 'Een buur die je vertrouwt heeft deze bundel voor je gedrukt. Na het lezen mag hij weg.',
  },
}
