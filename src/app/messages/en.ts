import type { nl } from './nl.ts'

export const en = {
  refusals: {
    unreadable: ['We could not read this', 'Something went wrong while sending. Go back and try again.'],
    demoElsewhere: [
      'This is a demo on somebody’s own computer',
      'It can be seen only there. Do you run this place? Then set DHZ_ORIGIN to the real address.',
    ],
    notFound: ['This page is not here', 'Perhaps it moved, or it is for members only.'],
    signInNeeded: ['Please sign in first', 'You will then go on where you were.'],
    notAllowed: ['You may not do this', 'This place is for others. Is that not right? Ask the manager.'],
    verifiedOnly: [
      'Prove your address first',
      'You may look around and prepare. This works as soon as your address is proven.',
    ],
    adultsOnly: [
      'This is from eighteen years',
      'So we keep it safe. In your communities you can take part as ever.',
    ],
    otherSite: ['This came from another website', 'So we did nothing. Open the page here and try again.'],
    tooLarge: ['That is too much at once', 'Make your text shorter and try again.'],
    tooFast: ['Not so fast', 'Too much is coming in from your side. Wait a minute and try again.'],
    tooMany: ['Please wait a while', 'This was done many times in a row. Try again later.'],
    confirmNeeded: [
      'Please show that it is you',
      'This matters, and it has been a while since you signed in. Do so once more, then go on.',
    ],
    passkeysFull: ['You have twenty passkeys already', 'Remove one first. Then there is room for another.'],
    passkeyRefused: ['It did not work with this passkey', 'Try again, or ask for a link in your mail.'],
    linkOver: [
      'This link no longer works',
      'A link works once, and not for too long. Feel free to ask for a new one.',
    ],
    invalid: [
      'That did not work yet',
      'Something in the form is not right. Go back: your words are still there.',
    ],
  } as Record<string, [string, string]>,
  other: [
    'That cannot be done now',
    'Something has changed in the meantime. Go back and see how it stands now.',
  ] as [string, string],
  broken: [
    'Something went wrong on our side',
    'It is not your fault. We have written it down. Please try again in a moment.',
  ] as [string, string],
  code: (id: string) => `Asking for help? Then mention ${id}.`,
  signIn: 'Sign in',
  prove: 'Prove your address',
  confirm: 'Show that it is you',
  home: 'To the beginning',
  back: 'Back to the neighbourhood',
} satisfies typeof nl
