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
    passkeyRefused: 'It did not work with this passkey. Try again, or ask for a link in your mail.',
    keyNameMissing: 'Give your passkey a name, such as ‘My phone’.',
    keyNameLong: 'The name can have 60 characters at most.',
  } as Record<string, string>,
  join: {
    title: 'Join in',
    step: (n: number, of: number) => `Question ${n} of ${of}`,
    next: 'Continue',
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
    lede: 'You need no password.',
    passkey: 'Sign in with your passkey',
    passkeyWithout: 'This browser cannot sign in with a passkey. With a link in your mail it always works.',
    orMail: 'With a link in your mail',
    lost: 'Can you no longer reach your mail, and have you no passkey?',
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
  stepUp: {
    title: 'Please show that it is you',
    lede: 'What you want to do weighs. So we ask once more. You will then go on where you were.',
    passkey: 'Use your passkey',
    orMail: 'Or show it with a link. We send it to the mail address that we know of you.',
    byMail: 'We send a link to the mail address that we know of you. Open it here, on this device.',
    send: 'Send me a link',
    sentTitle: 'Check your mail',
    sentLede: 'We sent you a mail. Open the link on this device, in this browser. It works for half an hour.',
    again: 'Back',
    linkTitle: 'Is this you?',
    linkLede: 'Press the button, and you go on where you were.',
    link: 'Yes, it is me',
    elsewhereTitle: 'This is another device',
    elsewhereLede:
      'The link was asked for on another device, or in another browser. Nothing changes there. The button signs you in here.',
    elsewhere: 'Sign me in here',
  },
  passkey: {
    title: 'Your passkeys',
    what: 'A passkey is your fingerprint, your face or the code of your phone or computer.',
    lede: 'With these you sign in without mail. Is there one that you do not know? Then remove it.',
    none: 'You have no passkey yet. With a passkey you sign in with your fingerprint, your face or your code. That is quick and safe.',
    add: 'Add a passkey',
    addTitle: 'Sign in without mail',
    addLede:
      'Your device makes a key, the passkey. From then on you sign in with your fingerprint, your face or your code.',
    addText:
      'Your fingerprint or face stays on your device. We never get it. And a link in your mail will always let you in too.',
    make: 'Make a passkey',
    makeWithout:
      'This browser cannot make a passkey. It takes JavaScript, and a device with a fingerprint, face or code. Signing in with a link in your mail simply goes on working.',
    failed: 'Your device did not answer. Nothing has changed. Feel free to try again.',
    name: 'What do you call this passkey?',
    nameHelp: 'So that you know it again later, for example ‘My phone’. Only you see this.',
    rename: 'Keep the name',
    made: 'Made',
    madeDay: (day: string) => `Made on ${day}`,
    never: 'Not yet',
    neverUsed: 'Not used yet',
    remove: 'Remove',
    removeTitle: 'Remove this passkey?',
    removeText:
      'It will no longer let you in. Whoever came in with it on another device is signed out at once. On this device you stay signed in.',
    keep: 'Leave it',
    done: {
      added: 'Your passkey is ready. From now on you can sign in with it.',
      renamed: 'The name is kept.',
      removed: 'The passkey is gone.',
      ended: 'That device is signed out.',
      others: 'All other devices are signed out.',
    } as Record<string, string>,
  },
  mailChange: {
    title: 'Another mail address',
    lede: 'We send a link to the new address. Your old address is told too.',
    mail: 'Your new mail address',
    send: 'Send the link',
    sentTitle: 'Check your new mail',
    sentLede:
      'There will be a mail with a link in a moment. It works for an hour. Until then your old address stays in use.',
    again: 'Back to my data',
    confirmTitle: 'Is this your new mail address?',
    confirmLede: 'Press the button. From now on we mail you here.',
    confirm: 'Yes, use this address',
  },
  notices: {
    'passkey.added': 'A passkey was added with which you can sign in. Was it not you? Then remove it.',
    'passkey.removed': 'A passkey was removed.',
    'passkey.copied':
      'There is something strange about one of your passkeys. It may have been copied. We let nobody in. Remove it and make a new one.',
    'mail.changed': 'Your mail address was changed.',
  } as Record<string, string>,
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
    by: {
      you: 'You',
      neighbour: 'A neighbour',
      steward: 'Somebody of the foundation',
      program: 'The program itself',
    },
    reasons: {
      unique: 'To see whether you take part once',
      'desk.known': 'To see whether it was you at a desk',
      letter: 'To print your letter',
      case: 'To see whether all is right',
      eid: 'To compare with your eID',
      desk: 'To help you at a desk',
      age: 'To see whether you turned eighteen',
      recovery: 'To let you in again',
      rotate: 'To renew the lock',
      latchstring: 'Because you said yes to a neighbour who wanted to drop by',
      'mail.notice': 'To mail you a notice',
      'mail.bundle': 'To mail you your bundles of that month',
      'mail.sign-in': 'To mail you a link to sign in',
      own: 'Because you looked here',
    },
  },
  sessions: {
    title: 'Where you are signed in',
    lede: 'Do you see something you do not know? Then sign it out.',
    caption: 'Devices on which you are signed in',
    here: 'This device',
    came: {
      mail: 'Came in with a link in your mail',
      passkey: 'Came in with a passkey',
      eid: 'Came in with your eID',
      card: 'Came in with your card',
      demo: 'Came in by the demo',
    },
    sinceDay: (day: string) => `since ${day}`,
    usedNow: 'In use now',
    /** How late is known to within an hour (`markEvery`). */
    usedAt: (day, time) => `Last used on ${day}, around ${time}`,
    usedDay: (day: string) => `Last used on ${day}`,
    used: 'Last used',
    unknown: 'Unknown device',
    out: 'Sign out here',
    outOne: 'Sign out',
    outOf: (device: string) => `Sign out on ${device}`,
    outOthers: 'Sign out all others',
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
    confirm: (name: string, link: string) => ({
      subject: 'Show that it is you',
      text: `Hello ${name},

You want to do something that weighs. Open this link on the same device, in the same browser, and press the button:

${link}

The link works for half an hour, and once. Are you not doing anything of the kind? Then do not press the button: somebody else may be at your phone or computer.

Greetings from your neighbours`,
    }),
    'passkey.added': (link: string) => ({
      subject: 'A passkey was added',
      text: `Hello,

A passkey was added to your account. It lets you sign in with a fingerprint, face or code.
Was it you? Then you need not do anything.

Was it not you? Then remove the passkey, and sign out all other devices:

${link}

Greetings from your neighbours`,
    }),
    'passkey.removed': (link: string) => ({
      subject: 'A passkey was removed',
      text: `Hello,

A passkey was removed from your account. Was it you? Then you need not do anything.

Was it not you? Then sign out all other devices, and look which passkeys are left:

${link}

Greetings from your neighbours`,
    }),
    'passkey.copied': (link: string) => ({
      subject: 'Something is strange about your passkey',
      text: `Hello,

Somebody wanted to sign in with a passkey of yours. Its counter says that it may have been copied. We let nobody in.

Sign in with a link in your mail, remove that passkey and make a new one:

${link}

Greetings from your neighbours`,
    }),
    mailChange: (link: string) => ({
      subject: 'Is this your new mail address?',
      text: `Hello,

Somebody wants to use this mail address at Leefomgeving Doe-Het-Zelf. Is that you? Then open this link and press the button:

${link}

The link works for an hour. Do you not know of this? Then you need not do anything.

Greetings from your neighbours`,
    }),
    mailTaken: (link: string) => ({
      subject: 'This mail address is yours already',
      text: `Hello,

Somebody wanted to use this mail address for another account. That is not possible, because you take part with this address already. Nothing has changed.

You can sign in here:

${link}

Greetings from your neighbours`,
    }),
    mailChangeAsked: (link: string) => ({
      subject: 'Somebody wants to change your mail address',
      text: `Hello,

Another mail address was asked for in your account. Was it you? Then you need not do anything.

Was it not you? Then somebody else is in your account. Sign out everywhere at once, and it will not happen:

${link}

Greetings from your neighbours`,
    }),
    mailChanged: (link: string) => ({
      subject: 'Your mail address was changed',
      text: `Hello,

Your mail address at Leefomgeving Doe-Het-Zelf was changed. We no longer mail to this address. Was it you? Then you need not do anything.

Was it not you? You can get your account back with a letter to your home, or with two neighbours whom you trust:

${link}

Greetings from your neighbours`,
    }),
  },
} satisfies typeof nl
