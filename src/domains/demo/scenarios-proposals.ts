import { demoProposal } from './seed-proposals.ts'

/** A situation on the page of a proposal. */
const at = (
  key: string,
  [nl, en]: readonly [string, string],
  persona: string | undefined,
  shows: string,
) => ({
  key,
  name: { nl, en },
  ...(persona && { persona }),
  path: `/voorstel/${demoProposal(key)}`,
  shows,
})

/** The way of a proposal, in all its states. */
export const proposalScenarios = {
  key: 'voorstellen',
  name: { nl: 'Van idee tot uitkomst', en: 'From an idea to an outcome' },
  scenarios: [
    at('ruilkast', ['Een idee van jou', 'An idea of yours'], 'samira', 'Open het gesprek'),
    at(
      'muziek',
      ['Een idee waarover gepraat wordt', 'An idea that is talked about'],
      'samira',
      'Ik steun dit',
    ),
    at(
      'waterpomp',
      ['Iemand wil je tekst veranderen', 'Somebody wants to change your text'],
      'noor',
      'Neem over',
    ),
    at('fietspomp', ['Er wordt over gestemd', 'It is voted on'], 'noor', 'De tekst staat nu vast'),
    at('avondlicht', ['Het wordt gedaan', 'It is being done'], 'noor', 'Samen zetten, met koffie'),
    at('bankjes-verven', ['Het is gelukt', 'It worked out'], undefined, 'Begin om tien uur'),
    at('auto-weg', ['Het is geprobeerd', 'It was tried'], undefined, 'Regel eerst waar'),
    at('vlag', ['Het is ingetrokken', 'It was withdrawn'], 'noor', 'Er waren leukere ideeën'),
    at(
      'zomeravond',
      ['Twee voorstellen werden één', 'Two proposals became one'],
      'noor',
      'Het ging verder als',
    ),
    at(
      'oversteken-singelweg',
      ['Een advies, met antwoord', 'An advice, with its answer'],
      'marja',
      'Antwoord van de wethouder',
    ),
    at(
      'waterpomp-elders',
      ['Overgenomen van een andere plek', 'Taken over from another place'],
      'marja',
      'Overgenomen van',
    ),
  ],
}
