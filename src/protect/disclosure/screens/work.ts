// Where the figure of opened records comes from.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = { figures: { 'disclosure.people': '/disclosures' } }
