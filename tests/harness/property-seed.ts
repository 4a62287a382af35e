// Fixes the seed of property tests, so that each run tries the same data; FC_SEED sets another one, to look
// further.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 7) })
