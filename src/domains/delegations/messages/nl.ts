export const nl = {
  refusals: {
    guestKeepsVoice: [
      'Je bent hier te gast',
      'Een volmacht geven doen wie hier wonen. Er is niets veranderd.',
    ],
    livesElsewhere: [
      'Je woont hier niet',
      'Een volmacht geef je voor een plek waar je woont. Er is niets veranderd.',
    ],
    voiceRefused: [
      'Deze buur stemt liever alleen voor zichzelf',
      'Respecteer dat. Kies iemand anders, of stem zelf.',
    ],
    voicesMany: [
      'Je hebt al honderd volmachten',
      'Neem er eerst een terug. Daarna kun je er weer een geven.',
    ],
    voiceOver: ['Deze volmacht is al voorbij', 'Je stem is bij jou. Je kunt een nieuwe volmacht geven.'],
  } as Record<string, [string, string]>,
  notices: {
    'delegation.given': ({ name }) =>
      `${name || 'Een buur'} geeft je een volmacht: als jij stemt, telt dat ook voor ${name || 'die buur'}.`,
    'delegation.circle': ({ place }) =>
      `De volmachten in ${place} gaan rond in een kring. Zo stemt niemand voor je. Stem zelf, of kies iemand anders.`,
  } as Record<string, (said: Record<'name' | 'place', string>) => string>,
}
