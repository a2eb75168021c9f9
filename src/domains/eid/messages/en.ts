import type { nl } from './nl.ts'

export const en = {
  prove: {
    title: (name: string) => `Show who you are with ${name}`,
    lede: (name: string) => `You go to ${name} for a moment. You sign in there. Then you come back here.`,
    headings: { ask: 'What we ask:', not: 'What we do not ask:', keep: 'What we do with it:' },
    ask: 'your name, your date of birth and your address. Nothing else.',
    not: 'your citizen service number (BSN). We never receive or keep it.',
    keep: 'we see whether it agrees with what you filled in here. It stays in the vault. Neighbours do not see it.',
    after: (name: string) => `Is everything right? Then you can also sign in with ${name} from now on.`,
    go: (name: string) => `Go to ${name}`,
    other: 'Would you rather do it another way?',
    otherLink: 'See all ways',
  },
  leaving: {
    title: (name: string) => `You are now going to ${name}`,
    lede: 'Is nothing happening? Then press the button.',
    go: 'Continue',
  },
  signIn: {
    heading: 'Or sign in with',
    go: (name: string) => `Sign in with ${name}`,
  },
  mine: {
    title: 'Signing in with an eID',
    lede: 'An eID is a means of signing in with which you show who you are.',
    linkedHeading: 'Linked',
    none: 'You have not linked anything yet.',
    linked: (date: string) => `Linked on ${date}.`,
    used: (date: string) => `Last used on ${date}.`,
    unlink: 'Unlink',
    unlinkName: (name: string) => `Unlink ${name}`,
    unlinkHelp:
      'After that you no longer sign in with it. What you proved stays. We remember in the vault that it belongs to you, so that nobody makes a second account with it.',
    addHeading: 'Show who you are',
    addText: 'Then we know that you really are who you say. That is needed for a task at the foundation.',
    add: (name: string) => `With ${name}`,
    wallet: 'With your wallet',
    unlinked: 'It is unlinked. You can no longer sign in with it.',
  },
  wallet: {
    title: 'Show who you are with your wallet',
    lede: 'A wallet is an app that holds your digital papers. You choose what you show.',
    go: 'Make a question for my wallet',
    askTitle: 'Open your wallet',
    askLede: 'This question stays open for ten minutes.',
    hereHeading: 'Is your wallet on this device?',
    here: 'Open my wallet',
    thereHeading: 'Is your wallet on your phone?',
    there: ['Scan this with your wallet.', 'Check there that the name of this website is right, and agree.'],
    qr: 'QR code with the question for your wallet',
    check: (host: string) =>
      `Look carefully: does your wallet say that ${host} is asking? And did you open this page yourself? If not, stop.`,
    codeHeading: 'Copy the code',
    codeText: 'A code of six figures appears on your phone. Type it here.',
    code: 'The code on your phone',
    done: 'Continue',
    backTitle: 'Your wallet has answered',
    backLede: 'Press the button. Then we see whether everything is right.',
    shortTitle: 'Copy this code',
    shortLede: 'Type it on the screen where you began.',
    shortWarn:
      'Give this code to nobody. Not even to somebody who says they are from us. Did you not begin this yourself? Then close this page. Nothing will happen.',
  },
  errors: {
    codeMissing: 'Fill in the six figures.',
    codeWrong: 'This code is not right, or your wallet has not answered yet. Look at your phone again.',
  } as Record<string, string>,
  moved: 'I have moved',
  letter: 'Ask for a letter',
  about: 'See how things stand',
  outcomes: {
    assured: ['It worked', 'Your name and your address are right. You can now take part everywhere.'],
    verified: ['It worked', 'We now know who you are.'],
    case: [
      'Somebody of the foundation takes a look',
      'It seems that you already have an account here. We will ask you, and nobody loses anything. You will hear from us.',
    ],
    'other-address': [
      'The address is different',
      'We now know who you are. But not yet where you live: you gave another address here. Have you moved? Then give your new address here. Do you live here? Then ask for a letter.',
    ],
    'too-young': [
      'You can join from the age of 16',
      'Until then, feel free to join in with your parents or carers.',
    ],
  },
  refused: {
    down: [
      'There is no answer now',
      'It is not your fault, and you have lost nothing. Try again later, or choose another way.',
    ],
    cancelled: ['You stopped', 'That is fine. Nothing has changed. You can always try again.'],
    over: [
      'This no longer works',
      'An answer works once, no longer than ten minutes, and only where you began. Feel free to begin again.',
    ],
    weak: [
      'Sign in in a stronger way',
      'The way you signed in now, we cannot be sure enough. Choose a stronger way there, for instance with an app. Nothing has changed.',
    ],
    wrong: [
      'We could not trust this',
      'The answer was not right, so we did nothing with it. Try again. Does it stay like this? Then choose another way.',
    ],
    missing: [
      'Something is missing',
      'We did not get your name, date of birth or address. Without those three we cannot see whether it is right. Nothing has changed.',
    ],
    unknown: [
      'You cannot sign in with this',
      'It is not linked to an account. Sign in with your mail address, or join first. After that you link it.',
    ],
    unfit: [
      'This has not been set up well yet',
      'It is not your fault but ours. We wrote it down. Choose another way for now.',
    ],
  },
  again: 'Try again',
  otherWay: 'Choose another way',
} satisfies typeof nl
