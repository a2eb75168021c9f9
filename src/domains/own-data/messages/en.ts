import { formatDay, formatNumber, formatTime, plural } from '../../../platform/i18n.ts'
import { download } from './download-en.ts'
import type { nl } from './nl.ts'

const moment = (date: Date) => `${formatDay('en', date)} at ${formatTime('en', date)}`

export const en = {
  errors: {
    nameMissing: 'Fill in your name.',
    nameStrange: 'Use letters for your name, without a web address, mail address or number.',
    nameLong: 'Your name may have 60 letters at most.',
    sureMissing: 'Tick the box if you are sure.',
  },
  done: {
    name: 'Your name was changed.',
    mail: 'Your new mail address lies in the vault.',
    'name-letter':
      'Your name was changed. The code of the letter in your old name no longer works. Ask for a new letter at Who you are and where you live.',
    'name-case':
      'Your name was changed. The foundation checks something first. You read more about it in your notices.',
    stopped: 'We are glad you stay. Nothing was erased.',
  },
  refusals: {
    nameProven: [
      'This name is proven',
      'So it only changes with a new proof, such as a letter in your new name.',
    ],
    endedByVerdict: [
      'This account cannot come back',
      'The foundation decided that it cannot go on. Why is in the mail that you got. Is that wrong? Write to the foundation.',
    ],
    notErasing: ['There is nothing to stop', 'You no longer ask to be erased.'],
  },
  notices: {
    'own-data.erasing': (due) => `You asked to be erased on ${moment(due)}.`,
    'own-data.stopped': () => 'You stopped the erasing. Everything is still there.',
  },
  mail: {
    erasing: (due, link) => ({
      subject: 'We erase your data in seven days',
      text: `Hello,

You asked us to erase your data. We do so on ${moment(due)}.
Until then nobody finds you here.

Did you change your mind, or was this not you? Then sign in and press Stop:

${link}

After erasing we no longer know your mail address. So this is our last mail.

Greetings from Leefomgeving Doe-Het-Zelf`,
    }),
    stopped: () => ({
      subject: 'Your data stays',
      text: `Hello,

The erasing was stopped. Everything is still there, and neighbours see you again.
Was this not you? Then sign in, look at Devices and sign out everywhere.

Greetings from Leefomgeving Doe-Het-Zelf`,
    }),
  },
  data: {
    title: 'My data',
    lede: 'What the foundation knows of you, and what you can do with it.',
    vault: 'In the vault',
    vaultText: 'Neighbours do not see this.',
    nickname: (name) => `Neighbours know you as ${name}.`,
    nicknameLink: 'Change your nickname',
    change: 'Change',
    moved: 'I moved',
    take: 'Take everything along',
    takeText: 'You get one file with all that we have of you. You can read it, and it is yours.',
    takeLink: 'See what is in it',
    erase: 'Be erased',
    eraseText:
      'Do you want to leave? Then we erase what is about you. You have seven days to change your mind.',
    eraseLink: 'Read what happens then',
    opened: 'When the vault was opened',
    openedText: 'We write down each time. Also when you look yourself. After a year we throw it away.',
    day: 'Day',
    what: 'What',
    why: 'Why',
    who: 'Who',
    keeping: 'What we keep, and how long',
  },
  name: {
    title: 'Your name in the vault',
    lede: 'This is how your name stands on the letter that we send. Neighbours do not see it.',
    label: 'Your whole name',
    save: 'Save',
    underWay:
      'A letter in this name is on its way. If you change it, the code in that letter no longer works. Then you ask for a new one.',
    proven:
      'You have proven that this is your name. So you cannot simply change it: otherwise somebody could take your place.',
    provenHow: 'Did you get another name? Somebody of the foundation looks at it with you.',
    letter: 'How to reach the foundation',
    nickname: 'Do you only want neighbours to call you something else? You always can.',
    nicknameLink: 'Change your nickname',
  },
  take: {
    title: 'Take everything along',
    lede: 'One file with all that we have of you.',
    what: 'What is in it',
    items: [
      'A page that you can read: index.html',
      'The same data for a computer, in the folder json',
      'Names of others only as you see them here too',
      'No files and photos: you get those where they are',
    ],
    safe: 'Keep it safe. Whoever has this file knows your name and your address.',
    often: 'You can do this five times a day. We do not keep it.',
    button: 'Get it',
  },
  file: {
    title: 'My data',
    lede: (name, made) => `All that Leefomgeving Doe-Het-Zelf had of ${name} on ${made}.`,
    none: 'Nothing.',
    files: 'You get files and photos where they are.',
    yes: 'yes',
    no: 'no',
    someNotice: 'Something changed.',
    someAct: 'You did something for the foundation.',
    provider: 'an eID that we no longer use',
    openings: 'Here you see how often, for each reason. Every single time stands in the folder json.',
    howOften: 'How often',
    times: (n) => (n === 1 ? 'Once' : `${formatNumber('en', n)} times`),
    when: 'When',
    first: 'The first time',
    last: 'The last time',
    fileName: 'my-data',
    readme: 'README.txt',
    readmeText: `This is your data from Leefomgeving Doe-Het-Zelf.

index.html   to read: open it in your browser
json/        the same data for a computer, a file for each part

There are no files and photos in it: you get those where they are.
Keep this safe. It holds your name and your address.
`,
  },
  erase: {
    title: 'Be erased',
    lede: 'You may always leave. What is about you we erase. What is of others stays, without your name.',
    goes: 'This goes',
    goesItems: [
      'Everything in the vault: your name, your address, your mail address',
      'Your profile, your ambitions and your dreams',
      'Your place in communities, and who designated you or whom you designated',
      'What you asked neighbours and what you answered',
      'All your notices and every place where you are signed in',
    ],
    stays: 'This stays, without you',
    staysItems: [
      'The name of a community that you began: it is of the members',
      'What a neighbour wrote to you: that is of that neighbour',
      'A decision that you took for others, as manager or for the foundation, with the reason. Your name comes off',
      'A document in which others wrote too, or that another community took over already',
      'Words that became part of the list of ambitions',
      'The backup, for five weeks. It is locked',
    ],
    manager: 'You are a manager',
    managerText:
      'Pass the key on first. If you do not, it goes to whom most members wish. If there is nobody, the community rests until the members choose somebody.',
    managerLink: (name) => `Pass on the key of ${name}`,
    choose: 'What may stay, without your name?',
    chooseHelp: 'Without a tick we take it away.',
    keeps: {
      texts: (n) =>
        `What you wrote: why your community is there, and your documents (${n} ${plural('en', n, { one: 'text', other: 'texts' })})`,
      stories: (n) => `Your ${plural('en', n, { one: 'story', other: 'stories' })} of how it went (${n})`,
      requests: (n) => `The ambitions that you asked for (${n})`,
      meetings: (n) => `What you thought of to do together (${n})`,
      talks: (n) => `What you said in conversations, with your photos (${n})`,
    },
    when: 'When',
    whenText:
      'Seven days after you press the button. Until then your account rests: nobody finds you. When you sign in you see only the button to stop. We also send you a mail.',
    sure: 'Are you sure?',
    sureYes: 'Yes, erase my data in seven days',
    button: 'Erase my data',
    takeFirst: 'Do you want to take everything along first?',
  },
  resting: {
    title: 'Your account rests',
    lede: (due) => `On ${moment(due)} we erase your data.`,
    text: 'Until then nobody finds you. Did you change your mind? Then stop it here, and all is as it was.',
    keeps: 'This you let stand, without your name:',
    kept: {
      texts: 'what you wrote',
      stories: 'your stories',
      requests: 'the ambitions that you asked for',
      meetings: 'what you thought of to do together',
      talks: 'what you said in conversations',
    },
    stop: 'Stop the erasing',
    out: 'Sign out',
  },
  ...download,
} satisfies typeof nl
