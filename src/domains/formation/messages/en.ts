import { formatNumber, plural } from '../../../platform/i18n.ts'
import type { nl } from './nl.ts'

const neighbours = (count: number) => plural('en', count, { one: 'neighbour', other: 'neighbours' })
const number = (count: number) => formatNumber('en', count)

const within: Record<string, string> = {
  street: 'in your street',
  buurt: 'in your buurt',
  wijk: 'in your wijk',
  gemeente: 'in your gemeente',
  '250': 'within 250 metres',
  '500': 'within 500 metres',
  '1000': 'within a kilometre',
  '2000': 'within two kilometres',
}

export const en = {
  lede: 'See who wants this too, who knows the place and who knows how. Then begin together.',
  ambitions: 'Ambitions',
  reach: {
    legend: 'How far do you want to look?',
    look: 'Look',
    options: {
      street: 'street',
      buurt: 'buurt',
      wijk: 'wijk',
      gemeente: 'gemeente',
      '250': '250 m',
      '500': '500 m',
      '1000': '1 km',
      '2000': '2 km',
    },
    notes: {
      street: 'Everybody with the same street name as you.',
      buurt: 'The whole buurt around you.',
      wijk: 'All buurten of your wijk.',
      gemeente: 'The whole gemeente.',
      '250': '250 metres is a walk of three minutes.',
      '500': '500 metres is a walk of six minutes.',
      '1000': 'A kilometre is a walk of a quarter of an hour.',
      '2000': 'Two kilometres is a walk of half an hour, or seven minutes by bicycle.',
    },
    unplaced:
      'For your address we cannot look this close: it would show exactly where you live. Choose a wider reach.',
  },
  choose: {
    held: 'This is your ambition. Change what you said, or let go.',
    open: 'I want this too',
  },
  already: {
    rubric: 'First a look',
    heading: 'Something is beginning',
    headingActive: 'This is here already',
    none: 'Nothing has begun here yet. You can be the first.',
    state: { forming: 'Forming', active: 'Active' },
    members: (count: number) => `${number(count)} ${neighbours(count)}`,
    firstTime: (day: string, time: string, place: string | undefined) =>
      `Next time: ${day}, ${time}. ${place === undefined ? 'You see the place once your address is proven' : `Place: ${place.replace(/[.!?]$/, '')}`}.`,
    why: (ambition: string) =>
      `Because this group wants ‘${ambition}’ and touches your place. Together is faster than side by side.`,
    join: 'Look and join',
    member: 'You are in this one',
  },
  neighbours: {
    rubric: 'Ambition',
    heading: (count: number) =>
      count === 1 ? 'One neighbour wants this too' : `${number(count)} neighbours want this too`,
    bands: {
      0: 'in your street',
      250: 'up to 250 metres',
      500: 'up to 500 metres',
      1000: 'up to 1 kilometre',
      2000: 'up to 2 kilometres',
      9999: 'further away',
    } as Record<number, string>,
    summary: (exact: number, related: number) =>
      `${number(exact)} ${neighbours(exact)} chose exactly this${related > 0 ? `, ${number(related)} something like it.` : '.'}`,
    exact: (count: number) => `chose exactly this ambition (${number(count)})`,
    related: (count: number) => `chose something like it (${number(count)})`,
    chose: (label: string) => `chose ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    more: (count: number) =>
      `And ${number(count)} more ${neighbours(count)} for whom there was no room here.`,
    why: (reach: string) =>
      `Because they live ${within[reach] ?? ''} and want to be found. Who lives near comes first, and whom you do not know yet.`,
    nameless: 'A door has no name until it opens. Only who wants to, puts a first name on it.',
    later:
      'This is about your buurt. You see how near these neighbours live as soon as your address is proven.',
    laterNone:
      'Whether there are neighbours who want this too you see as soon as your address is proven. In your buurt we count them from five on.',
    laterHeading: 'Who wants this too',
    noneHeading: 'No door with this wish yet',
    none: 'That is quite normal: somebody is always the first. Look a bit further, or choose this ambition yourself. Then the next neighbours find you.',
    sensitive: 'This wish is personal. So we never show who has it.',
    sensitiveCount: (count: number) => `In your gemeente at least ${number(count)} people have this wish.`,
    sensitiveFew: 'We count how many people have this wish only from ten on.',
  },
  ambassadors: {
    rubric: 'Ambassadors',
    heading: 'They know the place',
    of: (community: string) => `Ambassador of ${community}.`,
    why: (reach: string) =>
      `Because this community lies ${within[reach] ?? 'near you'} and its members designated them.`,
    none: 'Nobody has been designated as ambassador by enough members here yet. Members do that themselves, in their community.',
    later: 'You see who they are as soon as your address is proven.',
  },
  authorities: {
    rubric: 'Authorities',
    heading: 'They know how it is done',
    of: (community: string) => `Designated in ${community}.`,
    why: (theme: string) => `Because this ambition asks for knowledge of ‘${theme}’.`,
    earns: 'Also earns a living from it.',
    none: 'Nobody has been designated for this by enough members here yet. Perhaps a neighbour knows: ask at the first meeting.',
    later: 'You see who they are as soon as your address is proven.',
  },
  standing: (standing: number, members: number) => `${number(standing)} of ${number(members)} members`,
  designated: 'designated this neighbour.',
  precedents: {
    rubric: 'Examples',
    heading: 'They did it before',
    result: { realised: 'Realised', tried: 'Tried' },
    weeks: (count: number) =>
      `Done in ${number(count)} ${plural('en', count, { one: 'week', other: 'weeks' })}.`,
    lesson: 'What they learned',
    left: 'What they left behind',
    resident: 'A resident',
    whyNear: 'Because it worked out close by.',
    whyFar: 'Because it worked out elsewhere.',
    whyTried: 'Because trying teaches something too.',
    none: 'Nobody has written down how this went. Perhaps you will be the first example.',
  },
  begin: {
    heading: 'Begin together',
    lede: 'Choose a moment to see each other. The rest comes after that.',
    name: 'What is it called?',
    suggestion: (ambition: string, place: string) => `${ambition} in ${place}`,
    place: 'Place',
    placeHelp: 'Choose a place that everybody knows, such as the bench near the church.',
    day: 'Day',
    time: 'Time',
    reading: (name: string, ambition: string) =>
      `‘${name} wants this too: ${ambition}. Will you come and meet?’`,
    readBy: (count: number) =>
      count === 0
        ? 'There is nobody to invite now. You make a start, and who chooses the same later sees your group.'
        : `At most ${number(Math.min(count, 20))} ${neighbours(Math.min(count, 20))} will get an invitation. It says:`,
    yes: 'You only see who says yes. Who says nothing stays a closed door.',
    button: 'Begin together',
    verify:
      'You can begin as soon as your address is proven. Choose this ambition meanwhile: then all is ready.',
  },
  nearby: {
    title: 'Neighbours who want this too',
    lede: (name: string) => `Neighbours around ${name} who wish for the same and want to be found.`,
    count: (count: number) =>
      `${number(count)} ${neighbours(count)} ${count === 1 ? 'wishes' : 'wish'} for this too and ${count === 1 ? 'is' : 'are'} not a member yet.`,
    few: 'Fewer than five neighbours, or nobody',
    why: 'Because your community touches their place, and they chose this. You do not see who they are. You only hear of who says yes.',
    ask: 'Invite them',
    askNote: 'Twenty at a time at most, three times a week. A neighbour gets at most one invitation a week.',
    asked: (count: number) =>
      count === 0
        ? 'The neighbours who can be asked now got an invitation. When there are fewer than five, we do not say how many.'
        : `${number(count)} ${neighbours(count)} got an invitation.`,
  },
  visitor: {
    heading: 'Who wants this in your street?',
    lede: 'Join in, and see which neighbours want this too.',
    join: 'Join with your street',
    signIn: 'Sign in',
  },
  done: {
    chosen: 'Your ambition is saved.',
  } as Record<string, string>,
  errors: {
    nameMissing: 'Give your group a name.',
    lineLink: 'Do not put a link in here.',
    nameLong: 'The name can have 80 letters at most.',
    placeMissing: 'Fill in where you will see each other.',
    placeLong: 'The place can have 200 letters at most.',
    dayMissing: 'Choose a day.',
    timeMissing: 'Choose a time.',
    meetingTime: 'Choose a moment in the coming three weeks.',
  } as Record<string, string>,
  about: 'About this ambition',
  goodbye: 'See you in the street.',
} satisfies typeof nl
