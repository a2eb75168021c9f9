/**
 * The advisory locks of this program: each lets one process at a time do its work. Any numbers will do, as long as
 * they differ and every process uses the same ones.
 */
export const locks = {
  migrations: 20_261_123,
  areas: 20_261_124,
  addresses: 20_261_125,
  taxonomy: 20_261_126,
  stewards: 20_261_127,
  erasing: 20_261_128,
  delegations: 20_261_140,
  register: 20_261_143,
} as const
