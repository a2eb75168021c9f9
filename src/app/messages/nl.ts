/** The sentence for each refusal: what happened, that nothing is lost, what to do. */
export const nl = {
  refusals: {
    unreadable: [
      'Dit konden we niet lezen',
      'Er ging iets mis bij het versturen. Ga terug en probeer het opnieuw.',
    ],
    demoElsewhere: [
      'Dit is een demo op iemands eigen computer',
      'Hij is alleen daar te bekijken. Beheer je deze plek? Zet dan DHZ_ORIGIN op het echte adres.',
    ],
    notFound: ['Deze pagina is er niet', 'Misschien is hij verhuisd, of is hij alleen voor leden.'],
    signInNeeded: ['Log eerst even in', 'Daarna ga je verder waar je was.'],
    notAllowed: ['Dit mag je niet', 'Deze plek is voor anderen. Klopt dat niet? Vraag het de beheerder.'],
    verifiedOnly: [
      'Eerst je adres bewijzen',
      'Je mag al rondkijken en voorbereiden. Dit kan zodra je adres bewezen is.',
    ],
    adultsOnly: [
      'Dit is vanaf achttien jaar',
      'Zo houden we het veilig. In je leefomgevingen kun je gewoon meedoen.',
    ],
    otherSite: [
      'Dit kwam van een andere website',
      'Daarom hebben we niets gedaan. Open de pagina hier, en probeer het nog eens.',
    ],
    tooLarge: ['Dat is te veel in één keer', 'Maak je tekst korter en probeer het opnieuw.'],
    tooFast: [
      'Even rustig aan',
      'Er komt te veel tegelijk binnen van jouw kant. Wacht een minuut en probeer het opnieuw.',
    ],
    tooMany: ['Even wachten', 'Dit is vaak achter elkaar gedaan. Probeer het later opnieuw.'],
    confirmNeeded: [
      'Laat even zien dat jij het bent',
      'Dit is belangrijk, en het is een tijd geleden dat je inlogde. Doe dat nog een keer, dan kun je verder.',
    ],
    passkeysFull: ['Je hebt al twintig passkeys', 'Haal er eerst een weg. Dan past er weer een bij.'],
    passkeyRefused: [
      'Met deze passkey lukte het niet',
      'Probeer het nog eens, of vraag een link in je mail.',
    ],
    linkOver: [
      'Deze link werkt niet meer',
      'Een link werkt één keer, en niet te lang. Vraag gerust een nieuwe.',
    ],
    invalid: [
      'Dat lukte nog niet',
      'Er klopt iets niet in het formulier. Ga terug: je woorden staan er nog.',
    ],
  } as Record<string, [string, string]>,
  other: ['Dat kan nu niet', 'Er is intussen iets veranderd. Ga terug en kijk hoe het er nu voor staat.'] as [
    string,
    string,
  ],
  broken: [
    'Er ging bij ons iets mis',
    'Het ligt niet aan jou. We hebben het opgeschreven. Probeer het zo nog eens.',
  ] as [string, string],
  code: (id: string) => `Vraag je om hulp? Noem dan ${id}.`,
  signIn: 'Log in',
  prove: 'Bewijs je adres',
  confirm: 'Laat zien dat jij het bent',
  home: 'Naar het begin',
  back: 'Terug naar de buurt',
}
