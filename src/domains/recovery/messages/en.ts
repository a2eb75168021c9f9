import type { nl } from './nl.ts'

const bye = '\n\nGreetings from your neighbours'

export const en = {
  refusals: {
    recoveryOver: [
      'This is no longer possible',
      'It was stopped, it has happened, or it was too long ago. Nothing has changed now.',
    ],
    trustedFull: [
      'You have chosen three neighbours already',
      'Remove one first. Then you can choose another.',
    ],
  } as Record<string, [string, string]>,
  errors: {
    nameMissing: 'Fill in your name.',
    nameStrange: 'Use letters for your name, without a web address or mail address.',
    nameLong: 'Your name can have 60 letters at most.',
    noBsn: 'This looks like a citizen service number. Do not fill it in here.',
    mailMissing: 'Fill in your new mail address.',
    mailWrong: 'This mail address is not quite right. It needs an @, as in name@example.org.',
    addressMissing: 'Fill in your address.',
    codeMissing: 'Fill in the code.',
    codeTypo: 'Check the code once more. A letter or a figure in it is wrong.',
    codeUnknown:
      'We do not know this code. Ask your neighbour to read it out again. Each code works once, and only for who was chosen.',
    letterNot: 'That did not work. Check number and code once more, and whether it is the newest letter.',
    tickMissing: 'Tick the box when you spoke to your neighbour yourself.',
  } as Record<string, string>,
  lost: {
    title: 'Lost everything?',
    lede: 'No mail any more, and no passkey? You come back with a letter, or with two neighbours.',
    letter: 'With a letter',
    letterText: 'We send a letter with a code to your home. That takes a few days.',
    letterGo: 'Ask for a letter',
    neighbours: 'With two neighbours',
    neighboursText:
      'Did you choose neighbours whom you trust before? Read a code out to two of them, face to face.',
    neighboursGo: 'Call on two neighbours',
    wait: 'After that we wait seven days. Meanwhile a warning goes to your old mail address and to every device on which you are still signed in. So nobody can quietly walk off with your account.',
    reach: 'How to reach the foundation',
    desk: 'Does neither work? Then somebody of the foundation helps you.',
  },
  ask: {
    letterTitle: 'A letter to your home',
    letterLede: 'Fill in what your name is and where you live, as we know it of you.',
    neighboursTitle: 'Back with two neighbours',
    neighboursLede: 'Fill in what your name is and where you live. You get two codes in your new mail.',
    name: 'Your first and last name',
    nameHelp: 'Did you give only your first name? Then fill in just that.',
    mail: 'Your new mail address',
    mailHelp: 'Everything goes there. It has to be an address that you can read now.',
    send: 'Continue',
    sentTitle: 'Check your new mail',
    sentLede:
      'We sent you a mail that says how it goes on. We do not say here whether we know you: only you know that.',
    sentAgain: 'Nothing there? Look in unwanted mail. Or fill everything in again',
    demo: 'This is the demo. Read the mail here',
  },
  code: {
    title: 'The code of the letter',
    lede: 'Copy what stands in the letter.',
    send: 'This is my code',
    doneTitle: 'Seven more days',
    done: 'Done. In seven days you get a mail that lets you in again. Until then we warn your old mail address and every device on which you are still signed in. We send no other letter for that.',
  },
  stop: {
    title: 'Stop this?',
    lede: 'Somebody wants to come into your account with a new mail address. Is it not you? Then press the button.',
    text: 'Nothing about your account will change. Is it you after all? Then do nothing.',
    stop: 'Stop this',
    doneTitle: 'It is stopped',
    done: 'Nothing about your account has changed. To be sure, look on which devices you are signed in.',
    devices: 'Look at your devices',
  },
  own: {
    title: 'Coming back into your account',
    lede: 'Here you see whether somebody wants to come into your account with a new mail address.',
    none: 'Nothing is going on now',
    noneText: 'Nobody is trying to get into your account. You need not do anything.',
    way: { letter: 'With a letter to your home', neighbours: 'With two of your neighbours' },
    asked: (day: string) => `Asked on ${day}. Nothing is proven yet.`,
    waiting: (day: string) =>
      `The code was right. On ${day} there will be a new mail address, and you are signed out on every device. Is it not you? Then stop it.`,
    stop: 'Stop this',
    stopped: 'It is stopped. Nothing has changed.',
    trusted: 'Choose neighbours whom you trust',
  },
  trusted: {
    title: 'Neighbours whom you trust',
    lede: 'Do you lose everything? Then two of these neighbours help you back in.',
    how: 'You read a code out to them, face to face. They say that it is you. They can do no more than that: they do not get into your account.',
    yours: 'Whom you chose',
    none: 'You have chosen nobody yet. Choose three. Two are enough to come back.',
    one: 'Choose one more. With one neighbour alone you do not come back.',
    from: (day: string) => `Counts from ${day}.`,
    counts: (day: string) => `Counts since ${day}.`,
    away: 'Remove',
    awayOf: (name: string) => `Remove ${name}`,
    choose: 'Choose a neighbour',
    chooseTitle: 'Whom do you trust?',
    chooseLede: 'Choose somebody whom you know well, and meet without a phone too.',
    find: 'Find by name',
    findGo: 'Find',
    legend: 'From your communities',
    nobody: 'We found nobody. You can choose adult neighbours with a proven address, from your communities.',
    alone: 'You belong to no community yet',
    aloneText: 'You choose a neighbour out of a community to which you belong.',
    aloneStep: 'Find a community',
    chosen: 'Ask this neighbour',
    chosenMissing: 'Choose a neighbour.',
    tell: 'Your neighbour is told, and may say no. After a week your neighbour counts.',
    by: 'Who chose you',
    byText: 'They count on you when they have lost everything. You need not do anything now.',
    byNone: 'Nobody chose you yet.',
    since: (day: string) => `Since ${day}.`,
    refuse: 'Rather not',
    refuseOf: (name: string) => `Rather not for ${name}`,
    help: 'Help a neighbour come back',
    done: {
      named: 'Your neighbour is told.',
      away: 'Your neighbour no longer counts, and is told.',
      refused: 'That is fine. Your neighbour is told.',
    } as Record<string, string>,
  },
  met: {
    title: 'Help a neighbour come back',
    lede: 'Does your neighbour stand before you, and read out a code? Fill it in here.',
    warn: 'Never do this by phone or by message, not even when there is haste.',
    code: 'The code of your neighbour',
    codeHelp: 'Nine letters and figures',
    look: 'See who it is',
    confirmTitle: (name: string) => `Does ${name} stand before you?`,
    confirmLede: (name: string) =>
      `Somebody says that they are ${name} and have lost everything. You were chosen to help.`,
    tickLegend: 'Are you sure?',
    tick: (name: string) => `I spoke to ${name} myself and recognised them, face to face`,
    confirm: 'Yes, this is my neighbour',
    no: 'No, I am not sure',
    doneTitle: 'Thank you',
    done: (name: string) => `One more neighbour is needed. Then ${name} can come back.`,
    begun: (name: string) => `You are two now. In seven days ${name} is back in.`,
  },
  notices: {
    'recovery.waiting': () =>
      'Somebody wants to come into your account with a new mail address. It happens seven days after this notice. Is it not you? Stop it.',
    'recovery.stopped': () => 'Coming back into your account was stopped. Nothing has changed.',
    'recovery.done': () => 'You are back, with a new mail address. Make a passkey again.',
    'recovery.named': (name: string) =>
      `${name || 'A neighbour'} trusts you, for when everything is lost. You need not do anything now. Rather not? Just say so.`,
    'recovery.unnamed': (name: string) => `${name || 'A neighbour'} no longer counts on you to come back.`,
    'recovery.trusted-changed': (name: string, how: string) => {
      if (!name) return 'Your trusted neighbours have changed.'
      if (how === 'named') return `You chose ${name} as a neighbour whom you trust.`
      return how === 'refused'
        ? `${name} would rather not be counted on. Feel free to choose somebody else.`
        : `${name} is no longer a neighbour on whom you count.`
    },
  } as Record<string, (name: string, how: string) => string>,
  mail: {
    known: (link: string) => ({
      subject: 'You take part with this mail address already',
      text: `Hello,\n\nSomebody wants to come back into an account, with this mail address. But you take part with it already. You can simply sign in:\n\n${link}\n\nWas it not you? Then you need not do anything.${bye}`,
    }),
    letter: (link: string) => ({
      subject: 'How you come back',
      text: `Hello,\n\nYou want to come back into your account. Do we know this name at this address? Then a letter with a code will come. That takes a few days.\n\nKeep this mail. When the letter is there, open this link and fill in the code:\n\n${link}\n\nThe code works only behind this link. Give both to nobody. Was it not you? Then you need not do anything.${bye}`,
    }),
    neighbours: (one: string, two: string, link: string) => ({
      subject: 'Two codes for two neighbours',
      text: `Hello,\n\nYou want to come back into your account. Call on two of the neighbours whom you chose before. Read each of them a code of their own, while you stand before them:\n\nFor the first neighbour: ${one}\nFor the second neighbour: ${two}\n\nThey fill in the code here:\n\n${link}\n\nThe codes work for two weeks, and each of them once. Do not send them on. Was it not you? Then you need not do anything.${bye}`,
    }),
    warning: (day: string, link: string) => ({
      subject: 'Somebody wants to come into your account with a new mail address',
      text: `Hello,\n\nSomebody says that they have lost everything, and wants to come into your account with a new mail address. The code of the letter was right, or two of your neighbours said that it is right.\n\nIf you do nothing, it happens on ${day}.\n\nIs it not you? Open this link and press the button. You need not sign in:\n\n${link}\n\nIs it you? Then you need not do anything.${bye}`,
    }),
    waiting: (day: string) => ({
      subject: 'Seven more days',
      text: `Hello,\n\nIt worked. On ${day} you get a mail here that lets you in again.\n\nWe wait that long so that nobody can quietly walk off with an account. Meanwhile we warn the old mail address and every device that is still signed in.${bye}`,
    }),
    stopped: {
      subject: 'Coming back was stopped',
      text: `Hello,\n\nComing back into your account was stopped: from the old mail address, or on a device that is still signed in. Was it not you, and is this your account? Then call on somebody of the foundation.${bye}`,
    },
    done: (link: string) => ({
      subject: 'You can come in again',
      text: `Hello,\n\nThe seven days are over. Open this link and press the button:\n\n${link}\n\nThe link works for a day. After that you simply ask for a new one, with this mail address. Make a passkey again too: the old ones no longer work.${bye}`,
    }),
    over: {
      subject: 'Your account has another mail address',
      text: `Hello,\n\nYour account at Leefomgeving Doe-Het-Zelf has another mail address now. That was asked for with a letter or with two neighbours, and not stopped for seven days. We no longer mail to this address.\n\nWas it not you? Then call on somebody of the foundation.${bye}`,
    },
    named: (name: string, link: string) => ({
      subject: `${name} trusts you`,
      text: `Hello,\n\n${name} chose you as somebody who helps when everything is lost: phone, mail, all of it. You need not do anything now. Would you rather not? You can say so here:\n\n${link}${bye}`,
    }),
    trustedChanged: (name: string, link: string) => ({
      subject: `You now trust ${name} too`,
      text: `Hello,\n\nIn your account ${name} was chosen as a neighbour who can help you come back. After a week ${name} counts.\n\nWas it not you? Then remove ${name}, and sign out all other devices:\n\n${link}${bye}`,
    }),
  },
} satisfies typeof nl
