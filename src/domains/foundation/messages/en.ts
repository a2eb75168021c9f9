import type { StewardTask } from '../../residents/index.ts'
import type { nl } from './nl.ts'

const tasks: Record<StewardTask, string> = {
  identity: 'who is who',
  taxonomy: 'ambitions and themes',
  moderation: 'house rules',
  operations: 'technology',
}

export const en = {
  tasks,
  errors: {
    mailMissing: 'Fill in the mail address of this resident.',
    candidateSelf: 'You cannot propose yourself.',
    candidateUnknown: 'We found nobody with this mail address whose address and person are proven.',
    taskMissing: 'Choose a task.',
    stewardMissing: 'Choose whom it is about.',
    sureMissing: 'Tick the box when you are sure that you stop.',
    whyMissing: 'Tell why.',
    whyLong: 'This may have 1000 letters at most.',
  },
  refusals: {
    ownCandidate: ['This is about you', 'So two others decide. You can always stop with your own task.'],
    needsTwo: ['This needs two people', 'You made the proposal. Ask another of the foundation to look.'],
    supportGone: [
      'This proposal no longer holds',
      'Whoever made it no longer works for the foundation. It needs a new proposal.',
    ],
    alreadyConfirmed: ['Somebody was before you', 'This proposal was confirmed already.'],
    alreadyHas: ['This resident has the task already', 'Nothing was changed.'],
    alreadyProposed: ['This was proposed already', 'Look at the proposals that wait.'],
    assuredOnly: [
      'First prove your address and yourself',
      'A task for the foundation is possible only when both are proven.',
    ],
    notAssured: ['Not yet', 'A task for the foundation is possible only when address and person are proven.'],
  },
  notices: {
    'steward.proposal': 'A proposal waits, about who works for the foundation.',
    'steward.asked': 'The foundation asks whether you want to do a task.',
    'steward.ended': 'Two others of the foundation ended your task.',
  },
  acts: {
    'steward.proposed': 'Somebody was proposed for a task.',
    'steward.confirmed': 'A second person agreed.',
    'steward.appointed': 'Somebody got a task, and said yes.',
    'steward.by-command': 'The operator of the server gave somebody a task.',
    'steward.end-proposed': 'It was proposed that somebody’s task ends.',
    'steward.ended': 'Two others ended somebody’s task.',
    'steward.stopped': 'Somebody stopped with a task.',
  },
  mail: {
    asked: (link) => ({
      subject: 'Do you want to do a task for the foundation?',
      text: `Hello,

Two people of the foundation ask whether you want to do a task.
Read here which one, and say yes or no:

${link}

Greetings from Leefomgeving Doe-Het-Zelf`,
    }),
  },
  office: {
    title: 'Stewards',
    lede: 'You help the foundation. You see no more than your task needs.',
    task: (task) => `Task: ${tasks[task]}`,
    links: {
      letters: ['Letters', 'Print the letters of today and mark them posted'],
      cases: ['Cases', 'Look at what does not fit by itself'],
      bundles: ['Bundles on paper', 'Print the news for who is not online'],
      desk: ['Desk', 'Help somebody without a phone to join'],
      reports: ['Reported messages', 'Judge what somebody got in a message between neighbours'],
      ambitions: ['Requests for ambitions', 'Judge new wishes, words and relations'],
      figures: ['Figures', 'How it stands, in numbers'],
      people: ['People of the foundation', 'Who has which task, and proposals about it'],
      acts: ['What the foundation did', 'Everybody can read that'],
      mine: ['You and the foundation', 'Stop with a task, if you like'],
    },
    noTask: 'You have no task with the foundation.',
  },
  people: {
    title: 'People of the foundation',
    lede: 'Two others decide together who gets a task. And whoever it is says yes.',
    now: 'Who has a task now',
    nobody: 'Nobody yet.',
    columns: ['Who', 'Task', 'Since'],
    waiting: 'Proposals that wait',
    waitingNone: 'Nothing waits.',
    appoint: (name, task) => `${name}: ${tasks[task]}`,
    end: (name, task) => `${name} stops with: ${tasks[task]}`,
    by: (name) => `Proposed by ${name}.`,
    byGone: 'Proposed by somebody who left.',
    confirmedBy: (name) => `Confirmed by ${name}. Now it is up to the resident.`,
    until: (date) => `The proposal holds until ${date}.`,
    yours: 'This is about you. Two others decide.',
    waitsForSecond: 'This waits for a second person.',
    confirm: 'Confirm',
    withdraw: 'Take back',
    propose: 'Propose somebody',
    proposeLede: 'First ask this resident whether you may.',
    mail: 'Mail address of the resident',
    mailHelp: 'Address and person must be proven',
    task: 'Task',
    choose: 'Choose a task',
    why: 'Why',
    whyHelp: 'The others of the foundation read this, and the resident too',
    send: 'Propose',
    stop: 'Propose that somebody’s task ends',
    stopLede: 'When a second person confirms this, the task ends at once.',
    who: 'Who',
    chooseWho: 'Choose who',
    sendStop: 'Propose to end it',
    done: {
      proposed: 'The proposal now waits for a second person.',
      confirmed: 'You confirmed it.',
      withdrawn: 'The proposal is gone.',
    },
  },
  mine: {
    title: 'You and the foundation',
    lede: 'People of the foundation each do one task, for everybody.',
    asked: 'You are asked',
    task: (task) => `Task: ${tasks[task]}`,
    public:
      'If you say yes, your nickname stands with your task on a public page. So everybody knows who does what.',
    yes: 'Yes, I do it',
    no: 'No, rather not',
    yours: 'Your tasks',
    none: 'You have no task, and nothing is asked of you.',
    stop: (task) => `Stop with ${tasks[task]}`,
    stopText:
      'You can always stop. It works at once. If you want to come back later, two others have to propose you again.',
    sure: (task) => `Yes, I stop with ${tasks[task]}`,
    done: {
      accepted: 'We are glad you do it. Look at Stewards.',
      declined: 'That is fine. Nothing became public.',
      stopped: 'Your task has ended. Thank you.',
    },
  },
  figures: {
    title: 'Figures',
    lede: 'Numbers, nothing about a person. They are ten minutes old at most.',
    what: 'What',
    count: 'Number',
    level: {
      applicant: 'Residents with only a mail address',
      verified: 'Residents with a proven address',
      assured: 'Residents whose address and person are proven',
    },
    letters: 'Letters that wait for the printer',
    cases: 'Cases that wait for a decision',
    facts: 'Signs that have yet to go',
    job: (state) => `Chores: ${state}`,
    states: {
      created: 'waiting',
      retry: 'waiting for another try',
      active: 'under way',
      failed: 'failed',
      cancelled: 'broken off',
    },
  },
  about: {
    contact: 'How to reach us',
    title: 'The foundation',
    lede: 'The foundation takes care of the form. What happens, residents decide.',
    who: 'Who works here',
    whoText:
      'Each does one task, and sees no more than that task needs. None of them sees what stands in a closed group.',
    nobody: 'Nobody works here yet.',
    how: 'How somebody gets a task',
    howText:
      'Two people of the foundation propose it together, and the resident says yes. To end somebody’s task takes two as well.',
    acts: 'What the foundation did',
    actsLede:
      'Everything that people of the foundation do stands here. Without names, except of who got a task.',
    actsLink: 'Read what the foundation did',
    registerLink: 'Look at the register',
    actsNone: 'Nothing yet.',
    some: 'The foundation did something.',
    server: 'The operator of the server',
    named: (text, name) => `${text} It is about ${name}.`,
    because: 'Why',
    older: 'Older',
  },
} satisfies typeof nl
