import { printFont } from '../../../platform/pdf.ts'

/**
 * Bundles in Typst, each beginning on a page of its own, large enough to read without looking for glasses. The address
 * stands where a window envelope shows it (DIN 680); the copy of a neighbour has none. All words come in as data.
 */
export const bundlePage = `
#let bundles = json(bytes(sys.inputs.bundles))
#set document(title: bundles.at(0).labels.title, author: bundles.at(0).labels.sender)
#set page(paper: "a4", margin: (left: 20mm, right: 22mm, top: 18mm, bottom: 20mm))
#set text(font: "${printFont}", size: 14pt)
#set par(leading: 0.65em, spacing: 1.1em)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set text(size: 16pt, fill: rgb("#17513A"))
#show heading: set block(above: 1.3em, below: 0.7em)
#for (n, bundle) in bundles.enumerate() {
  if n > 0 { pagebreak() }
  set text(lang: bundle.language)
  if bundle.to.len() > 0 {
    place(top + left, dy: 27mm, block(width: 85mm, height: 45mm)[
      #text(size: 8pt)[#bundle.labels.back] \\
      #v(4mm)
      #for line in bundle.to [#line \\ ]
    ])
    place(top + right, block[*#bundle.labels.sender*])
    v(78mm)
  } else {
    block[*#bundle.labels.sender*]
  }
  heading(level: 1, bundle.heading)
  text(fill: rgb("#4A5358"))[#bundle.window]
  for part in bundle.parts {
    heading(level: 2, part.heading)
    list(tight: false, spacing: 0.8em, ..part.lines.map(line => [#line]))
    if part.more != "" { par(part.more) }
  }
  for line in bundle.after { par(line) }
  v(4mm)
  pdf.artifact(line(length: 40mm, stroke: 1.5pt + rgb("#17513A")))
  par[*#bundle.labels.end*]
  v(1fr)
  text(size: 11pt)[#bundle.foot]
}
`
