import { printFont } from '../../../platform/pdf.ts'

const top = `
#let said = json(bytes(sys.inputs.said))
#let ink = rgb("#1A2226")
#let green = rgb("#17513A")
#let plum = rgb("#6B3F73")
#set document(title: said.title, author: said.house)
#set text(font: "${printFont}", fill: ink, lang: sys.inputs.language, hyphenate: false, size: 11pt)
#set par(leading: 0.6em, spacing: 0.9em)
#show heading: set text(weight: "extrabold")
`

/** A decision on paper: what was asked, what it became, how it was counted, and a fingerprint to hold it against. */
export const record = `${top}
#set page(paper: "a4", margin: (x: 20mm, top: 18mm, bottom: 16mm), numbering: "1")
#text(size: 11pt, weight: "bold", fill: plum)[#said.rubric · #said.place]
#line(length: 100%, stroke: 1.4pt + ink)
#heading(level: 1, text(size: 24pt, said.title))
#block(above: 5mm, text(size: 18pt, weight: "extrabold", fill: green, said.result))
#said.tookPart
#heading(level: 2, said.factsHeading)
#table(columns: (auto, 1fr), stroke: none, inset: (x: 0mm, y: 1.2mm), column-gutter: 6mm,
  ..said.facts.map(fact => (text(weight: "bold", fact.at(0)), fact.at(1))).flatten())
#heading(level: 2, said.stepsHeading)
#for line in said.steps [#par(line)]
#if said.rows.len() > 0 {
  table(columns: (1fr,) + (auto,) * (said.columns.len() - 1), stroke: (x, y) => (bottom: 0.4pt + rgb("#9AA0A0")), inset: 1.6mm,
    align: (x, y) => if x == 0 { left } else { right },
    table.header(..said.columns.map(each => text(weight: "bold", each))),
    ..said.rows.flatten())
}
#v(1fr)
#line(length: 100%, stroke: 0.6pt + ink)
#text(size: 9pt)[#said.digestName: #raw(said.digest)]
#if said.register != "" {
  parbreak()
  text(size: 9pt)[#said.registerName: #raw(said.register)]
  parbreak()
  text(size: 9pt)[#said.registerWhy]
  parbreak()
}
#text(size: 9pt)[#said.address · #said.made]
`

/** Ballots of paper: as many as there are codes, each on a page of its own of A5, so that it can be folded shut. */
export const ballots = `${top}
#set page(paper: "a5", margin: (x: 14mm, top: 12mm, bottom: 11mm))
#let answer(words) = block(above: 3mm, grid(columns: (7mm, 1fr), gutter: 3mm, align: horizon,
  rect(width: 6mm, height: 6mm, stroke: 1pt + ink), words))
#let blank(words) = block(above: 3mm, grid(columns: (16mm, 1fr), gutter: 3mm, align: horizon,
  rect(width: 15mm, height: 7mm, stroke: 1pt + ink), words))
#for (n, code) in said.codes.enumerate() {
  if n > 0 { pagebreak() }
  text(size: 9pt, weight: "bold", fill: plum)[#said.rubric · #said.place]
  heading(level: 1, outlined: n == 0, text(size: 16pt, said.title))
  text(weight: "bold", said.ask)
  for option in said.options { if said.ranked { blank(option) } else { answer(option) } }
  if said.reason != "" { block(above: 5mm, said.reason); v(14mm); line(length: 100%, stroke: 0.5pt) }
  v(1fr)
  text(size: 9pt, said.keys)
  block(above: 3mm, text(size: 15pt, weight: "extrabold", code))
  text(size: 9pt)[#said.back #said.fold]
}
`
