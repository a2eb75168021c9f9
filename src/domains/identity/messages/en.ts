import type { nl } from './nl.ts'

export const en = {
  errors: {
    whereaboutsMissing: 'Fill in a neighbourhood or a place.',
    whereaboutsNone: 'We do not know this neighbourhood or place. Try the name of the municipality.',
    noBsn:
      'This looks like a citizen service number. We never ask for it and did not keep it. Please take it out.',
    nameMissing: 'Fill in your first name.',
    nameStrange: 'Use letters for your name, without a web address or mail address.',
    nameLong: 'Your name can have 60 letters at most.',
    mailMissing: 'Fill in your mail address.',
    mailWrong: 'This mail address is not quite right. It needs an @, as in name@example.org.',
    addressMissing: 'Fill in your address.',
    ageMissing: 'Choose how old you are.',
    ageYoung:
      'You can join from the age of 16. Until then, feel free to join in with your parents or carers.',
    agreeMissing: 'Tick the box when you agree with the house rules.',
  } as Record<string, string>,
  join: {
    title: 'Join in',
    step: (n: number, of: number) => `Question ${n} of ${of}`,
    next: 'Continue',
    back: 'Back',
    nameTitle: 'What is your name?',
    nameLede: 'Your first name is enough. That is what neighbours call you.',
    name: 'Your first name',
    addressTitle: 'Where do you live?',
    addressLede:
      'So that we know which street is yours. Your address goes into the vault. Neighbours do not see it.',
    addressFound: 'Is this your address?',
    addressYes: 'Yes, I live here',
    addressAgain: 'Search again',
    addressNone: 'Is your address not here? Check that you named the town, as in ‘Lijnbaan 12, Ravenhorst’.',
    noAddress: 'I have no fixed address',
    noAddressTitle: 'Where are you mostly?',
    noAddressLede:
      'You belong without a fixed address too. Two neighbours who know you and somebody of the foundation can confirm you. Do you get post somewhere? Then fill in that address.',
    noAddressWhere: 'A neighbourhood or place',
    noAddressHelp: 'For instance: Kerkpleinbuurt, or Ravenhorst',
    noAddressWhich: 'Do you mean one of these?',
    mailTitle: 'What is your mail address?',
    mailLede: 'We send a link to it. Neighbours never see your mail address.',
    mail: 'Your mail address',
    rulesTitle: 'Two more things',
    rulesLede: 'Then we send you a mail.',
    age: 'How old are you?',
    adult: '18 or older',
    young: '16 or 17',
    youngHelp: 'Until you are eighteen, neighbours do not find you here by a wish.',
    child: 'Younger than 16',
    agreeLegend: 'The house rules',
    agree: 'I join as a human being, I am kind, and I am honest about who I am',
    agreeLink: 'Read all house rules',
    send: 'Send me the mail',
    sentTitle: 'Check your mail',
    sentLede: 'We have sent you a mail with a link. Open it and press the button.',
    sentNothing: 'Nothing there? Look in your junk mail. Or fill in your mail address again.',
    sentAgain: 'Fill it in again',
    sentDemo: 'This is the demo. Read the mail here',
    confirmTitle: 'Is this you?',
    confirmLede: 'Press the button and you are in.',
    confirm: 'Yes, let me in',
  },
  signIn: {
    title: 'Sign in',
    lede: 'Fill in your mail address. You will get a link that lets you in. You need no password.',
    mail: 'Your mail address',
    send: 'Send me a link',
    new: 'Are you new here?',
    join: 'Join in',
    sentTitle: 'Check your mail',
    sentLede:
      'Do we know this mail address? Then there will be a mail with a link in a moment. It works for half an hour.',
    confirmTitle: 'Come in',
    confirmLede: 'Press the button and you are signed in.',
    confirm: 'Sign me in',
    overTitle: 'This link no longer works',
    over: 'A link works once, and not for too long. Feel free to ask for a new one.',
    again: 'Ask for a new link',
    needed: 'Please sign in. You will then go on where you were.',
  },
  out: {
    signedOut: 'You are signed out. See you soon.',
    everywhere: 'You are signed out everywhere.',
  } as Record<string, string>,
  data: {
    field: {
      name: 'Name',
      mail: 'Mail address',
      address: 'Address',
      birth: 'Date of birth',
      all: 'Everything, without reading',
    },
    by: { you: 'You', steward: 'Somebody of the foundation', program: 'The program itself' },
    reasons: {
      letter: 'To print your letter',
      case: 'To see whether all is right',
      eid: 'To compare with your eID',
      desk: 'To help you at a desk',
      age: 'To see whether you turned eighteen',
      rotate: 'To renew the lock',
      'mail.notice': 'To mail you a notice',
      'mail.sign-in': 'To mail you a link to sign in',
      own: 'Because you looked here',
    },
  },
  sessions: {
    title: 'Where you are signed in',
    lede: 'Do you see something you do not know? Then sign out everywhere.',
    caption: 'Devices on which you are signed in',
    device: 'Device',
    since: 'Since',
    used: 'Last used',
    unknown: 'Unknown device',
    out: 'Sign out here',
    outEverywhere: 'Sign out everywhere',
  },
  mail: {
    join: (link: string) => ({
      subject: 'Come in to Leefomgeving Doe-Het-Zelf',
      text: `Hello,

You would like to join Leefomgeving Doe-Het-Zelf. Lovely.
Open this link and press the button:

${link}

The link works for fourteen days. Did you not ask for this? Then you need not do anything.

Greetings from your neighbours`,
    }),
    alreadyJoined: (link: string) => ({
      subject: 'You have joined already',
      text: `Hello,

Somebody filled in your mail address to join. But you have joined already.
Was it you? Then open this link and press the button:

${link}

The link works for half an hour. Was it not you? Then you need not do anything.

Greetings from your neighbours`,
    }),
    signIn: (name: string, link: string) => ({
      subject: 'Your link to sign in',
      text: `Hello ${name},

Open this link and press the button, and you are in:

${link}

The link works for half an hour, and once. Did you not ask for it? Then you need not do anything.

Greetings from your neighbours`,
    }),
  },
} satisfies typeof nl
