import { plural } from '../../../platform/i18n.ts'

/** Words for objecting to a verdict, and for letters that are looked at first. */
export const more = {
  acts: {
    'case.undone': () => 'Iemand maakte bezwaar en kreeg gelijk. Het account is terug.',
    'case.stands': () => 'Iemand maakte bezwaar. Het besluit bleef staan.',
    'case.objected': () => 'Een bezwaar kwam op papier, en is overgeschreven.',
    'letter.released': () => 'Er gingen veel brieven naar één huis. Een volgende mag toch weg.',
    'letter.refused': () => 'Er gingen veel brieven naar één huis. Een volgende gaat niet weg.',
  },
  refusals: {
    objectionOver: [
      'Bezwaar maken kan hier niet meer',
      'De link is te oud, of er is al over beslist. Neem contact op met de stichting.',
    ],
    objectionNone: ['Er is geen bezwaar', 'Er is niets veranderd.'],
    verdictOwn: ['Jij nam het eerste besluit', 'Iemand anders van de stichting kijkt ernaar.'],
  } as Record<string, [string, string]>,
  errors: {
    caseChanged: 'Er kwam net een bevestiging bij. Kijk nog eens, en beslis dan.',
    outcomeMissing: 'Kies wat je beslist.',
  },
  notices: {
    'proof.letterRefused': 'Je brief gaat niet weg. Lees hoe het anders kan.',
    'proof.undone': 'Je kreeg gelijk. Je account is terug.',
    'proof.stands': 'Je bezwaar is bekeken. Het besluit blijft staan.',
  },
  ended: (reason: string, objection: string, contact: string, origin: string) =>
    `De stichting heeft beslist dat dit account niet verder kan. Dit is de reden:\n\n${reason}\n\nHad je er twee? Gebruik dan het oudste. Ben je daar niet meer binnen, dan kun je hier terugkomen:\n${origin}/log-in/kwijt\n\nKlopt dit niet? Maak bezwaar. Dat kan zes weken lang. Iemand anders van de stichting kijkt er dan naar:\n${objection}\n\nOf neem contact op met de stichting: ${contact}\n\nNa die zes weken wissen we het account.`,
  letterRefused: (origin: string, contact: string) =>
    `Er gingen veel brieven naar jouw adres. Daarom sturen we deze niet.\n\nWoon je er echt? Twee buren die je kennen kunnen je ook bevestigen:\n${origin}/ik/bewijs\n\nOf kom langs bij een balie van de stichting: ${contact}`,
  letterRefusedSubject: 'Je brief gaat niet weg',
  undoneSubject: 'Je account is terug',
  undone: (origin: string, reason: string) =>
    `Je maakte bezwaar, en je kreeg gelijk. Het spijt ons. Dit schreef de stichting erbij:\n\n${reason}\n\nJe account is terug, met wat je bewezen had. Log in:\n${origin}/log-in\n\nLeefomgevingen waar je bij hoorde zijn toen gestopt, en wie jou aanwees of hielp ook. Je kunt overal opnieuw meedoen. Buren kunnen je opnieuw aanwijzen.`,
  standsSubject: 'Over je bezwaar is beslist',
  stands: (reason: string, contact: string) =>
    `Iemand anders van de stichting keek naar je bezwaar. Het besluit blijft staan. Dit is de reden:\n\n${reason}\n\nWil je hier nog over praten? Neem contact op met de stichting: ${contact}\n\nZes weken na het eerste besluit wissen we het account.`,
  page: {
    title: 'Maak bezwaar',
    lede: 'De stichting stopte je account. Klopt dat niet? Vertel het.',
    until: (date: string) =>
      `Dit kan tot ${date}. Iemand die het niet zelf besloot, kijkt ernaar. Tot dan wissen we niets.`,
    words: 'Waarom klopt het niet?',
    help: 'Bijvoorbeeld: ik woon hier wel, of mijn broer heet ook zo. Alleen de stichting leest dit.',
    send: 'Verstuur mijn bezwaar',
    doneTitle: 'Je bezwaar is binnen',
    done: 'Je krijgt een mail zodra er iemand naar keek. Wil je iets veranderen? Open dan de link in je mail nog eens.',
  },
  held: {
    codeHeld: 'De code klopt. De stichting kijkt eerst iets na. Je hoort snel van ons.',
    codeRight: 'De code klopt.',
    birthFold: 'Woont er nog iemand met jouw naam op dit adres?',
    birthHelp: 'Met je geboortedatum halen we jullie uit elkaar. Anders hoeft het niet.',
  },
  side: {
    returned:
      'Een account op deze naam en geboortedatum is kort geleden gestopt, omdat het niet klopte. Daarom kijken we even mee voordat het telt.',
  },
  steward: {
    kind: 'Een account dat eerder gestopt is',
    decided: 'Het besluit',
    objections: 'Bezwaren',
    objectionsText: 'Iemand anders dan wie besloot, kijkt hiernaar.',
    objected: (date: string) => `Bezwaar van ${date}`,
    objection: 'Het bezwaar',
    noObjection: (date: string) => `Er is geen bezwaar. Dat kan tot ${date}.`,
    over: 'Er was geen bezwaar, en dat kan nu niet meer.',
    paper: 'Kwam er een bezwaar op papier?',
    paperWords: 'Neem over wat er staat',
    paperSend: 'Bewaar dit bezwaar',
    outcome: 'Wat beslis je over het bezwaar?',
    outcomes: {
      undone: ['Het bezwaar is terecht', 'Het account is weer terug, met zijn bewijs.'],
      stands: ['Het besluit blijft staan', 'Het account blijft gestopt, en wordt gewist.'],
    } as Record<string, [string, string]>,
    letters: 'Veel brieven naar één huis',
    lettersText:
      'Naar deze huizen gingen al acht brieven of meer in negentig dagen. Wie nog nooit een brief kreeg, is vaak de echte bewoner.',
    letter: (letters: number, accounts: number, own: number) =>
      `Gedrukt voor dit huis: ${plural('nl', letters, { one: 'één brief', other: `${letters} brieven` })}, voor ${plural('nl', accounts, { one: 'één account', other: `${accounts} accounts` })}. Voor deze bewoner zelf: ${own}.`,
    since: (date: string) => `Wacht sinds ${date}`,
    release: 'Stuur deze brief',
    refuse: 'Stuur hem niet',
    done: {
      bezwaar: 'Genoteerd. Wie het aangaat, hoort het.',
      papier: 'Het bezwaar is bewaard.',
      brief: 'De brief ligt op de stapel.',
      'geen-brief': 'Deze brief gaat niet weg. De bewoner krijgt bericht.',
    },
  },
}
