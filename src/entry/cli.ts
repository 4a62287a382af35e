// The command line: the table of tasks, their help, and how errors are reported. bin/arraigo runs it on the
// pinned Node.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { ConfigError, projectFolder, readConfig } from '../platform/config.ts'
import { ClusterError } from '../platform/database/cluster.ts'
import { traceOf } from '../platform/log.ts'
import { PackError } from '../platform/packs/pack-file.ts'
import { RefusedError, TaskError, UsageError, type TaskContext, type Task } from './task.ts'

type Entry = { usage: string; summary: string; load(): Promise<Task> }

/** Errors that an operator can correct: only their message is printed, without a stack trace. */
const correctable = [TaskError, ConfigError, ClusterError, PackError]

/** A name of one or two words; a task's file is read only when it is called. */
const tasks: Record<string, Entry> = {
  start: {
    usage: 'start',
    summary: 'Prepare everything and serve, as `npm start` does.',
    load: async () => (await import('./start.ts')).startTask,
  },
  administrator: {
    usage: "administrator E-MAIL --name 'NAME' --organisation 'NAME' [--language es] [--zone America/Bogota]",
    summary: 'Create a user who administers the network; prints the address where they choose a password.',
    load: async () => (await import('./tasks/administrator.ts')).administratorTask,
  },
  run: {
    usage: "run COMMAND 'JSON' --as E-MAIL [--organisation ID]",
    summary: 'Run a command or answer a query as that user, with their roles.',
    load: async () => (await import('./tasks/run.ts')).runTask,
  },
  attach: {
    usage: 'attach FILE --person ID --as E-MAIL [--organisation ID]',
    summary: 'Keep a file as evidence about a person; prints the id that outcome.attach_evidence takes.',
    load: async () => (await import('./tasks/attach.ts')).attachTask,
  },
  'import people': {
    usage:
      'import people FILE (--map MAP.json | --source NAME) --as E-MAIL [--organisation ID] [--errors FILE.csv]',
    summary: 'Import a register from CSV or XLSX; running it again imports nobody twice.',
    load: async () => (await import('./tasks/import.ts')).importPeopleTask,
  },
  link: {
    usage:
      'link A.csv [B.csv] --map MAP.json --out PAIRS.csv [--clusters CLUSTERS.csv] [--threads N] [--json]',
    summary: 'Find the records of one file, or of two, that may be one person; needs no database.',
    load: async () => (await import('./tasks/link.ts')).linkTask,
  },
  'people dedupe': {
    usage: 'people dedupe [--possible]',
    summary:
      'Compare everybody on record with everybody and note who may be one person for review; with --possible, also those only worth a look. Running it again notes what is new.',
    load: async () => (await import('./tasks/dedupe.ts')).dedupeTask,
  },
  'forms convert': {
    usage: 'forms convert FILE.(xlsx|xls|md) [--out FORM.xml] [--language en|es]',
    summary:
      'Make an ODK XForm of an XLSForm, or say with sheet, row and column what is wrong with it; needs no database.',
    load: async () => (await import('./tasks/forms.ts')).formsConvertTask,
  },
  'pack check': {
    usage: 'pack check [FOLDER…]',
    summary: 'Say what is wrong with a pack, and run its examples.',
    load: async () => (await import('./tasks/pack.ts')).packCheckTask,
  },
  'audit verify': {
    usage: 'audit verify [--checkpoints FILE]… [--key PUBLIC]…',
    summary: 'Say whether anything in the disclosure log was changed since it was sealed.',
    load: async () => (await import('./tasks/audit.ts')).auditVerifyTask,
  },
  'audit export': {
    usage: 'audit export FILE',
    summary: 'Write the disclosure log as lines that bin/verify-disclosures.mjs checks anywhere.',
    load: async () => (await import('./tasks/audit.ts')).auditExportTask,
  },
  'audit checkpoint': {
    usage: 'audit checkpoint',
    summary: 'Print the last seal of the disclosure log, to be kept where this server cannot reach.',
    load: async () => (await import('./tasks/audit.ts')).auditCheckpointTask,
  },
  'firewall prove': {
    usage: 'firewall prove',
    summary:
      'Try every operation and address as an organisation behind the firewall, and print the signed result.',
    load: async () => (await import('./tasks/firewall.ts')).firewallProveTask,
  },
  'keys rotate': {
    usage: 'keys rotate [--forget]',
    summary: 'Wrap the keys of sealed notes by a new key; with --forget, older keys are destroyed.',
    load: async () => (await import('./tasks/keys.ts')).keysRotateTask,
  },
  health: {
    usage: 'health [--json]',
    summary: 'Say how busy the running server and its database are, and what they wait for.',
    load: async () => (await import('./tasks/health.ts')).healthTask,
  },
  migrate: {
    usage: 'migrate',
    summary: 'Bring the database to the newest version.',
    load: async () => (await import('./tasks/migrate.ts')).migrateTask,
  },
  distribute: {
    usage: 'distribute [--run]',
    summary:
      'Print the statements that spread the tables over the servers of a Citus cluster; with --run, run those that are left.',
    load: async () => (await import('./tasks/distribute.ts')).distributeTask,
  },
  backup: {
    usage: 'backup FILE [--recipient age1…]… [--sign-with FILE]',
    summary:
      'Write everything the database holds into one signed file, while it is in use; encrypted, if asked.',
    load: async () => (await import('./tasks/backup.ts')).backupTask,
  },
  'backup verify': {
    usage: 'backup verify FILE [--key PUBLIC]… [--checkpoints FILE]… [--identity FILE]',
    summary: 'Say whether a backup is as it was signed and by whom, without restoring it.',
    load: async () => (await import('./tasks/backup.ts')).backupVerifyTask,
  },
  'backup identity': {
    usage: 'backup identity FILE',
    summary:
      'Make what decrypts backups; prints the recipient to encrypt them for. Not on the machine it backs up.',
    load: async () => (await import('./tasks/backup.ts')).backupIdentityTask,
  },
  restore: {
    usage:
      'restore FILE [--key PUBLIC]… [--checkpoints FILE]… [--identity FILE] [--accept-possibly-edited] [--accept-unsigned-erasures]',
    summary:
      'Fill an empty database from a backup that is proven, check every table, and say what was proven.',
    load: async () => (await import('./tasks/restore.ts')).restoreTask,
  },
  restored: {
    usage: 'restored [--key PUBLIC]… [--checkpoints FILE]… [--accept-unsigned-erasures]',
    summary:
      "After PostgreSQL's own tools brought the database back: erase again who was erased since, and check the log.",
    load: async () => (await import('./tasks/restored.ts')).restoredTask,
  },
}

/** Runs one task. @returns the exit code: 0 done, 1 failed, 2 wrong usage or refused input */
export async function main(words: string[], context: TaskContext): Promise<number> {
  const wantsHelp = words.includes('--help') || words.includes('-h') || words[0] === 'help'
  const asked = words.filter((word) => word !== 'help' && word !== '--help' && word !== '-h')
  const name = [asked.slice(0, 2).join(' '), asked[0] ?? ''].find((candidate) =>
    Object.hasOwn(tasks, candidate),
  )
  const entry = name === undefined ? undefined : tasks[name]
  if (!entry || name === undefined) {
    if (asked.length > 0) context.tell(`There is no task "${asked.join(' ')}".\n`)
    const show = wantsHelp || words.length === 0 ? context.print : context.tell
    show(help())
    return asked.length > 0 ? 2 : 0
  }
  if (wantsHelp) {
    context.print(`arraigo ${entry.usage}\n\n${entry.summary}`)
    return 0
  }
  try {
    const task = await entry.load()
    await task(asked.slice(name.split(' ').length), context)
    return 0
  } catch (error) {
    // Also an option that the task does not have.
    if (error instanceof UsageError || traceOf(error).code.startsWith('ERR_PARSE_ARGS')) {
      context.tell(`${(error as Error).message}\nUsage: arraigo ${entry.usage}`)
      return 2
    }
    if (error instanceof RefusedError) {
      context.tell(error.message)
      return 2
    }
    if (correctable.some((kind) => error instanceof kind)) {
      context.tell((error as Error).message)
      return 1
    }
    const { kind, code, stack } = traceOf(error)
    context.tell(`Unexpected error: ${[kind, code, stack].filter(Boolean).join(' ')}`)
    return 1
  }
}

function help(): string {
  const lines = Object.values(tasks).map(({ usage, summary }) => `  ${usage}\n      ${summary}`)
  return [
    'Usage: arraigo TASK',
    '',
    ...lines,
    '',
    'Settings come from the environment: docs/configuration.md.',
  ].join('\n')
}

if (import.meta.main) {
  // Node's compile cache saves a third of the start time. Where the folder cannot be written, Node goes on
  // without.
  enableCompileCache(join(projectFolder, 'node_modules', '.cache', 'node'))
  const code = await main(process.argv.slice(2), {
    config: () => readConfig(),
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
  })
  // A task that failed may have left connections open, which would keep the process alive.
  process.exit(code)
}
