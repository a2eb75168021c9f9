import { printFont } from '../../../platform/pdf.ts'

/**
 * The letters in Typst, one a page. The address stands where a window envelope (DL, C5/6, window left) shows it: 20 mm from
 * the left, 45 mm from the top, 85 × 45 mm (DIN 680). All words come in as data, so that no name can be read as a command.
 */
export const letterPage = `
#let letters = json(bytes(sys.inputs.letters))
#set document(title: letters.at(0).labels.title, author: letters.at(0).labels.sender)
#set page(paper: "a4", margin: (left: 20mm, right: 25mm, top: 20mm, bottom: 20mm))
#set text(font: "${printFont}", size: 12.5pt)
#set par(leading: 0.7em, spacing: 1.35em)
#show heading: set text(size: 17pt)
#for (n, letter) in letters.enumerate() {
  if n > 0 { pagebreak() }
  set text(lang: letter.language)
  place(top + left, dy: 25mm, block(width: 85mm, height: 45mm)[
    #text(size: 8pt)[#letter.labels.back] \\
    #v(4mm)
    #for line in letter.to [#line \\ ]
  ])
  place(top + right, block[*#letter.labels.sender*])
  v(78mm)
  text(size: 10pt)[#letter.date]
  v(2mm)
  heading(level: 1, letter.words.heading)
  v(2mm)
  par[#letter.greeting]
  for paragraph in letter.words.before { par(paragraph) }
  block(stroke: 1.5pt + rgb("#17513A"), inset: 5mm, radius: 2mm, width: 100%, grid(
    columns: (1fr, 34mm), gutter: 6mm, align: horizon,
    [
      #letter.labels.number \\
      #text(size: 15pt, weight: "bold")[#letter.number]

      #letter.labels.code \\
      #text(size: 22pt, weight: "bold")[#letter.code]
    ],
    if letter.site != "" { image(bytes(letter.qr), format: "svg", width: 34mm, alt: letter.labels.qr) } else { [] },
  ))
  if letter.site != "" { par[#letter.labels.type *#letter.site*] }
  par(strong(letter.until))
  for paragraph in letter.words.after { par(paragraph) }
  par[#letter.labels.bye \\
  #letter.labels.sender]
}
`
