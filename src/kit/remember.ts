// Small choices kept in the browser. A full disk, or a browser that forbids storing, must not stop a screen.

/** Keeps a value under a name, if there is room. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // The choice is made again next time.
  }
}
