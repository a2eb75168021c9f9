import { formatNumber, plural } from '../../../platform/i18n.ts'
import type { nl } from './nl.ts'

const letter = (subject: string, what: string) => (link: string) => ({
  subject,
  text: `Hello,\n\n${what}\n\n${link}\n\nHave a good day outside!`,
})

export const en = {
  refusals: {
    latchstringOver: [
      'The latchstring is in again',
      'The door is closed, or it was open for others. See on the page Latchstring who is in now.',
    ],
    latchstringOpen: ['Your door is open already', 'Close it first. Then you can open it anew.'],
    latchstringFull: ['It is busy there already', 'Many neighbours want to drop by. Try another time.'],
    visitAnswered: ['You have answered already', 'Nothing changed. See how it stands now.'],
  },
  errors: {
    formOld: 'This form is old. Open the page anew.',
    wordsMissing: 'Write what a neighbour can come for.',
    wordsLong: 'This may have 80 letters at most.',
    wordsLink: 'Put no web address in it.',
    noBsn: 'This looks like a citizen service number. We never ask for that. Take it out.',
    whoMissing: 'Choose for whom your door is open.',
    whoProtected: 'You are protected. Then your door can be open for a community only.',
    whoNowhere: 'This cannot be done at your address: too few neighbours live there. Choose a community.',
    whoResting: 'This community rests. Choose another one.',
    minutesMissing: 'Choose how long your door is open.',
  },
  done: {
    open: 'Your door is open.',
    dicht: 'Your door is closed. Nothing of it is kept.',
    gevraagd: 'Your neighbour knows that you want to come. Wait for the answer.',
    ja: 'You said yes. Your neighbour sees your house number now.',
    nee: 'Your neighbour reads that it does not suit now.',
  },
  title: 'Latchstring',
  lede: 'Hang the string out of the letterbox. A neighbour drops by.',
  until: (time) => `Until ${time}`,
  own: 'Your door is open',
  ownFor: {
    closest: 'For your closest neighbours',
    street: 'For your street',
    community: (name) => `For ${name}`,
  },
  ownNobody: 'Nobody yet. Put the kettle on.',
  visits: 'Who wants to drop by',
  wants: (name) => `${name} wants to drop by`,
  saidYes: (name) => `${name} is coming, and sees your house number.`,
  saidNo: (name) => `${name} reads that it does not suit now.`,
  yes: 'Yes, come',
  no: 'Not now',
  yesHelp: 'After your yes this neighbour sees your street and house number.',
  close: 'Close the door',
  doors: 'A door is open here',
  none: 'No latchstring hangs outside now.',
  noneText: 'Perhaps you hang out the first one.',
  isOpen: (name) => `At ${name}’s`,
  look: 'Drop by',
  why: {
    closest: 'Because you live in the same street, close to each other.',
    street: 'Because you live in the same street.',
    community: (name) => `Because you are both in ${name}.`,
  },
  open: 'Open your door',
  openText: 'Four hours at most. Then it is gone, as if it never was.',
  words: 'What can a neighbour come for?',
  wordsHelp: 'For example: coffee, or I help with bicycles. Leave your house number out.',
  who: 'For whom?',
  whoHelp: 'They see your first name. Others see nothing.',
  whoLabel: {
    closest: 'My closest neighbours',
    street: 'My whole street',
  },
  whoText: {
    closest:
      'The same street, some 75 metres around you. Who lives in your stairwell we do not know: house numbers stay in the vault.',
    street: 'Everybody with the same street name and a proven address.',
    community: 'The members of this community.',
  },
  whoProtected: 'You are protected. That is why it is for a community only.',
  nowhere: 'You cannot open your door yet. Join a community first.',
  find: 'Find a community',
  long: 'How long?',
  minutes: (minutes) =>
    minutes < 60
      ? 'half an hour'
      : `${formatNumber('en', minutes / 60)} ${plural('en', minutes / 60, { one: 'hour', other: 'hours' })}`,
  hang: 'Hang out the latchstring',
  promise: 'A neighbour sees your house number only when you say yes.',
  door: {
    title: (name) => `${name}’s door is open`,
    back: 'All open doors',
    come: 'I will drop by',
    comeHelp: (name) => `${name} then reads your first name, and says yes or no.`,
    waiting: (name) => `${name} knows that you want to come. You will be told.`,
    yes: (name) => `${name} expects you.`,
    at: (door) => `You are welcome at ${door}.`,
    atUnknown: 'This neighbour has no fixed address. The words say where to be.',
    atHelp: 'Only you see this, until the door closes. Your neighbour can read back that you looked.',
    no: 'It does not suit now. Surely another time.',
  },
  line: {
    own: (time) => `Your door is open until ${time}.`,
    waits: 'A neighbour wants to drop by.',
    one: (name, what, time) => `${name}’s door is open until ${time}: ${what}.`,
    more: 'The doors of a few neighbours are open.',
    look: 'Look',
  },
  notices: {
    'latchstring.asked': 'A neighbour wants to drop by.',
    'latchstring.yes': 'You can drop by. See where.',
    'latchstring.no': 'Dropping by does not suit now.',
  },
  mail: {
    'latchstring.asked': letter(
      'A neighbour wants to drop by',
      'A neighbour saw that your door is open, and wants to drop by. Say yes or no here:',
    ),
    'latchstring.yes': letter('You can drop by', 'Your neighbour says yes. See here where to be:'),
    'latchstring.no': letter(
      'Dropping by does not suit now',
      'It does not suit your neighbour now. Surely another time. See here who else is in:',
    ),
  },
} satisfies typeof nl
