/** The five icons of the main navigation. */
const stroke = (d: string): { viewBox: string; body: string } => ({
  viewBox: '0 0 24 24',
  body: `<path d="${d}"/>`,
})

export const navIcons = {
  'nav-neighbourhood': stroke('M3 21V11l5-6l5 6v10zM13 21v-7h8v7zM6.5 21v-5h3v5'),
  'nav-ambitions': stroke('M13 2l7 6l-8 9l-5-10zM13 2l-1 15M12 17c-3 1 1 3-2 4'),
  'nav-communities': stroke('M3 20h18M5 20v-6h3v6M16 20v-6h3v6M9 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 11v9'),
  'nav-agenda': stroke('M4 5h16v16H4zM4 10h16M8 2v5M16 2v5M8 14h3M8 17.5h6'),
  'nav-me': stroke('M6 21V4h12v17zM9 13h6M15.5 16v1M3 21h18'),
} as const
