// The people whose records were opened since the application was loaded, the latest first. They are only in
// memory: locking, signing out and reloading forget them.
const MOST = 6

export type Recent = { readonly id: string; readonly name: string }

let recent: readonly Recent[] = []

export function noteRecent(person: Recent): void {
  recent = [person, ...recent.filter(({ id }) => id !== person.id)].slice(0, MOST)
}

export const recentPeople = (): readonly Recent[] => recent
