// What the fields of one form share: its values, its schema, and a register of the fields that are drawn.
import { createContext } from 'react'
import type { Control } from 'react-hook-form'
import type * as z from 'zod/mini'
import type { Reason } from './schema.ts'

/** A field that is drawn. */
export type Drawn = {
  name: string
  label: string
  required: boolean
  /** Of its control, or of the fieldset around several. */
  id: string
  /** What to do when nothing was entered, instead of the general words. */
  missing?: string | undefined
  /** What the screen knows to be wrong beyond the schema, such as a day that has not come yet. */
  check?: ((value: unknown) => Reason | undefined) | undefined
}

/**
 * What a form marks. `optional`: most fields are needed. `needed`: most may be left empty, so the form says that
 * once. `free`: all may be left empty. `none`: all are needed.
 */
export type Marks = 'optional' | 'needed' | 'free' | 'none'

export type Register = ReturnType<typeof register>

/** The fields of a form that are drawn at the moment. */
export function register() {
  const drawn = new Map<string, Drawn>()
  const listeners = new Set<() => void>()
  let marks: Marks = 'none'

  function look() {
    const required = [...drawn.values()].filter((one) => one.required).length
    const optional = drawn.size - required
    const next: Marks =
      optional === 0 ? 'none' : required === 0 ? 'free' : required <= optional ? 'needed' : 'optional'
    if (next === marks) return
    marks = next
    for (const listener of listeners) listener()
  }

  return {
    /** Adds a field; returns the function that removes it. */
    add(field: Drawn): () => void {
      drawn.set(field.name, field)
      look()
      return () => {
        if (drawn.get(field.name) === field) drawn.delete(field.name)
        look()
      }
    },
    /** The drawn field that shows the errors of a path: the one there, or the nearest around it. */
    of(path: string): Drawn | undefined {
      for (let name = path; ; name = name.slice(0, name.lastIndexOf('.'))) {
        const found = drawn.get(name)
        if (found || !name.includes('.')) return found
      }
    },
    /** In the order of the screen. */
    all: (): Drawn[] =>
      [...drawn.values()]
        .map((field) => ({ field, at: document.getElementById(field.id) }))
        .sort((a, b) =>
          a.at && b.at && a.at.compareDocumentPosition(b.at) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
        )
        .map(({ field }) => field),
    marks: (): Marks => marks,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type FormShared = {
  control: Control
  schema: z.ZodMiniType
  register: Register
  set: (name: string, value: unknown) => void
  /** The part of the input that the names of the fields begin in. */
  within: string
}

export const FormContext = createContext<FormShared | undefined>(undefined)
