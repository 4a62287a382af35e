// The benchmarks: what each is for, what is aimed at, and at which sizes it is measured. A test compares the list
// with the files of tests/bench.

export type Bench = {
  /** Its file without the ending, and what `npm run bench -- NAME` takes. */
  name: string
  purpose: string
  /** What is aimed at; undefined where the figure is watched and nothing is promised. */
  aim?: string
  /** Where the aim is not met: by how much, and what takes the rest, as measured. */
  missed?: string
  /** Its settings begin with this. A run with other settings than below is printed and not kept. */
  settings: string
  /** Settings of each run, the smallest first: the cost as data grows. */
  sizes: readonly Readonly<Record<string, string>>[]
}

const once = [{}]

export const BENCHES: readonly Bench[] = [
  {
    name: 'audit.verify',
    purpose: 'How fast the disclosure log is sealed and checked, and how long an entry waits for its seal.',
    aim: 'An entry waits ten seconds at most, and entries a second do not fall as the log grows.',
    settings: 'AUDIT_',
    sizes: [{ AUDIT_ENTRIES: '20000' }, { AUDIT_ENTRIES: '200000' }],
  },
  {
    name: 'command.throughput',
    purpose:
      'Intake commands a second through the whole application, over the same record inserted bare behind node:http, ' +
      'both with durable commits.',
    aim: 'A ratio of 0.25.',
    missed:
      'About half of that. On two cores that also carry the load, a record costs 1.7 ms of processor time in the server and ' +
      '2.0 ms in the database; the bare record is one statement with a tenth of the rows. Of the 78 WAL records of a ' +
      'registration (PROFILE=1) 49 are its 24 match keys and 11 its name words, by which people are found. Of the time of its ' +
      'statements the keys take three tenths, the person with its policies and checks a quarter, and the look for likenesses ' +
      'before it is kept three twentieths. It is not the flush: PostgreSQL shares commits, and there are fewer flushes than ' +
      'records. One transaction for several users would let finished commands wait, with their locks, for a slow one.',
    settings: 'THROUGHPUT_',
    sizes: once,
  },
  {
    name: 'desk.find',
    purpose:
      'Whether a desk finds somebody by what is typed (the share found among the first 10 and 20, for each fifth in the ' +
      'order of registration), and how long a search takes over HTTP: one desk alone, and 30 at once.',
    aim:
      'Among the first 10: 0.98 by the whole name, 0.90 as it arrives; no fifth less than another. p95 of one desk at most ' +
      '15 ms, of a draft 10 ms; of 30 desks 100 ms.',
    settings: 'FIND_',
    sizes: [{ FIND_PEOPLE: '100000' }, { FIND_PEOPLE: '1000000' }, { FIND_PEOPLE: '3000000' }],
  },
  {
    name: 'desk.latency',
    purpose:
      'How long a desk waits for a search by typed words, for likenesses and for a registration: one desk alone, and ' +
      '30 at once, with what the server and the database waited for meanwhile.',
    aim: 'The p95 of 30 desks is at most three times that of one.',
    settings: 'DESK_',
    sizes: [{ DESK_PEOPLE: '100000' }, { DESK_PEOPLE: '1000000' }],
  },
  {
    name: 'fact.reads',
    purpose:
      'What the typed subject of a fact costs reads by person: the same statements on the same facts, before and after ' +
      'facts had one.',
    aim: 'A ratio of about 1.',
    settings: 'FACT_',
    sizes: [{ FACT_PEOPLE: '20000' }, { FACT_PEOPLE: '200000' }],
  },
  {
    name: 'forms.convert',
    purpose:
      'How long an XLSForm with groups, repeats, cascades, calculations and two languages takes to become an XForm: from its ' +
      'sheets in memory, and from the workbook.',
    aim: '100 ms of the processor from memory for 500 rows, and at ten times the rows at most twelve times that.',
    settings: 'FORM_',
    sizes: [{ FORM_ROWS: '500' }, { FORM_ROWS: '5000' }],
  },
  {
    name: 'import.100k',
    purpose:
      'Rows a second of an import, file after file of the same size into a register that grows by each: PROFILE=1 says ' +
      'which statements take longer.',
    aim: 'Rows a second do not fall from one file to the next.',
    settings: 'IMPORT_',
    sizes: once,
  },
  {
    name: 'leaks',
    purpose: 'How many attempts of outsiders learn, change or block something.',
    aim: 'None.',
    settings: 'LEAKS_',
    sizes: once,
  },
  {
    name: 'link.1m',
    purpose:
      'How long `arraigo link` takes for a labelled file of a million records, of the clock and of the processor, how much memory, ' +
      'and how many of its matches are right and of the pairs of one person are found.',
    aim: '5 s and 1 GB; precision 0.995 and recall 0.93.',
    settings: 'LINK_',
    sizes: once,
  },
  {
    name: 'link.3m',
    purpose:
      'How long `arraigo link` takes for a labelled file of three million records, of the clock and of the processor, how much memory, ' +
      'and how many of its matches are right and of the pairs of one person are found.',
    aim: '15 s; precision 0.995.',
    settings: 'LINK_',
    sizes: once,
  },
  {
    name: 'log.growth',
    purpose:
      'Whether searching the disclosure log and looking for records past a retention rule cost more as tables grow.',
    aim: 'The time at ten times the rows is about that at one.',
    settings: 'GROWTH_',
    sizes: once,
  },
  {
    name: 'match.quality',
    purpose:
      'How well two records of one person are told from two people, on a labelled set with errors of hurried desks and ' +
      'with twins, relatives and namesakes, by kind of error.',
    aim: 'Precision 0.995 and recall 0.97 of what is shown, among strangers.',
    settings: 'MATCH_',
    sizes: [{ MATCH_RECORDS: '60000' }, { MATCH_RECORDS: '400000' }],
  },
  {
    name: 'names.recall',
    purpose:
      'Whether a person is found again whenever they were registered (the share found, for each fifth in the order of ' +
      'registration), and how long that takes.',
    aim: 'No fifth is found less often than another.',
    settings: 'NAMES_',
    sizes: [{ NAMES_PEOPLE: '20000' }, { NAMES_PEOPLE: '200000' }],
  },
  {
    name: 'restart.kill',
    purpose:
      'Whether an acknowledged record is lost or incomplete when everything is killed while desks register.',
    aim: 'None is.',
    settings: 'KILL_',
    sizes: once,
  },
  {
    name: 'rls.cost',
    purpose:
      'What row-level security and the disclosure log cost: the same search and timeline as served, over the same as ' +
      'the owner of the database without policies and without a log.',
    aim: 'A ratio of 1.3 at most.',
    missed:
      'The policies alone are within it: what they add is 0.2 to 0.4 ms. The rest is the disclosure log: `arraigo.disclose` ' +
      'writes who was shown to whom, one row for each person and each reader, before anything is shown, and the commit is ' +
      'flushed to the disk. An answer without its entry on the disk would be a look that nobody could see afterwards. The ' +
      'lines below add up policies, log and flush, and compare each statement.',
    settings: 'RLS_',
    sizes: [{ RLS_PEOPLE: '20000' }, { RLS_PEOPLE: '200000' }],
  },
  {
    name: 'start',
    purpose: 'From the command to the printed address: the first time, later, and after a crash.',
    settings: 'START_',
    sizes: once,
  },
  {
    name: 'sync.1000',
    purpose: 'Seconds to apply 1,000 offline commands of one device, over the same rows inserted bare.',
    aim: 'A ratio of 2.',
    missed:
      'Three to four times that where the disk is idle. Up to 50 commands of a device share a transaction and its flush, but ' +
      'each keeps its own outcome: its savepoint, checks, statements, facts and entry in the log of commands. Of 3.0 s for ' +
      '1,000 mixed commands the database executes 0.65 s, the server computes about 1 s, and the rest is some fifteen messages ' +
      'a command going back and forth. Fewer would need handlers that take many commands at once, each written a second time.',
    settings: 'SYNC_',
    sizes: once,
  },
  {
    name: 'timing.auc',
    purpose:
      'How well the time of an answer tells an outsider what they may not learn: 0.5 is a coin toss, 1 certainty.',
    aim: '0.45 to 0.55.',
    settings: 'AUC_',
    sizes: [{ AUC_PEOPLE: '10000' }, { AUC_PEOPLE: '100000' }],
  },
  {
    name: 'web.bytes',
    purpose:
      'What a phone downloads to open each screen for the first time, compressed: the shell, each route, the code of a device that keeps people, and words.',
    aim: 'The limit that a line for work in the field names.',
    settings: 'WEB_',
    sizes: once,
  },
  {
    name: 'web.paint',
    purpose:
      'How long a phone four times slower than this machine waits for each screen that it opens for the first time: until ' +
      'the first contentful paint, and until its heading where that needs no data; over the network of this machine, and ' +
      'over a slow one (1.6 Mbit/s, 150 ms).',
    aim: '500 ms at four times slower until the first paint, without the slow network.',
    settings: 'PAINT_',
    sizes: once,
  },
]
