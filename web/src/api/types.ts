import type { components } from './schema'

/** The records of the interface by name, as the server describes them: `Types['UnitRow']`. Made anew by `npm run api`. */
export type Types = components['schemas']
