// Which forms were begun on this device and not sent.
import type { Device } from '../../../device/device.ts'
import type { Href } from '../../../kernel/paths.ts'
import { closedOnly } from '../../../kit/form/open-forms.ts'

export type UnfinishedForm = { key: string; operation: string; about: string; href: Href; at: number }

type Named = { called?: unknown; givenNames?: unknown; firstSurname?: unknown }

const nameIn = (one: unknown) => {
  const { called, givenNames, firstSurname } = (one ?? {}) as Named
  return (called ? [called] : [givenNames, firstSurname]).filter((name) => typeof name === 'string').join(' ')
}

/** Those that are open in no tab, the newest first; of one of an earlier release nobody knows where it was begun. */
export async function unfinishedForms(device: Device): Promise<UnfinishedForm[]> {
  const drafts = await closedOnly(await device.drafts.all())
  return await Promise.all(
    drafts.flatMap(({ form, instance, path, values, at }) => {
      if (path === undefined) return []
      const [operation = '', about = ''] = form.split('/')
      const address = new URL(path, location.origin)
      // Where a form is opened by a button, it is opened at once.
      address.searchParams.set('draft', '1')
      const href = `${address.pathname}${address.search}` as Href
      return [
        device.people.find(about).then((kept) => ({
          key: `${form}#${instance}`,
          operation,
          about: nameIn(kept?.parts['person']) || nameIn(values),
          href,
          at,
        })),
      ]
    }),
  )
}
