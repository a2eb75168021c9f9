import type { nl } from './nl.ts'

export const en = {
  title: 'Step into the demo',
  lede: 'Ravenhorst does not exist, and nobody who lives there does. Choose somebody and look around through their eyes. Whoever comes after you sees what you do here, so write nothing about yourself.',
  residents: 'Residents',
  stewards: 'People of the foundation',
  stewardsLede: 'Each of them has one task. They see no more than that.',
  stepIn: (name: string) => `Step in as ${name}`,
  facts: (name: string, age: number) => `${name}, ${age} years old`,
  mail: 'Read the mail of the demo',
  mailTitle: 'The mail of the demo',
  mailLede: 'In a real neighbourhood this mail would go to somebody’s address. Here you can read it.',
  mailNone: 'There is no mail yet.',
  mailTo: (to: string) => `To ${to}`,
  tasks: {
    identity: 'identity',
    taxonomy: 'ambitions and themes',
    moderation: 'house rules',
    operations: 'technology',
  },
  situations: {
    link: 'Choose a situation',
    title: 'Situations in the demo',
    lede: 'Choose what you want to see. You are there at once, and look through the eyes of whoever is named.',
    look: (name) => `Look as ${name}`,
    lookAsVisitor: 'Look as a visitor',
  },
  task: (task: string) => `Task: ${task}`,
} satisfies typeof nl
