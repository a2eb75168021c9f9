import { formatDay, formatTime, plural } from '../../../platform/i18n.ts'
import type { nl } from './nl.ts'

const things = (count: number) =>
  plural('en', count, { one: 'one more thing', other: `${count} more things` })
const communities = (count: number) =>
  plural('en', count, { one: 'one more community', other: `${count} more communities` })

export const en = {
  refusals: {
    unsubscribeOver: [
      'We do not know this link',
      'Nothing changed. Sign in and choose at Your bundle how often you hear of things.',
    ],
  },
  errors: {
    rhythmMissing: 'Choose how often you want a bundle.',
    weekdayMissing: 'Choose a day.',
  },
  acts: {
    'digests.printed': (count) =>
      plural('en', count, {
        one: 'One bundle was printed to be posted.',
        other: `${count} bundles were printed to be posted.`,
      }),
  },
  notices: {
    'digest.ended': 'You get no bundle by mail any more. Somebody pressed the button in a mail.',
    'mail.undeliverable': 'Our post does not reach your mail address. See whether it is still right.',
  },
  letter: {
    subject: (day) => `Your bundle of ${day}`,
    list: 'Your bundle of Leefomgeving Doe-Het-Zelf',
    hello: 'Hello,',
    lede: 'This happened in your neighbourhood.',
    own: 'For you',
    more: (count) => `And ${things(count)}.`,
    moreGroups: (count) => `There is also news of ${communities(count)}.`,
    answer: 'Answer by mail',
    answerTo: (address) => `Answer by mail: ${address}`,
    end: 'You are up to date. Enjoy the day outside.',
    readHere: 'Read it on the site',
    change: 'Change how often you hear of things',
    stop: 'No bundle any more',
    noReply: 'We do not read answers to this mail.',
    replies: 'If you answer this mail, your answer will stand in the conversation.',
  },
  noReply: {
    subject: 'Your mail did not reach its place',
    text: (link) =>
      `Hello,\n\nYou answered a mail that cannot be answered. Nobody read what you wrote, and we do not keep it.\n\nOn the site it is possible:\n${link}\n\nEnjoy the day outside.`,
    empty: (link) =>
      `Hello,\n\nWe found no words of your own in your mail. Nothing was placed. Write your answer above the mail that you answer.\n\nOn the site it is possible too:\n${link}\n\nEnjoy the day outside.`,
    refused: (link) =>
      `Hello,\n\nYour answer could not be placed. The conversation may be closed, or you may no longer belong to this community. We do not keep your mail.\n\nSee here how things are:\n${link}\n\nEnjoy the day outside.`,
  },
  page: {
    title: 'Your bundle',
    lede: (when) => `What happened since ${when}.`,
    since: (date) => `${formatDay('en', date)}, ${formatTime('en', date)}`,
    own: 'For you',
    ownAll: 'All your notices',
    none: 'There is nothing new.',
    noneText: 'That can be nice too. Drop in on a neighbour, or see what there is to do.',
    agenda: 'See what there is to do',
    more: (count) => `See ${things(count)}`,
    moreGroups: (count) => `There is also news of ${communities(count)}.`,
    communities: 'To your communities',
    settings: 'Change your bundle',
    end: 'You are up to date. Enjoy the day outside.',
  },
  settings: {
    title: 'How do you want your bundle?',
    lede: 'One mail with all the news of your communities. At five in the afternoon.',
    rhythm: 'How often?',
    rhythms: {
      daily: ['Every day', ''],
      twice: ['Twice a week', 'On Tuesday and Friday'],
      weekly: ['Once a week', 'On the day you choose below'],
      none: ['No bundle', 'You read it here on the site'],
    },
    weekday: 'On which day, if once a week?',
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    quiet: 'Of what do you want to hear nothing?',
    quietHelp: 'What you tick is not in your bundle. You go on belonging to it.',
    paper: 'On paper',
    byPost: 'Send my bundle by post once a week',
    byPostHelp:
      'For who is not often online. Somebody of the foundation prints it and sees your name and address.',
    neighbour: 'Can a neighbour print it for you or read it out?',
    neighbourLink: 'Ask a neighbour',
    always: 'This you always hear at once',
    alwaysItems: [
      'somebody invites you',
      'a meeting that you go to changes or is called off',
      'somebody asks something of you',
      'it concerns your safety',
    ],
    save: 'Save',
  },
  done: {
    bewaard: 'It is saved.',
    post: 'Good. We send your post to this address again.',
  },
  stop: {
    title: 'No bundle any more?',
    lede: 'Then we send you no mail with news any more.',
    text: 'What you must know at once you still get. All news is on the site as well.',
    button: 'Stop the bundle',
    doneTitle: 'You get no bundle any more',
    doneText: 'Changed your mind? Sign in and switch it on again.',
    back: 'To your bundle',
  },
  trouble: {
    heading: 'Our post does not reach you',
    text: 'Your mail address does not work. So we send no bundle now. You read the news here.',
    works: 'It is right, try again',
    change: 'Change your mail address',
  },
  desk: {
    title: 'Bundles on paper',
    lede: 'For who is not online. Print them, put them into window envelopes, and bring them to the post.',
    waitingNone: 'Nobody waits for a bundle',
    waiting: (count) =>
      plural('en', count, {
        one: 'One resident waits for a bundle',
        other: `${count} residents wait for a bundle`,
      }),
    waitingText:
      'Who got no bundle on paper for a week. Where there is no news for somebody, they are left out.',
    print: 'Print the bundles',
    printHelp: 'You get a PDF with at most fifty bundles. Each opening of the vault is written down.',
    batches: 'Printed',
    batchesNone: 'Nothing was printed yet.',
    batch: (count, date) =>
      plural('en', count, {
        one: `One bundle, printed on ${date}.`,
        other: `${count} bundles, printed on ${date}.`,
      }),
    again: 'Print once more',
    nothing: 'There is no news for anybody who waits.',
    back: 'Back',
  },
  paper: {
    sender: 'Leefomgeving Doe-Het-Zelf',
    title: 'Bundle',
    heading: (name) => `The bundle of ${name}`,
    from: (from, until) => `From ${from} up to ${until}`,
    back: 'Return to: Leefomgeving Doe-Het-Zelf',
    own: 'For you',
    more: (count) => `And ${things(count)} on the site.`,
    moreGroups: (count) => `There is also news of ${communities(count)}.`,
    none: 'There is no news. That can be nice too.',
    end: 'You are up to date. Enjoy the day outside.',
    foot: (site) => `No bundle on paper any more? Say so at the desk of the foundation, or on ${site}.`,
    footNeighbour: 'A neighbour whom you trust has printed this bundle for you. Once it is read it may go.',
  },
} satisfies typeof nl
