/** The pure rules of this domain, for the door and for tests. */
export * from './rules/cells.ts'
export * from './rules/kinds.ts'
export * from './rules/names.ts'
export * from './rules/placing.ts'
