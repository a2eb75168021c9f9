/** Houses of a Dutch street. Each is drawn from its lower left corner on the ground line. */
import { bell, cornice, flats, neck, stepped, terrace, thirties } from './homes.ts'
import { church, farm, mill, townHall } from './landmarks.ts'

/** All kinds of houses by name. */
export const houses = { stepped, bell, neck, cornice, thirties, terrace, flats, church, townHall, farm, mill }
export type HouseName = keyof typeof houses
