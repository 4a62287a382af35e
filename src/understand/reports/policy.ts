// Policies of reports: who may see the figures of the organisation and of the network.
import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'

export const read = verb(permissions['report.read'])

/**
 * The network's figures are for roles that coordinate or study it; the handler also checks that theirs is the
 * lead organisation.
 */
export const readNetwork = verb(permissions['report.read'], { scope: 'network' })

/** The same roles hand them over. */
export const handOver = readNetwork
