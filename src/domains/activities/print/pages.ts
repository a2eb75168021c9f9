import { printFont } from '../../../platform/pdf.ts'

/** What every sheet begins with. Words come in as data, so that nothing people wrote can be read as a command. */
const top = `
#let said = json(bytes(sys.inputs.said))
#let doors = image(bytes(sys.inputs.doors), format: "svg", width: 100%, alt: said.picture)
#let ink = rgb("#1A2226")
#let green = rgb("#17513A")
#let sun = rgb("#F2B632")
#let earth = rgb("#84480A")
#set document(title: said.title, author: said.house)
#set text(font: "${printFont}", fill: ink, lang: sys.inputs.language, hyphenate: false)
#let qr(size) = image(bytes(sys.inputs.qr), format: "svg", width: size, alt: said.scan + " " + said.address)
`

/** A poster of A4, or the same on A5: the street below, the day as large as it can be, and a way to say that you come. */
export const poster = `${top}
#let a5 = sys.inputs.size == "a5"
#let s = if a5 { 0.707 } else { 1 }
#set page(paper: if a5 { "a5" } else { "a4" }, margin: (x: 19mm * s, top: 17mm * s, bottom: 14mm * s))
#set text(size: 17pt * s)
#set par(leading: 0.55em, spacing: 0.8em)
#let length = said.title.len()
#let large = if length < 22 { 68pt } else if length < 40 { 54pt } else if length < 70 { 42pt } else { 33pt }
#show heading: set text(size: large * s, weight: "extrabold")
#show heading: set par(leading: 0.32em)
#grid(
  columns: (1fr, auto), align: (left + horizon, right + horizon),
  text(size: 15pt * s, weight: "bold", fill: earth, said.rubric), text(size: 11.5pt * s, said.community),
)
#v(-3mm * s)
#line(length: 100%, stroke: 1.6pt * s + ink)
#v(5mm * s)
#heading(level: 1, said.title)
#v(7mm * s)
#block(text(size: 34pt * s, weight: "extrabold", fill: green, said.day))
#block(above: 4mm * s, text(size: 26pt * s, weight: "bold", said.time))
#block(above: 4mm * s, text(size: 17pt * s)[#said.lasts #said.rhythm])
#v(4mm * s)
#if said.place != "" { block(text(size: 22pt * s, weight: "bold", said.place)) } else { block(said.ask) }
#if said.about != "" { v(3mm * s); block(width: 92%, text(size: 15.5pt * s, said.about)) }
#v(1fr)
#doors
#v(2mm * s)
#grid(
  columns: (1fr, 38mm * s), gutter: 9mm * s, align: (left + horizon, right + horizon),
  [
    #text(size: 15pt * s)[#said.scan]
    #v(-2mm * s)
    #text(size: 23pt * s, weight: "extrabold", said.address)
    #v(0mm)
    #text(size: 11.5pt * s)[#said.all #said.own]
  ],
  qr(38mm * s),
)
`

/** Eight notes on A4, to cut along the lines and put through letterboxes. */
export const notes = `${top}
#set page(paper: "a4", margin: 0mm)
#set text(size: 9.5pt)
#set par(leading: 0.5em, spacing: 0.7em)
#let large = if said.title.len() < 26 { 20pt } else if said.title.len() < 50 { 15pt } else { 11.5pt }
#show heading: set text(size: large, weight: "extrabold")
#show heading: set par(leading: 0.3em)
#let note(first) = block(width: 105mm, height: 74.25mm, inset: (x: 8mm, top: 6.5mm, bottom: 5mm), breakable: false)[
  #block(height: 100%, width: 100%)[
  #text(size: 9pt, weight: "bold", fill: earth)[#said.hello #said.rubric]
  #block(above: 2.4mm, below: 3mm, if first { heading(level: 1, said.title) } else { par(leading: 0.3em, text(size: large, weight: "extrabold", said.title)) })
  #block(above: 0mm, below: 2mm, text(size: 13pt, weight: "extrabold", fill: green)[#said.day, #said.clock])
  #block(above: 0mm, below: 2mm, if said.place != "" { text(weight: "bold", said.place) } else { said.ask })
  #if said.rhythm != "" { block(above: 0mm, said.rhythm) }
  #v(1fr)
  #pdf.artifact(block(width: 58mm, image(bytes(sys.inputs.doors), format: "svg", width: 100%, alt: said.picture)))
  #grid(
    columns: (1fr, 21mm), gutter: 4mm, align: (left + bottom, right + bottom),
    [
      #text(size: 8.5pt)[#said.scan]
      #v(-2mm)
      #text(size: 12pt, weight: "extrabold")[#said.address]
      #v(-1.5mm)
      #text(size: 7.5pt)[#said.house · #said.own]
    ],
    if first { qr(21mm) } else { pdf.artifact(qr(21mm)) },
  )
  ]
]
#grid(
  columns: (105mm, 105mm), rows: (74.25mm,) * 4,
  stroke: (dash: "dotted", paint: rgb("#9AA0A0"), thickness: 0.6pt),
  ..range(8).map(n => note(n == 0)),
)
`
