import { formatNumber } from '../../../platform/i18n.ts'
import type { nl } from './nl.ts'

const number = (value: number) => formatNumber('en', value)

export const en = {
  refusals: {
    entryGone: [
      'This number is not in the register',
      'Perhaps it is still to come. Look in the register which numbers there are.',
    ],
  },
  title: 'The register',
  lede: 'Here stands what was decided and what came of it, so that everybody can see whether any of it changes later.',
  newest: 'What came last',
  none: 'There is nothing in it yet',
  noneText: 'As soon as neighbours decide something together, it comes here.',
  noneLink: 'Find a community',
  older: 'Show older numbers',
  leaf: 'Leafing through the register',
  first: 'To the newest',
  number: (place: number) => `Number ${number(place)}`,
  sealed: 'Something that is not for everybody',
  sealedText: 'You see only the day. What it is, only those know who belong to it.',
  forYou: 'You see this, and not everybody does.',
  kinds: {
    opened: (question: string) => `A question was opened: ${question}`,
    amended: (question: string) => `The words were amended: ${question}`,
    decided: (question: string) => `It was decided: ${question}`,
    void: (question: string) => `Counting failed: ${question}`,
    withdrawn: (question: string) => `The question was taken back: ${question}`,
    moved: {
      up: 'Something moved to a higher level',
      down: 'Something moved to a lower level',
    },
  },
  proposals: {
    done: {
      realised: (title) => `It was done: ${title}`,
      tried: (title) => `This was tried: ${title}`,
    } as Record<string, (title: string) => string>,
    merged: 'Two proposals became one',
  },
  now: {
    heading: 'The check number of now',
    lede: 'This number fits all that stands here now. When one letter changes, it does not fit any more.',
    origin: 'Name of this register',
    size: 'How many numbers',
    root: 'Check number',
    made: 'Made',
    keep: 'Write it down, or print a decision. Who keeps an old number is a witness.',
  },
  compare: {
    heading: 'Do you have an old check number?',
    lede: 'It stands on every printed decision. See whether it still fits.',
    size: 'How many numbers there were then',
    root: 'The check number of then',
    button: 'Compare',
    title: 'Does your old check number still fit?',
    same: 'Yes, it fits',
    sameText: (size: number) =>
      `The first ${number(size)} numbers are still exactly as they were. Only something was added.`,
    other: 'No, it does not fit',
    otherText:
      'First look whether you copied it well. If so, something was changed in what stood here. Keep your paper and tell others too.',
    longer: 'There are not so many numbers',
    longerText: (size: number) =>
      `There are ${number(size)} numbers now. If there really were more, something was taken out. Keep your paper and tell others too.`,
    byUs: 'This answer comes from our own computer. You can work it out yourself with what stands below.',
    proof: 'Fetch the proof',
    wrongSize: 'Fill in a whole number, 1 or more.',
    wrongRoot: 'A check number has 44 signs and ends with =. Look at it once more.',
  },
  how: {
    heading: 'How it works',
    points: [
      'Every number is tied to all numbers before it.',
      'Who changes something or takes it away changes the check number too.',
      'That is why people keep old check numbers, on paper and on other computers.',
      'Of what was decided or done in a community that is not open to everybody, only a day and a code stand here.',
      'The register does not show whether something is true. Only that it stands so, and since when.',
    ],
    self: 'Work it out yourself',
    selfText: 'You can do that with the program of this site, or with another that you make yourself:',
    files: 'The files are here:',
    checkpoint: 'signed check number',
    keys: 'keys',
  },
  keys: {
    heading: 'Who signs',
    lede: 'With this key you see that the check number comes from us. Old keys stay here.',
    key: 'Key',
    from: 'From how many numbers on',
    since: 'Since',
  },
  entry: {
    what: 'What it says',
    when: 'When',
    look: 'Look at what it is about',
    text: 'The letters that are fixed',
    opening: 'What is behind the code',
    openingText: 'SHA-256 of the salt and then the text gives the code. So you can show it to whom you like.',
    salt: 'Salt',
    words: 'Text',
    proof: 'How you see that it is fixed',
    proofText: (size: number) =>
      `Begin with the hash of this number. Put the hashes beside it, one after another. In the end you have the check number of all ${number(size)} numbers.`,
    hash: 'Hash of this number',
    steps: 'The hashes, one by one',
    columns: ['Step', 'Over', 'Side', 'Hash'],
    over: (from: number, to: number) =>
      to - from === 1 ? `number ${number(from)}` : `${number(from)} up to ${number(to - 1)}`,
    left: 'left',
    right: 'right',
    alone: 'This is the only number. The hash itself is the check number.',
    download: 'Fetch the proof',
  },
  onDecision: {
    heading: 'In the register',
    waits: 'This comes into the register in a moment.',
    stands: 'Who keeps a check number can see whether anything of this changes later.',
    kinds: {
      'decision.opened': 'That it was opened',
      'decision.amended': 'The new words',
      'decision.decided': 'The result',
      'decision.void': 'That counting failed',
      'decision.withdrawn': 'That it was taken back',
    },
  },
  onPaper:
    'Who keeps this paper is a witness: when the register does not fit this number any more, something was changed.',
} satisfies typeof nl
