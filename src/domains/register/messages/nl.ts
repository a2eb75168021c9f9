import { formatNumber } from '../../../platform/i18n.ts'

const number = (value: number) => formatNumber('nl', value)

export const nl = {
  refusals: {
    entryGone: [
      'Dit nummer staat niet in het register',
      'Misschien komt het er nog in. Kijk in het register welke nummers er zijn.',
    ],
  } as Record<string, [string, string]>,
  title: 'Het register',
  lede: 'Hier staat wat er is besloten en wat ervan kwam. Zo kan iedereen zien of er later iets in verandert.',
  newest: 'Wat er het laatst bij kwam',
  none: 'Er staat nog niets in',
  noneText: 'Zodra buren samen iets beslissen, komt het hier.',
  noneLink: 'Zoek een leefomgeving',
  older: 'Toon oudere nummers',
  leaf: 'Bladeren in het register',
  first: 'Naar de nieuwste',
  number: (place: number) => `Nummer ${number(place)}`,
  sealed: 'Iets dat niet voor iedereen is',
  sealedText: 'Je ziet alleen de dag. Wat het is, weten alleen wie erbij horen.',
  forYou: 'Dit zie jij, en niet iedereen.',
  kinds: {
    opened: (question: string) => `Een vraag ging open: ${question}`,
    amended: (question: string) => `De woorden zijn aangepast: ${question}`,
    decided: (question: string) => `Er is besloten: ${question}`,
    void: (question: string) => `Het tellen lukte niet: ${question}`,
    withdrawn: (question: string) => `De vraag is ingetrokken: ${question}`,
    moved: {
      up: 'Iets verhuisde naar een hoger niveau',
      down: 'Iets verhuisde naar een lager niveau',
    } as Record<string, string>,
  },
  proposals: {
    done: {
      realised: (title) => `Het is gelukt: ${title}`,
      tried: (title) => `Dit is geprobeerd: ${title}`,
    } as Record<string, (title: string) => string>,
    merged: 'Twee voorstellen werden er één',
  },
  now: {
    heading: 'Het controlegetal van nu',
    lede: 'Dit getal past bij alles wat er nu in staat. Verandert er een letter, dan past het niet meer.',
    origin: 'Naam van dit register',
    size: 'Hoeveel nummers',
    root: 'Controlegetal',
    made: 'Gemaakt',
    keep: 'Schrijf het op, of print een besluit. Wie een oud getal bewaart, is getuige.',
  },
  compare: {
    heading: 'Heb je een oud controlegetal?',
    lede: 'Het staat op elk geprint besluit. Kijk of het nog past.',
    size: 'Hoeveel nummers er toen waren',
    root: 'Het controlegetal van toen',
    button: 'Vergelijk',
    title: 'Past je oude controlegetal nog?',
    same: 'Ja, het past',
    sameText: (size: number) =>
      `De eerste ${number(size)} nummers zijn nog precies zoals toen. Er kwam alleen iets bij.`,
    other: 'Nee, het past niet',
    otherText:
      'Kijk eerst of je het goed overtypte. Klopt het, dan is er iets veranderd in wat er stond. Bewaar je papier en vertel het ook aan anderen.',
    longer: 'Zo veel nummers zijn er niet',
    longerText: (size: number) =>
      `Er staan nu ${number(size)} nummers in. Waren het er echt meer, dan is er iets uitgehaald. Bewaar je papier en vertel het ook aan anderen.`,
    byUs: 'Dit antwoord geeft onze eigen computer. Je kunt het zelf narekenen met wat hieronder staat.',
    proof: 'Haal het bewijs op',
    wrongSize: 'Vul een heel getal in, 1 of meer.',
    wrongRoot: 'Een controlegetal heeft 44 tekens en eindigt op =. Kijk het nog eens na.',
  },
  how: {
    heading: 'Zo werkt het',
    points: [
      'Elk nummer hangt vast aan alle nummers ervoor.',
      'Wie iets verandert of weghaalt, verandert ook het controlegetal.',
      'Daarom bewaren mensen oude controlegetallen, op papier en op andere computers.',
      'Van wat besloten of gedaan is in een leefomgeving die niet voor iedereen open is, staat hier alleen een dag en een code.',
      'Het register laat niet zien of iets waar is. Alleen dat het er zo staat, en sinds wanneer.',
    ],
    self: 'Reken het zelf na',
    selfText: 'Dat kan met het programma van deze site, of met een ander dat je zelf maakt:',
    files: 'De bestanden staan hier:',
    checkpoint: 'controlegetal met handtekening',
    keys: 'sleutels',
  },
  keys: {
    heading: 'Wie ondertekent',
    lede: 'Met deze sleutel zie je dat het controlegetal van ons komt. Oude sleutels blijven staan.',
    key: 'Sleutel',
    from: 'Vanaf hoeveel nummers',
    since: 'Sinds',
  },
  entry: {
    what: 'Wat er staat',
    when: 'Wanneer',
    look: 'Bekijk waar het over gaat',
    text: 'De letters die vastliggen',
    opening: 'Wat er achter de code zit',
    openingText:
      'SHA-256 van het zout en daarna de tekst geeft de code. Zo kun je het laten zien aan wie je wilt.',
    salt: 'Zout',
    words: 'Tekst',
    proof: 'Zo zie je dat het vastligt',
    proofText: (size: number) =>
      `Begin met de hash van dit nummer. Zet er om de beurt een hash naast. Aan het eind heb je het controlegetal van alle ${number(size)} nummers.`,
    hash: 'Hash van dit nummer',
    steps: 'De hashes, een voor een',
    columns: ['Stap', 'Over', 'Kant', 'Hash'],
    over: (from: number, to: number) =>
      to - from === 1 ? `nummer ${number(from)}` : `${number(from)} tot en met ${number(to - 1)}`,
    left: 'links',
    right: 'rechts',
    alone: 'Dit is het enige nummer. De hash is zelf het controlegetal.',
    download: 'Haal het bewijs op',
  },
  onDecision: {
    heading: 'In het register',
    waits: 'Dit komt zo in het register.',
    stands: 'Wie een controlegetal bewaart, kan zien of hier later iets in verandert.',
    kinds: {
      'decision.opened': 'Dat het openging',
      'decision.amended': 'De nieuwe woorden',
      'decision.decided': 'De uitslag',
      'decision.void': 'Dat tellen niet lukte',
      'decision.withdrawn': 'Dat het is ingetrokken',
    } as Record<string, string>,
  },
  onPaper:
    'Wie dit papier bewaart, is getuige: klopt het register later niet meer met dit getal, dan is er iets veranderd.',
}
