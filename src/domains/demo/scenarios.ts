import type { Language } from '../../platform/i18n.ts'
import { closedSlug } from './seed-communities.ts'
import { demoActivityId } from './seed-agenda.ts'
import { demoDecision } from './seed-decisions.ts'
import { demoVoices } from './seed-delegations.ts'
import { documentId } from './seed-documents.ts'
import { demoLetters } from './seed-letters.ts'
import { demoCase } from './seed-levels.ts'
import { demoQuestion } from './seed-opinions.ts'
import { demoTalk } from './seed-talk.ts'
import { proposalScenarios } from './scenarios-proposals.ts'

/** A situation of the demo town: whose eyes, where, and words that stand there only because it is so. */
export interface Scenario {
  key: string
  name: Record<Language, string>
  /** Who looks; a visitor when absent. */
  persona?: string
  path: string
  /** Dutch words of the page that would not be there otherwise. */
  shows: string
}

export interface ScenarioGroup {
  key: string
  name: Record<Language, string>
  scenarios: readonly Scenario[]
}

const scenario = (
  key: string,
  [nl, en]: readonly [string, string],
  persona: string | undefined,
  path: string,
  shows: string,
): Scenario => ({ key, name: { nl, en }, ...(persona && { persona }), path, shows })

/** Situations to step into, in the order in which a community meets them. */
export const scenarioGroups: readonly ScenarioGroup[] = [
  {
    key: 'leefomgeving',
    name: { nl: 'Een leefomgeving door de tijd', en: 'A community through time' },
    scenarios: [
      scenario(
        'wens',
        ['Je hebt een wens en zoekt buren', 'You have a wish and look for neighbours'],
        'samira',
        '/ambities/jeu-de-boules-baan?bereik=wijk',
        'Begin samen',
      ),
      scenario(
        'begint',
        ['Een leefomgeving die nog begint', 'A community that is only forming'],
        'samira',
        '/leefomgeving/boules-onder-de-platanen',
        'Nog 1 buur en het is echt begonnen',
      ),
      scenario(
        'leeft',
        ['Een leefomgeving die leeft, als lid', 'A lively community, as a member'],
        'samira',
        '/leefomgeving/kerkplein-leeft',
        'Stap eruit',
      ),
      scenario(
        'voorbij',
        ['Dezelfde, als je langs loopt', 'The same, as a passer-by'],
        undefined,
        '/leefomgeving/kerkplein-leeft',
        'Doe mee',
      ),
      scenario(
        'rust',
        ['Een leefomgeving die rust', 'A community that rests'],
        'samira',
        '/leefomgeving/meidoorn-bbq',
        'rust',
      ),
      scenario(
        'klaar',
        ['Een leefomgeving die klaar is, met haar verhaal', 'A community that is done, with its story'],
        'samira',
        '/leefomgeving/oversteek-vlierschool',
        'gelukt',
      ),
      scenario(
        'geprobeerd',
        ['Een die het probeerde, en wat ze leerde', 'One that tried, and what it learned'],
        'samira',
        '/leefomgeving/stationsplein-autovrij',
        'geprobeerd',
      ),
      scenario(
        'klopt-aan',
        ['Iemand klopt aan, en jij beheert', 'Somebody knocks, and you are the manager'],
        'yusuf',
        `/leefomgeving/${closedSlug('trappenhuis-saturnushof')}/beheer`,
        'Mag ik erbij?',
      ),
    ],
  },
  {
    key: 'samen',
    name: { nl: 'Elkaar ontmoeten en spreken', en: 'Meeting and talking' },
    scenarios: [
      scenario(
        'afspraak',
        ['Er is iets te doen op het plein', 'Something is on at the square'],
        'noor',
        `/afspraak/${demoActivityId('boulen')}`,
        'Boulen voor beginners',
      ),
      scenario(
        'gesprek',
        ['Een gesprek over planten in de schaduw', 'A conversation about plants in the shade'],
        'noor',
        `/gesprek/${demoTalk('schaduwkant')}`,
        'Wat groeit er in de schaduw?',
      ),
      scenario(
        'briefje',
        ['Een buur schreef je voor het eerst', 'A neighbour wrote to you for the first time'],
        'samira',
        `/brieven/${demoLetters('sleutel')}`,
        'Nee, bedankt',
      ),
      scenario(
        'vraagt',
        ['Een buur vraagt wat jij aanbood', 'A neighbour asks what you offered'],
        'samira',
        '/buurt',
        'Lees de vraag',
      ),
      scenario(
        'overgenomen',
        ['Een plan dat elders is overgenomen', 'A plan that was adopted elsewhere'],
        'samira',
        `/document/${documentId('bbq-plan')}`,
        'Nam het over',
      ),
    ],
  },
  {
    key: 'beslissen',
    name: { nl: 'Samen denken en beslissen', en: 'Thinking and deciding together' },
    scenarios: [
      scenario(
        'meningen',
        ['Een vraag waarover buren denken', 'A question that neighbours think about'],
        'samira',
        `/vraag/${demoQuestion('plein-vijf-jaar')}`,
        'Hoe zien we het Kerkplein over vijf jaar?',
      ),
      scenario(
        'stemmen',
        ['Een open stemming', 'An open vote'],
        'samira',
        `/besluit/${demoDecision('fietsen')}`,
        'Zetten we de fietsen voortaan achter de kerk?',
      ),
      scenario(
        'geheim',
        ['Een geheime stemming met uitslag', 'A secret vote with its result'],
        'samira',
        `/besluit/${demoDecision('naam-speelplek')}`,
        'Hoe noemen we de speelplek achter het plein?',
      ),
      scenario(
        'geld',
        ['Geld verdelen met de buurt', 'Sharing out money with the neighbourhood'],
        'marja',
        `/besluit/${demoDecision('potje-singel')}`,
        '2.500',
      ),
      scenario(
        'niveau',
        ['Iets dat naar een hoger niveau verhuisde', 'Something that moved to a higher level'],
        'marja',
        `/niveau/${demoCase('drempel-singelweg')}`,
        'Drempels in de Singelweg',
      ),
      scenario(
        'volmacht',
        ['Een buur stemt voor je', 'A neighbour votes for you'],
        'samira',
        `/volmachten/geef?plek=l${demoVoices}&thema=`,
        'Wie mag voor jou stemmen?',
      ),
    ],
  },
  proposalScenarios,
  {
    key: 'bijzonder',
    name: { nl: 'Bijzondere momenten', en: 'Special moments' },
    scenarios: [
      scenario(
        'nieuw',
        ['Je bent nieuw en wacht op je brief', 'You are new and wait for your letter'],
        'joanna',
        '/buurt',
        'Je adres is nog niet bewezen',
      ),
      scenario(
        'verzoek',
        ['Iemand vraagt je om raad', 'Somebody asks your advice'],
        'marja',
        '/verzoeken',
        'oversteek',
      ),
      scenario(
        'helpt',
        ['Een buur helpt jou', 'A neighbour helps you'],
        'lies',
        '/ik/hulp',
        'Helpt je sinds',
      ),
      scenario(
        'stichting',
        ['Je beoordeelt een nieuwe ambitie', 'You judge a new ambition'],
        'wietske',
        '/beheer/ambities',
        'Een piano op straat',
      ),
      scenario(
        'klaar-vandaag',
        ['De bundel van vandaag', 'The bundle of today'],
        'samira',
        '/ik/bundel',
        'Je bent bij',
      ),
    ],
  },
]

export const scenarios: readonly Scenario[] = scenarioGroups.flatMap((group) => group.scenarios)
