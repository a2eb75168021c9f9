import type { nl } from './nl.ts'

export const en = {
  mail: {
    invited: (from: string, name: string, link: string) => ({
      subject: `${from} invites you to ${name}`,
      text: `Hello,\n\n${from} would like you to take part in ${name}, on Leefomgeving Doe-Het-Zelf. It is a place by and for neighbours.\n\nSee what it is, and say yes or no:\n${link}\n\nThe link is yours only and works for three weeks. We do not keep your mail address.\n\nEnjoy the day outside!`,
    }),
    invitedResident: (from: string, name: string, link: string) => ({
      subject: `${from} invites you to ${name}`,
      text: `Hello,\n\n${from} would like you to take part in ${name}.\n\nSee what it is, and say yes or no:\n${link}\n\nNot for you? Then you need not do anything.\n\nEnjoy the day outside!`,
    }),
    removed: (name: string, reason: string) => ({
      subject: `You no longer belong to ${name}`,
      text: `Hello,\n\nThe manager of ${name} has removed you from the community. This is the reason:\n\n${reason}\n\nDo you disagree? Then you can appeal. Write to the moderation of the foundation: they look into it and hear you too.`,
    }),
  },
} satisfies typeof nl
