import { plural } from '../../../platform/i18n.ts'
import type { more as dutch } from './objections-nl.ts'

/** Words for objecting to a verdict, and for letters that are looked at first. */
export const more = {
  acts: {
    'case.undone': () => 'Somebody objected and was right. The account is back.',
    'case.stands': () => 'Somebody objected. The decision stands.',
    'case.objected': () => 'An objection came on paper, and was copied.',
    'letter.released': () => 'Many letters went to one home. Another one may go all the same.',
    'letter.refused': () => 'Many letters went to one home. Another one does not go.',
  },
  refusals: {
    objectionOver: [
      'You can no longer object here',
      'The link is too old, or it was decided already. Contact the foundation.',
    ],
    objectionNone: ['There is no objection', 'Nothing was changed.'],
    verdictOwn: ['You decided the first time', 'Somebody else of the foundation looks at it.'],
  } as Record<string, [string, string]>,
  errors: {
    caseChanged: 'Somebody vouched just now. Look again, and then decide.',
    outcomeMissing: 'Choose what you decide.',
  },
  notices: {
    'proof.letterRefused': 'Your letter does not go. Read how else it can be done.',
    'proof.undone': 'You were right. Your account is back.',
    'proof.stands': 'Your objection was looked at. The decision stands.',
  },
  ended: (reason: string, objection: string, contact: string, origin: string) =>
    `The foundation decided that this account cannot go on. This is the reason:\n\n${reason}\n\nDid you have two? Then use the oldest. Can you not get into it any more? You can come back here:\n${origin}/log-in/kwijt\n\nIs this not right? Object. You can do so for six weeks. Somebody else of the foundation then looks at it:\n${objection}\n\nOr contact the foundation: ${contact}\n\nAfter those six weeks we erase the account.`,
  letterRefused: (origin: string, contact: string) =>
    `Many letters went to your address, so we do not send this one.\n\nDo you really live there? Two neighbours who know you can confirm you too:\n${origin}/ik/bewijs\n\nOr come to a desk of the foundation: ${contact}`,
  letterRefusedSubject: 'Your letter does not go',
  undoneSubject: 'Your account is back',
  undone: (origin: string, reason: string) =>
    `You objected, and you were right. We are sorry. The foundation wrote:\n\n${reason}\n\nYour account is back, with what you had proven. Sign in:\n${origin}/log-in\n\nThe communities that you belonged to ended for you then, and so did who designated or helped you. You can join again everywhere. Neighbours can designate you again.`,
  standsSubject: 'Your objection was decided',
  stands: (reason: string, contact: string) =>
    `Somebody else of the foundation looked at your objection. The decision stands. This is the reason:\n\n${reason}\n\nDo you want to talk about it? Contact the foundation: ${contact}\n\nSix weeks after the first decision we erase the account.`,
  page: {
    title: 'Object',
    lede: 'The foundation ended your account. Is that not right? Tell us.',
    until: (date: string) =>
      `You can do so until ${date}. Somebody who did not decide it looks at it. Until then we erase nothing.`,
    words: 'Why is it not right?',
    help: 'For instance: I do live here, or my brother has the same name. Only the foundation reads this.',
    send: 'Send my objection',
    doneTitle: 'We have your objection',
    done: 'You get a mail as soon as somebody looked at it. Do you want to change something? Then open the link in your mail again.',
  },
  held: {
    codeHeld: 'The code is right. The foundation checks something first. You hear from us soon.',
    codeRight: 'The code is right.',
    birthFold: 'Does somebody else of your name live at this address?',
    birthHelp: 'By your date of birth we tell you apart. Otherwise it is not needed.',
  },
  side: {
    returned:
      'An account of this name and date of birth was ended not long ago, because it was not true. So we look along before it counts.',
  },
  steward: {
    kind: 'An account that was ended before',
    decided: 'The decision',
    objections: 'Objections',
    objectionsText: 'Somebody else than who decided looks at these.',
    objected: (date: string) => `Objection of ${date}`,
    objection: 'The objection',
    noObjection: (date: string) => `There is no objection. One may come until ${date}.`,
    over: 'There was no objection, and none may come any more.',
    paper: 'Did an objection come on paper?',
    paperWords: 'Copy what it says',
    paperSend: 'Keep this objection',
    outcome: 'What do you decide about the objection?',
    outcomes: {
      undone: ['The objection is right', 'The account is back, with its proofs.'],
      stands: ['The decision stands', 'The account stays ended, and is erased.'],
    },
    letters: 'Many letters to one home',
    lettersText:
      'Eight letters or more went to these homes in ninety days. Who never got one is often the real resident.',
    letter: (letters: number, accounts: number, own: number) =>
      `Printed for this home: ${plural('en', letters, { one: 'one letter', other: `${letters} letters` })}, for ${plural('en', accounts, { one: 'one account', other: `${accounts} accounts` })}. For this resident: ${own}.`,
    since: (date: string) => `Waiting since ${date}`,
    release: 'Send this letter',
    refuse: 'Do not send it',
    done: {
      bezwaar: 'Noted. Those concerned are told.',
      papier: 'The objection is kept.',
      brief: 'The letter is on the pile.',
      'geen-brief': 'This letter does not go. The resident is told.',
    },
  },
} satisfies typeof dutch
