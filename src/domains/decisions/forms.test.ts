import { describe, expect, it } from 'vitest'
import { choiceIn, momentsOf, openForm, optionsOf, type OpenForm } from './forms.ts'

const form = (options: string) => ({ options }) as OpenForm
const three = ['A', 'B', 'C'].map((words) => ({ words, cost: null, starts: null }))

describe('what can be chosen', () => {
  it.each([
    ['Bankje op het plein: 1200', 'Bankje op het plein', 1200],
    ['Twintig bomen: € 12.500', 'Twintig bomen', 12_500],
    ['Pomp € 900,-', 'Pomp', 900],
    ['Feest; 300,00', 'Feest', 300],
    ['Plan 7: 80', 'Plan 7', 80],
  ])('has its cost at the end of its line: %s', (line, words, cost) => {
    expect(optionsOf('budget', form(line), {})).toEqual([{ words, cost }])
  })

  it.each(['Plan 7', 'Gratis', ': 12', 'Half: 0,5'])('has no cost in %s', (line) => {
    expect(optionsOf('budget', form(line), {})).toEqual({ options: 'costMissing' })
  })

  it('stands one on a line, without empty ones', () => {
    expect(optionsOf('approval', form('A\n\n  B  \n'), {})).toEqual([{ words: 'A' }, { words: 'B' }])
    expect(optionsOf('approval', form('x'.repeat(201)), {})).toEqual({ options: 'optionLong' })
    expect(optionsOf('majority', form('A'), {})).toEqual([])
  })

  it('are days in their order, on the clock of the place', () => {
    const dates = optionsOf('date', form(''), {
      day1: '2026-06-21',
      time1: '12:00',
      day2: '2026-06-20',
      time2: '19:30',
      day3: '',
    })
    expect(dates).toMatchObject([
      { starts: new Date('2026-06-20T17:30:00Z') },
      { starts: new Date('2026-06-21T10:00:00Z') },
    ])
    const wrong = (values: Record<string, string>) => optionsOf('date', form(''), values)
    expect(wrong({ day1: '2026-02-31', time1: '20:00' })).toEqual({ day1: 'dayWrong' })
    // No time is made up where none was given.
    expect(wrong({ day1: '2026-06-20', day4: '2026-06-21', time4: '20:00', time5: '9:00' })).toEqual({
      time1: 'timeMissing',
      day5: 'dayMissing',
    })
  })
})

describe('when it opens and closes', () => {
  const closing = { opensDay: '', opensTime: '', closesDay: '2026-10-25', closesTime: '02:30' }
  it('is a moment on the clock of the place, also when the clock changes', () => {
    expect(momentsOf(closing)).toEqual({ opens: undefined, closes: new Date('2026-10-25T00:30:00Z') })
    expect(momentsOf({ ...closing, closesDay: '2026-06-31' })).toEqual({ closesDay: 'dayWrong' })
    expect(momentsOf({ ...closing, opensDay: '2026-13-01' })).toEqual({ opensDay: 'dayWrong' })
  })
})

describe('a ballot as it is posted', () => {
  it.each([
    ['majority', { choice: 'yes' }, [1]],
    ['majority', { choice: 'neither' }, [null]],
    ['approval', { choice: ['0', '2', 'x'] }, [1, 0, 1]],
    ['approval', {}, [0, 0, 0]],
    ['score', { o0: '5', o1: '', o2: '0' }, [5, 0, 0]],
    ['ranked', { o0: '1', o1: '1' }, [1, 1, null]],
    ['seats', { o0: '2', o2: '1' }, [2, null, 1]],
    ['date', { o0: '2', o1: '1', o2: '0' }, [2, 1, 0]],
  ] as const)('of %s: %j', (method, values, choice) => {
    expect(choiceIn(method, three, values as never)).toEqual({ choice })
  })

  it.each([
    ['majority', {}, { choice: 'choiceMissing' }],
    ['majority', { choice: 'toString' }, { choice: 'choiceMissing' }],
    ['ranked', {}, { o0: 'ranksNone' }],
    ['seats', { o0: '1', o1: '1' }, { o0: 'ranksSame' }],
    ['date', { o0: '2' }, { o0: 'dateOpen' }],
  ] as const)('of %s is sent back: %j', (method, values, errors) => {
    expect(choiceIn(method, three, values)).toEqual(errors)
  })
})

describe('the form that opens a decision', () => {
  const good = {
    id: '00000000-0000-4000-8000-000000000001',
    method: 'majority',
    question: 'Doen?',
    closesDay: '2026-06-20',
    closesTime: '20:00',
    form: 'closed',
    quorum: '',
  }
  it('takes what is asked, and names each field that is wrong', () => {
    expect(openForm.safeParse(good).success).toBe(true)
    const wrong = {
      ...good,
      id: 'x',
      method: 'lot',
      question: ' ',
      closesDay: 'morgen',
      form: 'half',
      seats: '1,5',
      budget: '-3',
      quorum: '200',
      explanation: 'x'.repeat(8001),
    }
    const fields = openForm.safeParse(wrong).error!.issues.map(({ path }) => path[0])
    expect(new Set(fields)).toEqual(
      new Set(['id', 'method', 'question', 'closesDay', 'form', 'seats', 'budget', 'quorum', 'explanation']),
    )
    expect(openForm.safeParse({ ...good, question: 'Bel 111222333' }).success).toBe(false)
  })
})
