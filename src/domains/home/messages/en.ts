import { formatNumber, plural } from '../../../platform/i18n.ts'
import type { nl } from './nl.ts'

const number = (count: number) => formatNumber('en', count)
const neighbours = (count: number) =>
  `${number(count)} ${plural('en', count, { one: 'neighbour', other: 'neighbours' })}`

export const en = {
  front: {
    title: 'What do you want in your street?',
    description:
      'Find neighbours who want the same. And begin together, close to home. Free, no advertising, by residents themselves.',
    lede: 'A barbecue. A safe crossing. A pétanque court. Find neighbours who want the same. And begin together, close to home.',
    find: 'Find your street',
    findHelp: 'Type your street and town, or your postcode',
    search: 'Search',
    cordTitle: 'There used to be a string hanging from the letterbox.',
    cordLede:
      'You pulled it and you were in. We are hanging it up again. One cord, with three lines through every street.',
    ambitions: 'Ambitions',
    ambitionsText:
      'What you would love to have. You choose from a list of good wishes. You see at once who wants it too.',
    ambassadors: 'Ambassadors',
    ambassadorsText:
      'Neighbours who know your place best. You designate them yourselves, and can always take it back.',
    authorities: 'Authorities',
    authoritiesText:
      'Neighbours who know a lot about something: building, trees, boules. Found around the corner.',
    story: 'It worked',
    storyMade: 'A made-up story from the demo',
    whole: 'Read the whole story',
    facts: { started: 'Began with', weeks: 'Done in', people: 'Joined in', result: 'Outcome' },
    neighbours,
    weeks: (count: number) => `${number(count)} ${plural('en', count, { one: 'week', other: 'weeks' })}`,
    result: { realised: 'Realised', tried: 'Tried' },
    lesson: 'What they learned',
    promise: 'What the foundation promises',
    promiseLede: 'We take care of the form. What happens is up to you and your neighbours.',
    promises: [
      ['Residents only', 'No companies, no organisations. Everybody is a human being with a front door.'],
      [
        'Your address is safe',
        'It lies in a vault. Neighbours see your street at most. If you do not want that, they see nothing.',
      ],
      ['Never any advertising', 'We sell nothing. Not your attention either.'],
      ['It is yours', 'What you write is yours. We do not sell it and do nothing else with it.'],
      ['You designate', 'Who knows the place and who knows how is up to you. From the bottom up.'],
      ['A page ends', 'Up to date? Then go outside.'],
    ] as [string, string][],
    join: 'Join with your street',
    open: 'The door is open.',
  },
  buurt: {
    hello: (name: string) => `Hello ${name}.`,
    quiet: 'It is quiet in the street.',
    coming: (count: number) =>
      `There ${plural('en', count, { one: 'is something', other: 'are things' })} on the agenda.`,
    asked: 'A neighbour asks you something.',
    askedLook: 'Read the request',
    invited: 'You are invited',
    invitation: (name: string, ambition: string) =>
      `${name} wants this too: ${ambition}. Will you come and meet?`,
    invitationBy: (name: string) => `${name} invites you.`,
    invitationWhy: 'Because you wish for this too and want to be found.',
    invitationWhyKnown: 'Because a neighbour from one of your groups invited you.',
    look: 'Look at the invitation',
    week: 'Today and this week',
    weekNone: 'Nothing is planned this week yet.',
    weekNoneStep: 'Choose an ambition and meet your neighbours',
    walkLabel: (to: string) => `Drawn map: the walk from your street to ${to}.`,
    walkFrom: 'you',
    walkCaption: (minutes: number, to: string) =>
      `The line is your walk to ${to}: ${minutes} ${plural('en', minutes, { one: 'minute', other: 'minutes' })}.`,
    ambitions: 'Your ambitions',
    neighboursToo: (count: number) =>
      count === 0
        ? 'No neighbour in your buurt has chosen this yet.'
        : `${neighbours(count)} in your buurt ${plural('en', count, { one: 'wants', other: 'want' })} this too.`,
    because: (month: string) => `Because you chose this in ${month}.`,
    ambitionsNone: 'What do you dream of?',
    ambitionsNoneText: 'Choose one thing you would love to have in your street. Small is fine.',
    choose: 'Choose an ambition',
    communities: 'Your communities',
    members: (count: number) => `${neighbours(count)}.`,
    state: { forming: 'Forming', active: 'Active', resting: 'Resting', ended: 'Ended' },
    near: 'This happens in your buurt',
    nearWhy: (place: string) => `Because this group belongs to ${place}.`,
    nearOnlyYours: 'There is no other community here yet. You are in what there is.',
    nearNone: 'There is no community here yet. The first one begins with one wish.',
    all: 'All communities',
    applicant: 'Your address is not proven yet',
    applicantText:
      'You can look around and choose ambitions. Designating, beginning and being found is possible as soon as your address is proven. That goes by letter or with neighbours.',
  },
  doors: {
    title: 'From door to door',
    latchstring: 'Latchstring',
    exchange: 'Asking and offering',
    hello: 'Hé hallo',
  },
  alarm: {
    heading: 'Somebody wants to get into your account',
    text: (day: string) =>
      `On ${day} your account gets another mail address. Then you are signed out everywhere. Is it not you? Then stop it now.`,
    look: 'Look, and stop it',
  },
  me: {
    prove: 'Prove your address',
    title: 'Me',
    hello: (name: string) => `Hello ${name}`,
    level: {
      applicant: 'Your address is not proven yet.',
      verified: 'Your address is proven.',
      assured: 'Your address and you yourself are proven.',
    },
    notices: 'Notices',
    noticesNone: 'There are no notices yet.',
    noticesAll: 'All notices',
    noticesOlder: 'Older notices',
    noticeNew: 'New',
    yours: 'Yours',
    groups: {
      known: 'About you',
      neighbours: 'You and your neighbours',
      safe: 'Safe',
    },
    links: {
      proof: ['Who you are and where you live', 'Your proof, and whether you still live there'],
      profile: ['Your profile', 'What others see of you'],
      safety: ['Safe at home', 'Protection and whom you have blocked'],
      designations: ['Designations', 'Who points at you, and whom you point at'],
      delegations: ['Delegations', 'Who may vote for you, and for whom you vote'],
      thanks: ['Thanks', 'What you were thanked for, and what you did'],
      calls: ['Requests', 'What you ask and what you are asked'],
      latchstring: ['Latchstring', 'Your door open for a few hours, for whom you like'],
      exchange: ['Asking and offering', 'Help, things and skills, without money'],
      hello: ['Hé hallo', 'Meeting a neighbour once a month'],
      levels: ['Level compass', 'Who decides on what'],
      bundle: ['Your bundle', 'All the news together, and how often you want it'],
      data: ['My data', 'What lies in the vault, and who looked'],
      devices: ['Devices', 'Where you are signed in, and your passkeys'],
      trusted: ['Trusted neighbours', 'Who helps you back when you have lost everything'],
      help: ['Help from a neighbour', 'Who may do things for you, and what they did'],
      helping: ['Helping neighbours', 'For whom you may do things'],
      eid: ['Signing in with an eID', 'What you linked, and showing who you are'],
      back: ['Coming back', 'Whether somebody wants into your account with a new mail address'],
    } as Record<string, [string, string]>,
    out: 'Sign out',
    someNotice: 'Something has changed.',
    look: 'Look',
  },
  welcome: {
    prove: 'Prove your address',
    title: 'You are in',
    lede: (place: string) =>
      `Welcome.${place ? ` This is your place: ${place}.` : ''} What would you love to have in your street?`,
    text: 'Choose one ambition first. Then you see who wants it too.',
    choose: 'Choose an ambition',
    later: 'First look around the neighbourhood',
  },
  rules: {
    title: 'House rules',
    lede: 'Few rules, but these.',
    items: [
      [
        'You join as a human being',
        'Not as a company, association or government. One human being, one front door.',
      ],
      [
        'You are honest about who you are',
        'The foundation knows your name and address. You do not pretend to be somebody else.',
      ],
      [
        'You are kind',
        'Also when you disagree. You say nothing about people that you would not say at their front door.',
      ],
      ['You sell nothing', 'No advertising, no looking for customers, no recruiting for something else.'],
      ['You keep to the law', 'On public pages and in closed groups.'],
      ['In a closed group the manager watches over it', 'The members can always choose another manager.'],
    ] as [string, string][],
  },
  keeping: {
    title: 'What we keep',
    lede: 'As little as possible. And you read exactly what.',
    items: [
      [
        'In the vault',
        'The name you joined with, your address and your mail address. Encrypted. Only the foundation can open it, and each time it is written down who looked and why.',
      ],
      [
        'Outside the vault',
        'Your street or your buurt, and a square on the map that you share with at least two other addresses. So it never shows exactly where you live.',
      ],
      [
        'What you write yourself',
        'Your nickname, your profile, your ambitions, your groups and whom you designate. You decide who finds you.',
      ],
      ['One cookie', 'To know that it is you. We do not follow you, and nobody else can do so here.'],
      ['In the log', 'Which kind of page was opened and how fast. Not by whom.'],
    ] as [string, string][],
    howLong: 'How long',
    howLongText: 'What lies there longer than it says here, the program itself throws away.',
    columns: ['What', 'How long', 'Why'],
    yours: 'See what there is of you',
  },
  open: {
    title: 'Open data',
    lede: 'The words with which we order wishes and knowledge belong to everybody.',
    ambitions: 'All ambitions',
    themes: 'All themes',
    decisions: 'Decisions about ambitions',
    format: { turtle: 'as Turtle (SKOS)', jsonld: 'as JSON-LD (SKOS)' },
  },
  place: {
    communities: 'Communities here',
    communitiesNone: 'There is no community here yet.',
    wishes: 'What people want here',
    wishesNone: 'We show what people want here from five people with the same wish.',
    people: (count: number) => `${number(count)} people`,
    join: 'Do you live here?',
    joinButton: 'Join in',
    asked: 'Ambassadors and authorities here',
  },
} satisfies typeof nl
