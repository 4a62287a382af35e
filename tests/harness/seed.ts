// Before each test file: what fast-check draws is the same in every run, so that a test fails for a change and never by chance.
// FC_SEED draws others, for a search at length; a failure names its seed.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 20260302) })
