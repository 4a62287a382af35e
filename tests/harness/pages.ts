// The pages that every capability contributes to: who may do what, and the glossary.
import { page as authorization, PAGE as AUTHORIZATION } from '../authorization/page.ts'
import { glossary } from './glossary.ts'

/** Each page with its text. */
export const pages = (): ReadonlyMap<string, string> =>
  new Map([
    [AUTHORIZATION, authorization()],
    ['GLOSSARY.md', glossary()],
  ])
