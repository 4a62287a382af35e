// The types of a form: the names and values of its fields, taken from the operation's input.

/** What a form holds while it is filled in: any part may be missing or empty, a number may still be text. */
export type Written<T> = T extends string
  ? T | ''
  : T extends number
    ? number | string
    : T extends boolean | null | undefined
      ? T
      : T extends readonly (infer One)[]
        ? readonly Written<One>[]
        : T extends object
          ? { readonly [Name in keyof T]?: Written<T[Name]> | undefined }
          : T

/** The same once empty texts are left out and numbers are read: an input of which parts may be missing. */
export type Given<T> = T extends readonly (infer One)[]
  ? Given<One>[]
  : T extends object
    ? { [Name in keyof T]?: Given<T[Name]> | undefined }
    : T

/** The dotted names of an input's parts: `note`, `born.age`, `contacts.0.value`. */
export type Names<T> = T extends readonly (infer One)[]
  ? `${number}` | `${number}.${Names<One>}`
  : T extends object
    ? { [Name in keyof T & string]: Name | `${Name}.${Names<NonNullable<T[Name]>>}` }[keyof T & string]
    : never

type Part<T, Name extends string> = T extends readonly (infer One)[]
  ? One
  : T extends object
    ? Name extends keyof T
      ? T[Name]
      : never
    : never

/** The value at a dotted name. */
export type ValueAt<T, Name extends string> = Name extends `${infer First}.${infer Rest}`
  ? ValueAt<NonNullable<Part<T, First>>, Rest>
  : Part<T, Name>

/** The names whose value is of this kind. */
export type NamesOf<T, Kind> = {
  [Name in Names<T>]: NonNullable<ValueAt<T, Name>> extends Kind ? Name : never
}[Names<T>]
