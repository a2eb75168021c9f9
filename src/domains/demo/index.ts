export { routes } from './routes.tsx'
export { isEmpty, personaId, seedDemo } from './seed.ts'
export { NotEmpty, simulate, type Simulation, type SimulationCounts } from './simulate.ts'
export { readTown, type Persona, type Town } from './town.ts'
