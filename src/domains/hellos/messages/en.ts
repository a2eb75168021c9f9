import { formatDay, plural } from '../../../platform/i18n.ts'
import type { nl } from './nl.ts'

const letter = (subject: string, what: string) => (link: string) => ({
  subject,
  text: `Hello,\n\n${what}\n\n${link}\n\nHave a good day outside!`,
})

export const en = {
  refusals: {
    helloOver: ['This introduction is over', 'Nothing is lost. Next month brings a new chance.'],
  },
  errors: {
    consentMissing: 'Tick the box if you know this and still want to take part.',
    noteLong: 'Your note may have 300 letters at most.',
    noteLink: 'Put no web address in it.',
    noBsn: 'This looks like a citizen service number. We never ask for that. Take it out.',
  },
  done: {
    mee: 'You take part. In the first week of the month you hear from us.',
    pauze: 'It is paused. You hear nothing until you go on.',
    gestopt: 'You do not take part any more.',
    ja: 'How nice. We wait for your neighbour.',
    samen: 'How nice. All of you said yes.',
    nee: 'That is fine. Nobody hears that it was you.',
    briefje: 'Your note lies ready.',
  },
  title: 'Hé hallo',
  lede: 'Once a month you meet a neighbour.',
  how: [
    ['Once a month', 'You are introduced to one or two neighbours whom you do not know yet.'],
    ['Close to home', 'They live within a walk, and want something that suits you.'],
    ['First yes, then a name', 'Only when all of you say yes, you see each other’s first name.'],
    ['No is fine', 'Who says no, or nothing, need not explain. Nobody hears who it was.'],
  ],
  uses: 'We look at your district and your ambitions. Sensitive ambitions never play a part. A neighbour reads only an ambition that both of you chose.',
  join: 'I want to meet',
  joinTitle: 'Do you take part?',
  consent: 'You are protected',
  consentLabel: 'I know that a neighbour sees my first name when both of us say yes',
  consentHelp: 'We never tell your street. That neighbour does know then that you live around here.',
  needsConsent: 'You are in protected mode now. So we do not introduce you until you say that it is fine.',
  onTitle: 'You take part',
  on: 'In the first week of the month you hear from us.',
  none: 'This month we found nobody near yet. Next month we look again.',
  pausedTitle: 'Paused',
  paused: 'You are not introduced now.',
  pause: 'Pause',
  resume: 'Go on',
  stop: 'Stop',
  asked: (others) => (others === 1 ? 'A neighbour to meet' : 'Two neighbours to meet'),
  askedText: (others) =>
    `Somebody within a walk ${plural('en', others, { one: 'wants to meet too', other: 'and one more want to meet too' })}. For a stroll, or a cup of coffee.`,
  because: (ambition, others) =>
    others === 1
      ? `Because both of you chose ‘${ambition}’.`
      : `Because all three of you chose ‘${ambition}’.`,
  becauseNear: 'Because you live in the same district and all want to meet.',
  until: (moment) => `Say so before ${formatDay('en', moment)}. After that it ends by itself.`,
  note: 'How do you meet?',
  noteHelp:
    'For example: Saturday at eleven by the bench, or your telephone number. Your neighbour reads this only once all of you said yes.',
  yes: 'Yes, nice',
  no: 'Not this time',
  waiting: 'You said yes',
  waitingText: 'We wait for the other. If they say yes too, you see each other’s first name.',
  met: (names) => `Say hello to ${names}`,
  metText: 'All of you said yes. Meet at a place where others are: a bench, a square, the community centre.',
  from: (name) => `Note of ${name}`,
  noNote: (name) => `${name} wrote nothing yet.`,
  ownNote: 'Your note',
  leave: 'Leave it',
  over: 'It did not work out this time',
  overText: 'That can be anything. Next month brings a new chance.',
  declined: 'Not this time',
  declinedText: 'That is fine. Next month we look again.',
  line: {
    asked: 'A neighbour wants to meet.',
    look: 'Look',
  },
  notices: {
    'hello.made': 'A neighbour wants to meet. Do you say yes?',
    'hello.met': 'All of you said yes. Say hello.',
    'hello.over': 'The introduction did not work out this time. Next month again.',
  },
  mail: {
    'hello.made': letter(
      'Hé hallo: a neighbour wants to meet',
      'Somebody within a walk wants to meet, for a stroll or a cup of coffee. Say yes or no here:',
    ),
    'hello.met': letter(
      'Hé hallo: all of you said yes',
      'All of you said yes. See each other’s first name here, and agree on something:',
    ),
  },
} satisfies typeof nl
