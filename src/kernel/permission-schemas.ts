// The schemas of what permissions are made of, apart from them: a screen that asks a policy needs no schema.
import * as z from 'zod/mini'
import { INFORMATION_CLASSES } from './information.ts'
import { PURPOSES, SCOPES, VERB, VERB_LENGTH } from './permission.ts'
import { ROLES } from './role.ts'

export const Scope = z.enum(SCOPES)
export type Scope = z.infer<typeof Scope>

export const InformationClass = z.enum(INFORMATION_CLASSES)
export type InformationClass = z.infer<typeof InformationClass>

export const Purpose = z.enum(PURPOSES)
export type Purpose = z.infer<typeof Purpose>

export const Grant = z.strictObject({
  verb: z.string().check(z.regex(VERB), z.maxLength(VERB_LENGTH)),
  scope: Scope,
  class: InformationClass,
  purpose: Purpose,
})
export type Grant = z.infer<typeof Grant>

export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>
