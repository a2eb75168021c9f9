/** The domains, each standing on those before it and knowing nothing of those after it. */
export const order = [
  'areas',
  'residents',
  'identity',
  'proofs',
  'eid',
  'recovery',
  'ambitions',
  'communities',
  'designations',
  'formation',
  'notices',
  'helping',
  'foundation',
  'own-data',
  'home',
  'demo',
] as const
