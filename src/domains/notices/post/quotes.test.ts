import { expect, it } from 'vitest'
import { longestReply, ownWords } from './quotes.ts'

const quoted = '> Hallo,\n> Nieuw gesprek: Soep\n'

it.each<[string, string]>([
  ['Gmail', `Ik kom.\n\nOp do 14 mei 2026 om 17:05 schreef Buurt <post@buurt.example>:\n\n${quoted}`],
  [
    'Gmail, broken',
    `Ik kom.\n\nOp do 14 mei 2026 om 17:05 schreef Leefomgeving Doe-Het-Zelf <\npost@buurt.example>:\n\n${quoted}`,
  ],
  [
    'Gmail in English',
    `Ik kom.\n\nOn Thu, May 14, 2026 at 5:05 PM Buurt <post@buurt.example> wrote:\n\n${quoted}`,
  ],
  [
    'Outlook',
    'Ik kom.\r\n\r\nVan: Buurt <post@buurt.example>\r\nVerzonden: donderdag 14 mei 2026 17:05\r\nAan: noor@x.nl\r\nOnderwerp: Je bundel\r\n\r\nHallo,\r\n',
  ],
  [
    'Outlook on the web',
    'Ik kom.\n\n________________________________\nVan: Buurt <post@buurt.example>\nVerzonden: donderdag 14 mei 2026 17:05\nAan: noor@x.nl\nOnderwerp: Je bundel\n\nHallo,\n',
  ],
  [
    'old Outlook',
    'Ik kom.\n\n-----Oorspronkelijk bericht-----\nVan: Buurt <post@buurt.example>\nVerzonden: donderdag 14 mei 2026 17:05\n\nHallo,\n',
  ],
  [
    'Apple on a Mac',
    `Ik kom.\n\nOp 14 mei 2026, om 17:05 heeft Buurt <post@buurt.example> het volgende geschreven:\n\n${quoted}`,
  ],
  [
    'Apple, broken',
    `Ik kom.\n\nOp 14 mei 2026, om 17:05 heeft Leefomgeving Doe-Het-Zelf\n<post@buurt.example> het volgende geschreven:\n\n${quoted}`,
  ],
  [
    'Apple on a phone',
    `Ik kom.\n\nVerstuurd vanaf mijn iPhone\n\n> Op 14 mei 2026 om 17:05 heeft Buurt <post@buurt.example> het volgende geschreven:\n> \n${quoted}`,
  ],
  [
    'Samsung',
    'Ik kom.\n\nVerzonden vanaf mijn Samsung Galaxy-smartphone.\n\n-------- Oorspronkelijk bericht --------\nVan: Buurt <post@buurt.example>\nDatum: 14-05-2026 17:05 (GMT+01:00)\nOnderwerp: Je bundel\n\nHallo',
  ],
  ['a signature', 'Ik kom.\n\n-- \nNoor Bakker\n06 12345678\n'],
])('keeps of %s only what somebody wrote', (_program, text) => {
  expect(ownWords(text)).toBe('Ik kom.')
})

it('keeps sentences that look like it', () => {
  const text =
    'Op zaterdag kan ik niet.\nVan: mij mag het.\nOp 3 mei schreef ik al dat het niet kan.\n\nGroet, Noor'
  expect(ownWords(text)).toBe(text)
})

it('is empty when there are no words of one’s own', () => {
  expect(ownWords(`Op do 14 mei 2026 om 17:05 schreef Buurt <post@buurt.example>:\n\n${quoted}`)).toBe('')
  expect(ownWords('')).toBe('')
})

it('ends, whatever comes in', () => {
  for (const text of [
    '>'.repeat(500_000),
    'Op '.repeat(200_000),
    '\n'.repeat(300_000),
    'a\0b'.repeat(100_000),
    '- '.repeat(200_000),
  ]) {
    const started = performance.now()
    expect(ownWords(text).length).toBeLessThanOrEqual(longestReply)
    expect(performance.now() - started).toBeLessThan(5_000)
  }
})
