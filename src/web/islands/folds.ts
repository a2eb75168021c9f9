/**
 * Stops that fold on a phone are shown open on a wide screen by the stylesheet. Here their state
 * follows, so that a screen reader announces what is really shown.
 */
const wide = matchMedia('(min-width: 60rem)')

function follow(): void {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('.stop__fold')) {
    if (wide.matches) fold.open = true
    // An open fold that cannot be closed is no button.
    const summary = fold.querySelector('summary')
    if (summary) summary.tabIndex = wide.matches ? -1 : 0
  }
}

follow()
wide.addEventListener('change', follow)
