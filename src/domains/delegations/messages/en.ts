import type { nl } from './nl.ts'

export const en = {
  refusals: {
    guestKeepsVoice: ['You are a guest here', 'Who lives here can delegate a vote. Nothing was changed.'],
    livesElsewhere: ['You do not live here', 'You delegate for a place where you live. Nothing was changed.'],
    voiceRefused: [
      'This neighbour would rather vote only for themselves',
      'Please respect that. Choose somebody else, or vote yourself.',
    ],
    voicesMany: ['You have a hundred delegations already', 'Take one back first. Then you can give another.'],
    voiceOver: ['This delegation is over', 'Your vote is with you. You can delegate anew.'],
  } as Record<string, [string, string]>,
  notices: {
    'delegation.given': ({ name }) =>
      `${name || 'A neighbour'} delegates to you: when you vote, it counts for ${name || 'them'} too.`,
    'delegation.circle': ({ place }) =>
      `The delegations in ${place} go round in a circle. So nobody votes for you. Vote yourself, or choose somebody else.`,
  } as Record<string, (said: Record<'name' | 'place', string>) => string>,
} satisfies typeof nl
