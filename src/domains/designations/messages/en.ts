import type { nl } from './nl.ts'

const letter = (subject: string, what: string) => (link: string) => ({
  subject,
  text: `Hello,\n\n${what}\n\n${link}\n\nEnjoy the day outside!`,
})

export const en = {
  mail: {
    'call.received': letter(
      'A neighbour asks you something',
      'A neighbour has a request for you. Read it here, and say whether you can help:',
    ),
    'call.accepted': letter(
      'Your request has an answer',
      'A neighbour says yes to your request. Read the answer here:',
    ),
    'call.declined': letter(
      'Your request has an answer',
      'A neighbour cannot help you this time. Read why, and whom else you can ask:',
    ),
    'call.passed': letter(
      'Your request was passed on',
      'Your request was passed on to another neighbour. See here who has it now:',
    ),
  },
} satisfies typeof nl
