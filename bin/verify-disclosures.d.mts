// What the command line uses of the stand-alone verifier, for TypeScript.
export type Findings = {
  findings: string[]
  seals: number
  entries: number
  erased: number
  unsealed: number
  last: { key: string } | undefined
}
export function checker(trust?: {
  /** Seals kept elsewhere, one a line. */
  checkpoints?: readonly string[]
  /** Public keys, base64url; those of the checkpoints unless given. */
  keys?: readonly string[]
}): { line(text: string): void; end(): Findings }
