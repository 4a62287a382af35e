declare module 'virtual:words' {
  /** For each language, the address of its messages file; `vite.config.ts` makes it. */
  const addresses: Readonly<Record<'es' | 'en' | 'ar', string>>
  export default addresses
}
