declare module 'virtual:words' {
  /** The address of the folder with the messages, in parts; `build/words.ts` makes it. */
  const folder: string
  export default folder
}
