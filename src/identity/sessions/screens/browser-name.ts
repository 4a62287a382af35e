// Browser and operating system from a user agent, as far as it names them: proper names, never translated.
export function browserName(agent: string | null): string | undefined {
  const find = (pairs: readonly (readonly [RegExp, string])[]) =>
    pairs.find(([sign]) => sign.test(agent ?? ''))?.[1]
  const browser = find([
    [/Edg\//u, 'Edge'],
    [/Firefox\//u, 'Firefox'],
    [/Chrome\//u, 'Chrome'],
    [/Safari\//u, 'Safari'],
  ])
  const system = find([
    [/Android/u, 'Android'],
    [/iPhone|iPad/u, 'iOS'],
    [/Windows/u, 'Windows'],
    [/Mac OS/u, 'macOS'],
    [/Linux/u, 'Linux'],
  ])
  return browser && [browser, system].filter(Boolean).join(' · ')
}
