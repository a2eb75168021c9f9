import { formatNumber, plural } from '../../../platform/i18n.ts'

const buren = (count: number) => plural('nl', count, { one: 'buur', other: 'buren' })
const number = (count: number) => formatNumber('nl', count)
const small = [
  'nul',
  'één',
  'twee',
  'drie',
  'vier',
  'vijf',
  'zes',
  'zeven',
  'acht',
  'negen',
  'tien',
  'elf',
  'twaalf',
]
const written = (count: number) => small[count] ?? number(count)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const within: Record<string, string> = {
  street: 'in je straat',
  buurt: 'in je buurt',
  wijk: 'in je wijk',
  gemeente: 'in je gemeente',
  '250': 'binnen 250 meter',
  '500': 'binnen 500 meter',
  '1000': 'binnen een kilometer',
  '2000': 'binnen twee kilometer',
}

export const nl = {
  lede: 'Kijk wie dit ook wil, wie de plek kent en wie er verstand van heeft. Dan begin je samen.',
  ambitions: 'Ambities',
  reach: {
    legend: 'Hoe ver wil je kijken?',
    look: 'Kijk',
    options: {
      street: 'straat',
      buurt: 'buurt',
      wijk: 'wijk',
      gemeente: 'gemeente',
      '250': '250 m',
      '500': '500 m',
      '1000': '1 km',
      '2000': '2 km',
    },
    notes: {
      street: 'Iedereen met dezelfde straatnaam als jij.',
      buurt: 'De hele buurt om je heen.',
      wijk: 'Alle buurten van je wijk.',
      gemeente: 'De hele gemeente.',
      '250': '250 meter is drie minuten lopen.',
      '500': '500 meter is zes minuten lopen.',
      '1000': 'Een kilometer is een kwartiertje lopen.',
      '2000': 'Twee kilometer is een half uur lopen, of zeven minuten fietsen.',
    },
    unplaced:
      'Zo dichtbij kunnen we voor jouw adres niet kijken. Dan zou te zien zijn waar je precies woont. Kies een groter bereik.',
  },
  choose: {
    held: 'Dit is jouw ambitie. Verander wat je zei, of laat los.',
    open: 'Dit wil ik ook',
  },
  already: {
    rubric: 'Eerst even kijken',
    heading: 'Er begint al iets',
    headingActive: 'Dit is er al',
    none: 'Er is hier nog niets begonnen. Jij kunt de eerste zijn.',
    state: { forming: 'In vorming', active: 'Actief' },
    members: (count: number) => `${capital(written(count))} ${buren(count)}`,
    firstTime: (day: string, time: string, place: string | undefined) =>
      `De volgende keer: ${day}, ${time} uur. ${place === undefined ? 'De plek zie je zodra je adres bewezen is' : `Plek: ${place.replace(/[.!?]$/, '')}`}.`,
    why: (ambition: string) =>
      `Omdat deze groep ‘${ambition}’ wil en jouw plek raakt. Samen is sneller dan naast elkaar.`,
    join: 'Bekijk en doe mee',
    member: 'Jij doet hier al mee',
  },
  neighbours: {
    rubric: 'Ambitie',
    heading: (count: number) =>
      count === 1 ? 'Eén buur wil dit ook' : `${capital(written(count))} ${buren(count)} willen dit ook`,
    bands: {
      0: 'in je straat',
      250: 'tot 250 meter',
      500: 'tot 500 meter',
      1000: 'tot 1 kilometer',
      2000: 'tot 2 kilometer',
      9999: 'verder weg',
    } as Record<number, string>,
    summary: (exact: number, related: number) =>
      `${number(exact)} ${buren(exact)} ${exact === 1 ? 'koos' : 'kozen'} precies dit` +
      (related > 0 ? `, ${number(related)} iets dat erop lijkt.` : '.'),
    exact: (count: number) => `koos precies deze ambitie (${number(count)})`,
    related: (count: number) => `koos iets dat erop lijkt (${number(count)})`,
    chose: (label: string) => `koos ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    more: (count: number) => `En nog ${number(count)} ${buren(count)}, voor wie hier geen plek meer was.`,
    why: (reach: string) =>
      `Omdat ze ${within[reach] ?? ''} wonen en gevonden willen worden. Wie dichtbij woont staat vooraan, en wie je nog niet kent.`,
    nameless: 'Een deur heeft geen naam tot hij opengaat. Alleen wie dat zelf wil, zet de voornaam erop.',
    later: 'Dit geldt voor jouw buurt. Hoe dichtbij deze buren wonen, zie je zodra je adres bewezen is.',
    laterNone:
      'Of er buren zijn die dit ook willen, zie je zodra je adres bewezen is. In jouw buurt tellen we ze al vanaf vijf.',
    laterHeading: 'Wie dit ook wil',
    noneHeading: 'Nog geen deur met deze wens',
    none: 'Dat is heel gewoon: iemand is altijd de eerste. Kijk wat verder weg, of kies deze ambitie zelf. Dan vinden de volgende buren jou.',
    sensitive: 'Deze wens is persoonlijk. Daarom laten we nooit zien wie hem heeft.',
    sensitiveCount: (count: number) => `In je gemeente hebben minstens ${number(count)} mensen deze wens.`,
    sensitiveFew: 'Hoeveel mensen deze wens hebben, tellen we pas vanaf tien.',
  },
  ambassadors: {
    rubric: 'Ambassadeurs',
    heading: 'Zij kennen de plek',
    of: (community: string) => `Ambassadeur van ${community}.`,
    why: (reach: string) =>
      `Omdat deze leefomgeving ${within[reach] ?? 'bij jou'} ligt en de leden deze buur aanwezen.`,
    none: 'Hier is nog niemand door genoeg leden als ambassadeur aangewezen. Dat doen leden zelf, in hun leefomgeving.',
    later: 'Wie dat zijn, zie je zodra je adres bewezen is.',
  },
  authorities: {
    rubric: 'Autoriteiten',
    heading: 'Zij weten hoe het moet',
    of: (community: string) => `Aangewezen in ${community}.`,
    why: (theme: string) => `Omdat deze ambitie kennis van ‘${theme}’ vraagt.`,
    earns: 'Verdient hier ook de kost mee.',
    none: 'Voor dit onderwerp is hier nog niemand door genoeg leden aangewezen. Misschien weet een buur van wel: vraag het bij de eerste keer samen.',
    later: 'Wie dat zijn, zie je zodra je adres bewezen is.',
  },
  standing: (standing: number, members: number) => `${number(standing)} van de ${number(members)} leden`,
  designated: 'wezen deze buur aan.',
  precedents: {
    rubric: 'Voorbeelden',
    heading: 'Zij deden het al',
    result: { realised: 'Gerealiseerd', tried: 'Geprobeerd' },
    weeks: (count: number) =>
      `Klaar in ${number(count)} ${plural('nl', count, { one: 'week', other: 'weken' })}.`,
    lesson: 'Wat zij leerden',
    left: 'Wat zij lieten liggen',
    resident: 'Een bewoner',
    whyNear: 'Omdat dit dichtbij gelukt is.',
    whyFar: 'Omdat dit ergens anders gelukt is.',
    whyTried: 'Omdat geprobeerd ook iets leert.',
    none: 'Nog niemand schreef op hoe dit ging. Misschien worden jullie het eerste voorbeeld.',
  },
  begin: {
    heading: 'Begin samen',
    lede: 'Kies een moment om elkaar te zien. De rest komt daarna.',
    name: 'Hoe heet het?',
    suggestion: (ambition: string, place: string) => `${ambition} in ${place}`,
    place: 'Plek',
    placeHelp: 'Kies een plek die iedereen kent, zoals het bankje bij de kerk.',
    day: 'Dag',
    time: 'Tijd',
    reading: (name: string, ambition: string) => `‘${name} wil dit ook: ${ambition}. Kom je kennismaken?’`,
    readBy: (count: number) =>
      count === 0
        ? 'Er is nu niemand om uit te nodigen. Je begint alvast, en wie later hetzelfde kiest ziet jullie groep.'
        : `Hoogstens ${number(Math.min(count, 20))} ${buren(Math.min(count, 20))} ${Math.min(count, 20) === 1 ? 'krijgt' : 'krijgen'} een uitnodiging. Daar staat:`,
    yes: 'Je ziet alleen wie ja zegt. Wie niets zegt, blijft een dichte deur.',
    button: 'Begin samen',
    verify: 'Beginnen kan zodra je adres bewezen is. Kies intussen deze ambitie: dan ligt alles klaar.',
  },
  nearby: {
    title: 'Buren die dit ook willen',
    lede: (name: string) => `Buren bij ${name} in de buurt, die hetzelfde wensen en gevonden willen worden.`,
    count: (count: number) =>
      `${capital(written(count))} ${buren(count)} ${count === 1 ? 'wenst' : 'wensen'} dit ook en ${count === 1 ? 'doet' : 'doen'} nog niet mee.`,
    few: 'Minder dan vijf buren, of niemand',
    why: 'Omdat jullie leefomgeving hun plek raakt, en zij dit kozen. Je ziet niet wie het zijn. Je hoort alleen van wie ja zegt.',
    ask: 'Nodig ze uit',
    askNote:
      'Hoogstens twintig tegelijk en drie keer per week. Een buur krijgt hoogstens één uitnodiging in de week.',
    asked: (count: number) =>
      count === 0
        ? 'De buren die nu gevraagd kunnen worden, kregen een uitnodiging. Zijn het er minder dan vijf, dan zeggen we niet hoeveel.'
        : `${capital(written(count))} ${buren(count)} ${count === 1 ? 'kreeg' : 'kregen'} een uitnodiging.`,
  },
  visitor: {
    heading: 'Wie wil dit bij jou in de straat?',
    lede: 'Doe mee, dan zie je welke buren dit ook willen.',
    join: 'Doe mee met je straat',
    signIn: 'Log in',
  },
  done: {
    chosen: 'Je ambitie is bewaard.',
  } as Record<string, string>,
  errors: {
    nameMissing: 'Geef jullie groep een naam.',
    lineLink: 'Zet hier geen link in.',
    nameLong: 'De naam mag hoogstens 80 letters hebben.',
    placeMissing: 'Vul in waar je elkaar ziet.',
    placeLong: 'De plek mag hoogstens 200 letters hebben.',
    dayMissing: 'Kies een dag.',
    timeMissing: 'Kies een tijd.',
    meetingTime: 'Kies een moment in de komende drie weken.',
  } as Record<string, string>,
  about: 'Over deze ambitie',
  goodbye: 'Tot op straat.',
}
