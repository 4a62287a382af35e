// The settings of the built-in PostgreSQL: durable, private, and fit for one small machine shared with Node.
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024

/**
 * Text of postgresql.conf, written at every start; administrators put their own settings into `local.conf`.
 */
export function settingsFile(socketFolder: string, extra: Record<string, string> = {}): string {
  const memory = Math.floor(totalmem() / megabyte)
  const settings: Record<string, string> = {
    // Private: one Unix socket in a folder of its owner, no network.
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '60',
    // Durable: an acknowledged command survives a power cut.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '10min',
    // Small: Node, the files and the database share one machine.
    // Up to what the search of a million people reads: a page outside it costs a system call each time.
    shared_buffers: `${clamp(memory / 8, 64, 4096)}MB`,
    effective_cache_size: `${clamp(memory / 2, 256, 16384)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${clamp(memory / 32, 64, 512)}MB`,
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A log without personal data: no statements, parameters or "Key (identifier)=(...)" details.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    ...extra,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  return [
    '# Written by Arraigo at every start. Put changes of your own into local.conf in this folder.',
    ...lines,
    "include_if_exists = 'local.conf'",
    '',
  ].join('\n')
}

/**
 * Text of pg_hba.conf. Only the owner and root can open the folder of the socket, so it can trust every
 * connection.
 */
export const accessFile =
  '# Written by Arraigo: only its own folder leads to this socket.\nlocal all all trust\n'

function clamp(value: number, low: number, high: number): number {
  return Math.floor(Math.min(Math.max(value, low), high))
}
