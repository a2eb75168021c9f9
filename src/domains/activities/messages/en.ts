import { formatNumber, plural } from '../../../platform/i18n.ts'
import type { nl } from './nl.ts'

const number = (count: number) => formatNumber('en', count)
const neighbours = (count: number) =>
  `${number(count)} ${plural('en', count, { one: 'neighbour', other: 'neighbours' })}`

export const en = {
  /** What happened and what to do, for each thing that is refused. */
  refusals: {
    plannerOnly: ['This is for who planned it', 'Only who planned this or the manager can call it off.'],
    activityOver: ['This is over or called off', 'See on the page when you meet again.'],
  } as Record<string, [string, string]>,
  errors: {
    lineLink: 'Do not put a link in here.',
    activityTitleMissing: 'Fill in what you are going to do.',
    activityTitleLong: 'Keep it within 120 letters.',
    placeMissing: 'Fill in where you meet.',
    placeLong: 'Keep the place within 200 letters.',
    startsPast: 'Choose a day and time that are still to come.',
    dayMissing: 'Choose a day.',
    timeMissing: 'Choose a time.',
  } as Record<string, string>,
  page: {
    coming: (count) =>
      count === 0
        ? 'Nobody said yet that they come.'
        : `${neighbours(count)} ${plural('en', count, { one: 'is', other: 'are' })} coming.`,
    at: (clock) => `at ${clock}`,
    when: (day, time) => `${day}, ${time}.`,
    come: 'I will come too',
    comesWith: (others) =>
      others === 0
        ? 'You are coming. Nobody else yet.'
        : `You are coming, and ${neighbours(others)} more. See you then!`,
    comeNot: 'I cannot come after all',
    planMore: 'Plan something else',
    cancel: 'Call it off for everybody',
    placeHidden: 'The place is for residents with a proven address.',
    next: 'The next time',
  },
  cancel: {
    title: 'Is it off?',
    what: (title, when) => `${title}, ${when}.`,
    lede: 'Then it is off for everybody. It leaves the agenda and does not come back.',
    coming: (count) => `${neighbours(count)} said that they come. They get a message at once.`,
    button: 'Yes, it is off',
    keep: 'Leave it as it is',
  },
  plan: {
    title: 'Pick a moment',
    lede: 'What, where and when. No more is needed.',
    what: 'What are you going to do?',
    where: 'Where?',
    whereHelp:
      'A place everybody can find. Say what you do when it rains. Whoever may see this and has a proven address sees the place.',
    day: 'Day',
    time: 'Time',
    button: 'Put it in the agenda',
  },
  notices: {
    'activity.cancelled': (title) => `Called off: ${title}.`,
  } as Record<string, (title: string) => string>,
  mail: {
    cancelled: (title, when, link) => ({
      subject: `Called off: ${title}`,
      text: `Hello,\n\n“${title}” on ${when} is called off. You were coming or invited, so we tell you at once.\n\nWhat else there is to do:\n${link}\n\nHave a good day outside!`,
    }),
  },
} satisfies typeof nl
