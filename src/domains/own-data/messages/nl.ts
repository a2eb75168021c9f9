import { formatDay, formatNumber, formatTime, plural } from '../../../platform/i18n.ts'
import type { Contribution } from '../../residents/index.ts'
import { download } from './download-nl.ts'

const moment = (date: Date) => `${formatDay('nl', date)} om ${formatTime('nl', date)} uur`

export const nl = {
  errors: {
    nameMissing: 'Vul je naam in.',
    nameStrange: 'Gebruik letters voor je naam, zonder webadres, mailadres of nummer.',
    nameLong: 'Je naam mag hoogstens 60 letters hebben.',
    sureMissing: 'Zet een vinkje als je het zeker weet.',
  } as Record<string, string>,
  done: {
    name: 'Je naam is veranderd.',
    mail: 'Je nieuwe mailadres ligt in de kluis.',
    'name-letter':
      'Je naam is veranderd. De code uit de brief op je oude naam werkt niet meer. Vraag een nieuwe brief aan bij Wie je bent en waar je woont.',
    'name-case':
      'Je naam is veranderd. De stichting kijkt eerst iets na. Je leest er meer over bij je berichten.',
    stopped: 'Fijn dat je blijft. Er is niets gewist.',
  } as Record<string, string>,
  refusals: {
    nameProven: ['Deze naam is bewezen', 'Heb je een andere naam gekregen? De stichting helpt je.'],
    endedByVerdict: [
      'Dit account kan niet terug',
      'De stichting heeft beslist dat het niet verder kan. Waarom staat in de mail die je kreeg. Klopt het niet? Neem contact op met de stichting.',
    ],
    notErasing: ['Er is niets te stoppen', 'Je gegevens worden niet gewist.'],
  } as Record<string, [string, string]>,
  notices: {
    'own-data.erasing': (due: Date) => `Je vroeg om gewist te worden op ${moment(due)}.`,
    'own-data.stopped': () => 'Je hebt het wissen gestopt. Alles is er nog.',
  } as Record<string, (due: Date) => string>,
  mail: {
    erasing: (due: Date, link: string) => ({
      subject: 'We wissen je gegevens over zeven dagen',
      text: `Dag,

Je vroeg ons je gegevens te wissen. Dat doen we op ${moment(due)}.
Tot die tijd vindt niemand je hier.

Heb je je bedacht, of was jij dit niet? Log dan in en druk op Stop:

${link}

Na het wissen weten we je mailadres niet meer. Daarom is dit onze laatste mail.

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    stopped: () => ({
      subject: 'Je gegevens blijven staan',
      text: `Dag,

Het wissen is gestopt. Alles is er nog, en buren zien je weer.
Was jij dit niet? Log dan in, kijk bij Apparaten en log overal uit.

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
  },
  data: {
    title: 'Mijn gegevens',
    lede: 'Dit weet de stichting van je. En dit kun jij ermee doen.',
    vault: 'In de kluis',
    vaultText: 'Buren zien dit niet.',
    nickname: (name: string) => `Buren kennen je als ${name}.`,
    nicknameLink: 'Verander je roepnaam',
    change: 'Verander',
    moved: 'Ik ben verhuisd',
    take: 'Neem alles mee',
    takeText: 'Je krijgt één bestand met alles wat we van je hebben. Je kunt het lezen, en het is van jou.',
    takeLink: 'Kijk wat erin zit',
    erase: 'Laat je wissen',
    eraseText: 'Wil je weg? Dan wissen we wat over jou gaat. Je hebt zeven dagen om je te bedenken.',
    eraseLink: 'Lees wat er dan gebeurt',
    opened: 'Wanneer de kluis openging',
    openedText: 'We schrijven elke keer op. Ook als je zelf kijkt. Na een jaar gooien we het weg.',
    day: 'Dag',
    what: 'Wat',
    why: 'Waarom',
    who: 'Wie',
    keeping: 'Wat we bewaren, en hoe lang',
  },
  name: {
    title: 'Je naam in de kluis',
    lede: 'Zo staat je naam op de brief die we sturen. Buren zien hem niet.',
    label: 'Je hele naam',
    save: 'Bewaar',
    underWay:
      'Er is een brief onderweg op deze naam. Verander je hem, dan werkt de code in die brief niet meer. Daarna vraag je een nieuwe aan.',
    proven:
      'Je hebt bewezen dat je zo heet. Daarom kun je hem niet zomaar veranderen: anders kon iemand jouw plek innemen.',
    provenHow: 'Heb je een andere naam gekregen? Iemand van de stichting kijkt dan met je mee.',
    letter: 'Hoe je de stichting bereikt',
    nickname: 'Wil je alleen dat buren je anders noemen? Dat kan altijd.',
    nicknameLink: 'Verander je roepnaam',
  },
  take: {
    title: 'Neem alles mee',
    lede: 'Eén bestand met alles wat we van je hebben.',
    what: 'Wat erin zit',
    items: [
      'Een pagina die je kunt lezen: index.html',
      'Dezelfde gegevens voor een computer, in de map json',
      'Namen van anderen alleen zoals jij ze hier ook ziet',
      'Geen bestanden en foto’s: die haal je op waar ze staan',
    ],
    safe: 'Bewaar het goed. Wie dit bestand heeft, weet je naam en je adres.',
    often: 'Het kan vijf keer op een dag. Wij bewaren het niet.',
    button: 'Haal het op',
  },
  file: {
    title: 'Mijn gegevens',
    lede: (name: string, made: string) => `Alles wat Leefomgeving Doe-Het-Zelf op ${made} van ${name} had.`,
    none: 'Niets.',
    files: 'Bestanden en foto’s haal je op waar ze staan.',
    yes: 'ja',
    no: 'nee',
    someNotice: 'Er is iets veranderd.',
    someAct: 'Je deed iets voor de stichting.',
    provider: 'een inlogmiddel dat we niet meer gebruiken',
    openings: 'Hier staat per reden hoe vaak. Elke keer apart staat in de map json.',
    howOften: 'Hoe vaak',
    times: (n: number) => (n === 1 ? 'Eén keer' : `${formatNumber('nl', n)} keer`),
    when: 'Wanneer',
    first: 'De eerste keer',
    last: 'De laatste keer',
    fileName: 'mijn-gegevens',
    readme: 'LEESMIJ.txt',
    readmeText: `Dit zijn je gegevens van Leefomgeving Doe-Het-Zelf.

index.html   om te lezen: open het in je browser
json/        dezelfde gegevens voor een computer, een bestand per onderdeel

Er zitten geen bestanden en foto’s bij: die haal je op waar ze staan.
Bewaar dit goed. Je naam en je adres staan erin.
`,
  },
  erase: {
    title: 'Laat je wissen',
    lede: 'Je mag altijd weg. Wat over jou gaat, wissen we. Wat van anderen is, blijft, zonder je naam.',
    goes: 'Dit gaat weg',
    goesItems: [
      'Alles in de kluis: je naam, je adres, je mailadres',
      'Je profiel, je ambities en je dromen',
      'Je plek in leefomgevingen, en wie jou aanwees of wie jij aanwees',
      'Wat je aan buren vroeg en wat je antwoordde',
      'Al je berichten en alle plekken waar je bent ingelogd',
    ],
    stays: 'Dit blijft, zonder jou',
    staysItems: [
      'De naam van een leefomgeving die je begon: die is van de leden',
      'Wat een buur aan jou schreef: dat is van die buur',
      'Een besluit dat je voor anderen nam, als beheerder of voor de stichting, met de reden. Je naam gaat eraf',
      'Een document waarin ook anderen schreven, of dat een andere leefomgeving al overnam',
      'Woorden die in de lijst met ambities kwamen',
      'De reservekopie, vijf weken. Die zit op slot',
    ],
    manager: 'Je bent beheerder',
    managerText:
      'Geef eerst de sleutel door. Doe je dat niet? Dan krijgt het lid hem dat de meeste leden willen. Is er niemand? Dan rust de leefomgeving, tot de leden iemand kiezen.',
    managerLink: (name: string) => `Geef de sleutel van ${name} door`,
    choose: 'Wat mag blijven staan, zonder je naam?',
    chooseHelp: 'Zonder vinkje halen we het weg.',
    keeps: {
      texts: (n: number) =>
        `Wat je schreef: waarom je leefomgeving er is, en je documenten (${n} ${plural('nl', n, { one: 'tekst', other: 'teksten' })})`,
      stories: (n: number) =>
        `Je ${plural('nl', n, { one: 'verhaal', other: 'verhalen' })} over hoe het ging (${n})`,
      requests: (n: number) => `De ambities die je aanvroeg (${n})`,
      meetings: (n: number) => `Wat je bedacht om samen te doen (${n})`,
      talks: (n: number) => `Wat je zei in gesprekken, met je foto’s (${n})`,
    } satisfies Record<Contribution, (n: number) => string>,
    when: 'Wanneer',
    whenText:
      'Zeven dagen nadat je op de knop drukt. Tot dan rust je account: niemand vindt je. Log je in, dan zie je alleen de knop om te stoppen. We sturen je ook een mail.',
    sure: 'Weet je het zeker?',
    sureYes: 'Ja, wis mijn gegevens over zeven dagen',
    button: 'Wis mijn gegevens',
    takeFirst: 'Wil je eerst alles meenemen?',
  },
  resting: {
    title: 'Je account rust',
    lede: (due: Date) => `Op ${moment(due)} wissen we je gegevens.`,
    text: 'Tot die tijd vindt niemand je. Heb je je bedacht? Dan stop je het hier, en is alles zoals het was.',
    keeps: 'Dit laat je staan, zonder je naam:',
    kept: {
      texts: 'wat je schreef',
      stories: 'je verhalen',
      requests: 'de ambities die je aanvroeg',
      meetings: 'wat je bedacht om samen te doen',
      talks: 'wat je zei in gesprekken',
    } satisfies Record<Contribution, string>,
    stop: 'Stop het wissen',
    out: 'Log uit',
  },
  ...download,
}
