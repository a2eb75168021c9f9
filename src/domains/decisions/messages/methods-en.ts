import type { MethodName } from '../rules/choice.ts'
import type { MethodWords } from './methods-nl.ts'

const earliest = 'Equal? Then what was proposed earliest goes first.'

/** What a method is called, and all that is said of it beforehand. */
export const methods: Record<MethodName, MethodWords> = {
  consent: {
    name: 'No objection',
    when: 'A plan for a small group. It goes ahead when nobody has an objection with a reason.',
    ask: 'Do you object to this plan?',
    rule: 'It goes ahead when nobody objects. Where somebody does, who asked amends the plan once. If an objection still stands, the majority decides. Once everybody of a small group voted, it closes at once.',
    ties: 'Equal then? It does not go ahead.',
  },
  majority: {
    name: 'For or against',
    when: 'One question to say yes or no to.',
    ask: 'Are you for or against?',
    rule: 'It goes ahead when more are for than against. Who abstains counts as having taken part. Once everybody of a small group voted by name, it closes at once.',
    ties: 'Equal? It does not go ahead.',
  },
  approval: {
    name: 'What do you approve of',
    when: 'Everybody ticks all that is good. What gets most ticks is chosen.',
    ask: 'What do you approve of? You may tick more than one.',
    rule: 'What most neighbours approve of is chosen.',
    ties: earliest,
  },
  score: {
    name: 'Give scores',
    when: 'How gladly you want something counts too. You give each a score.',
    ask: 'Give each a score. Zero is nothing, five is very gladly.',
    rule: 'The scores are added up. The highest sum is chosen. What you leave open is zero.',
    ties: earliest,
  },
  ranked: {
    name: 'Put in order',
    when: 'Choose one, also where views differ much.',
    ask: 'Put them in order. Number 1 is what you want most.',
    rule: 'Each two are compared: which do more neighbours put higher? Who wins of all others is chosen. Where those go round in a circle, the strongest chain counts (Schulze).',
    ties: earliest,
  },
  seats: {
    name: 'Choose people',
    when: 'Choose a few people, so that every large group has somebody.',
    ask: 'Put them in order. Number 1 is whom you want most.',
    rule: 'Who has enough votes is elected. What somebody has too many, and the votes of who drops out, go on to the next on your ballot (Scottish STV).',
    ties: 'Equal? Then who had more votes earlier, and else who was proposed earliest.',
  },
  budget: {
    name: 'Share out money',
    when: 'Some money, and more plans than it pays for.',
    ask: 'Which plans do you want? You may tick more than one.',
    rule: 'Everybody who votes has an equal part of the money. A plan is bought when those who want it can pay for it together; the one that costs each of them least first (equal shares).',
    ties: earliest,
  },
  date: {
    name: 'Find a date',
    when: 'Find a day on which most neighbours can come.',
    ask: 'When can you come?',
    rule: 'The day on which most neighbours can come is chosen. Of several, the one on which most can well.',
    ties: 'Equal? Then the first day.',
  },
}
