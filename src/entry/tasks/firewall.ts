// `arraigo firewall prove`: prints a signed table that shows that no operation, address or table gives
// personal data to organisations behind the firewall.
import { packUnknown } from '../../kernel/problems.ts'
import { connect } from '../../platform/database/connect.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { BEHIND_FIREWALL } from '../../kernel/firewall.ts'
import { openSigningKey, type SigningKey } from '../../platform/signing-key.ts'
import { proveFirewall, type Proof, type ProofLine } from '../proof/prove.ts'
import { TaskError, UsageError, type Task } from '../task.ts'

export const firewallProveTask: Task = async (words, { config, print }) => {
  if (words.length > 0) throw new UsageError('This task takes no arguments.')
  const settings = config()
  const proof = await withDatabase(settings, async (connection) => {
    const pool = connect({ ...connection, max: 2 })
    try {
      return await proveFirewall(pool, { origin: settings.publicUrl, secret: settings.secret })
    } catch (error) {
      if (packUnknown.is(error))
        throw new TaskError(
          'There is nothing here yet: start Arraigo once (`npm start`), and it prepares everything.',
        )
      throw error
    } finally {
      await pool.end()
    }
  })
  print(signed(proof, openSigningKey(settings.sealKey)))
  if (proof.faults.length > 0)
    throw new TaskError(`The firewall does not hold: ${proof.faults.length} faults.`)
}

/**
 * The table as text, then the public key and an Ed25519 signature over all lines before the signature's own.
 */
export function signed(proof: Proof, key: SigningKey): string {
  const text = `${tableOf(proof)}\nkey ${key.publicKey}\n`
  return `${text}signature ${key.sign(text)}`
}

const COLUMNS = ['address', 'exposure', ...BEHIND_FIREWALL, 'towards them', 'others answered'] as const

function tableOf({ installation, at, release, lines, attempts, faults }: Proof): string {
  const rows = [COLUMNS, ...lines.map(cellsOf)]
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return [
    'Arraigo: proof of the firewall',
    `installation ${installation}`,
    `at ${at}, pack ${release}`,
    '',
    ...rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '',
    ...faults.map((fault) => `FAULT ${fault}`),
    `${lines.length} addresses and tables, ${attempts} attempts over HTTP, ${faults.length} faults`,
  ].join('\n')
}

const cellsOf = ({ subject, exposure, behind, towards, others }: ProofLine) => [
  subject,
  exposure ?? 'UNCLASSIFIED',
  ...behind,
  towards,
  others,
]
