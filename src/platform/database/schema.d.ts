// Generated from the migrated database by `npm run schema`.
export type DB = Record<string, Record<string, unknown>>
