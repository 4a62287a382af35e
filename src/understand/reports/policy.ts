// Who may see figures: those who answer for the work, and those who steer it.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const read = verb(permissions['report.read'])

/** The whole network's figures are for those who coordinate or study it; that they lead it is checked beside. */
export const readNetwork = verb(permissions['report.read'], { scope: 'network' })

/** Handing them over is theirs too. */
export const handOver = readNetwork
