import QRCode from 'qrcode'
import type { Context } from '../../platform/context.ts'
import { asLanguage, formatDate, type Language } from '../../platform/i18n.ts'
import { keeping } from '../../platform/kept.ts'
import { makePdf, printFont } from '../../platform/pdf.ts'
import { labelOf } from '../areas/index.ts'
import { openEntries } from '../identity/index.ts'
import { requireSteward } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { deskResident } from './register.ts'

/** What every paper of the desk begins with. Words come in as data, so that no name can be read as a command. */
const top = `
#let words = json(bytes(sys.inputs.words))
#set document(title: words.title, author: words.sender)
#set text(font: "${printFont}", size: 13pt, lang: sys.inputs.language)
#set par(leading: 0.7em, spacing: 1em)
`

const sheet = `${top}
#set page(paper: "a4", margin: (x: 22mm, y: 20mm))
#show heading: set text(size: 20pt)
#text(size: 11pt, weight: "bold")[#words.sender]
#v(6mm)
#heading(level: 1, words.title)
#v(3mm)
`

/** What was written down at the desk, to take home. */
const confirmation = `${sheet}
#for paragraph in words.before { par(paragraph) }
#v(2mm)
#table(
  columns: (45mm, 1fr), stroke: (x: none, y: 0.75pt + rgb("#4A5358")), inset: (x: 0mm, y: 2.5mm),
  table.header(table.cell(colspan: 2, text(weight: "bold", words.noted))),
  ..words.facts.map(((term, value)) => (text(weight: "bold", term), value)).flatten(),
)
#v(4mm)
#for paragraph in words.after { par(paragraph) }
#v(1fr)
#text(size: 10pt)[#words.foot]
`

/** The form to fill in by hand. Boxes and lines are drawn, not read out: the words say what goes where. */
const blank = `${sheet}
#for paragraph in words.before { par(paragraph) }
#let line-for((label, help)) = [
  *#label* #text(size: 10pt)[#help]
  #v(7mm)
  #pdf.artifact(line(length: 100%, stroke: 0.75pt))
]
#let row-for(fields) = block(above: 5mm, breakable: false, grid(
  columns: (1fr,) * fields.len(), gutter: 8mm, ..fields.map(line-for),
))
#let box-for(label) = grid(
  columns: (6mm, auto), gutter: 3mm, align: horizon,
  pdf.artifact(rect(width: 5mm, height: 5mm, stroke: 0.75pt)), label,
)
#let beside(labels) = block(above: 3mm, grid(columns: (auto,) * labels.len(), gutter: 10mm, ..labels.map(box-for)))
#for fields in words.lines { row-for(fields) }
#v(2mm)
*#words.ageLabel*
#beside(words.ages)
#for fields in words.more { row-for(fields) }
#v(2mm)
*#words.helpLabel*
#beside(words.help)
#v(2mm)
*#words.languageLabel*
#beside(words.languages)
#v(2mm)
*#words.rulesLabel*
#for rule in words.rules { block(above: 3mm, box-for(rule)) }
#for fields in words.signing { row-for(fields) }
#v(1fr)
#text(size: 10pt)[#words.foot]
`

/** A6 on its side: whose it is, and the code that lets them in. */
const card = `${top}
#set page(width: 148mm, height: 105mm, margin: 9mm)
#show heading: set text(size: 22pt)
#grid(
  columns: (1fr, 56mm), gutter: 7mm,
  [
    #text(size: 11pt, weight: "bold")[#words.sender]
    #v(3mm)
    #heading(level: 1, words.name)
    #v(2mm)
    #for paragraph in words.how { par(paragraph) }
  ],
  align(right, image(bytes(sys.inputs.qr), format: "svg", width: 56mm, alt: words.qr)),
)
#v(1fr)
#text(size: 10pt)[#words.foot]
`

const printed = (source: string, language: Language, said: object, more: Record<string, string> = {}) =>
  makePdf(source, { words: JSON.stringify(said), language, ...more })

/** What the desk wrote down of somebody, for them to take home. Opens the vault. */
export async function confirmationPaper(ctx: Context, residentId: string): Promise<Buffer> {
  requireSteward(ctx, 'identity')
  const { id, language: reads, registered } = await deskResident(ctx, residentId)
  const entry = (await openEntries(ctx, [id], 'desk')).get(id)
  if (!entry) throw new Error('Registered at the desk, and not in the vault')
  const language = asLanguage(reads) ?? 'nl'
  const t = words[language].paper
  const { confirmation: said, fields } = t
  return printed(confirmation, language, {
    ...said,
    sender: t.sender,
    foot: t.site(ctx.services.config.origin),
    facts: [
      [fields.name, entry.name],
      [fields.address, labelOf(entry.address)],
      ...(entry.birth ? [[fields.birth, formatDate(language, new Date(`${entry.birth}T12:00:00Z`))]] : []),
      ...(entry.mail ? [[fields.mail, entry.mail]] : []),
      [fields.day, formatDate(language, registered)],
    ],
  })
}

/** The card with this code. */
export async function cardPaper(
  ctx: Context,
  { name, language: reads }: { name: string; language: string },
  code: string,
): Promise<Buffer> {
  const language = asLanguage(reads) ?? 'nl'
  const { sender, card: said } = words[language].paper
  const link = `${ctx.services.config.origin}/kaart?code=${code}`
  const qr = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 })
  return printed(card, language, { ...said, sender, title: said.title(name), name }, { qr })
}

/** Nothing of anybody stands on it, so it is set once in a day. */
const blanks = keeping<Buffer>({ milliseconds: 24 * 60 * 60_000, most: 4 })

/** The form to fill in by hand. */
export function blankForm(ctx: Context): Promise<Buffer> {
  const { language } = ctx
  const { sender, blank: said, site } = words[language].paper
  const { adult, young } = words[language].desk
  return blanks(ctx, language, () =>
    printed(blank, language, {
      ...said,
      ages: [adult, young],
      sender,
      foot: site(ctx.services.config.origin),
    }),
  )
}
