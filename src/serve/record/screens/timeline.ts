// How facts of a person's record are shown on a person's timeline.
import type { FactView, TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'details'

const identifier: FactView<{ type: string }> = {
  icon: 'leaf',
  detail: ({ type }, { term }) => term('identifierTypes', type),
}
const contact: FactView<{ kind: string }> = {
  icon: 'leaf',
  detail: ({ kind }, { term }) => term('contactKinds', kind),
}
export const timeline = {
  'person.registered': { icon: 'leaf' },
  'person.changed': {
    icon: 'leaf',
    detail: ({ fields }, { list, lookup }) =>
      fields && list(fields.map((field) => lookup(`person.field.${field}`))),
  },
  'person.status_asked': {
    icon: 'leaf',
    detail: ({ purpose }, { pack }) => {
      const asked = pack?.pack.statusPurposes?.find(({ code }) => code === purpose)
      return asked && pack?.say(asked.label)
    },
  },
  'person.identifier_added': identifier,
  'person.identifier_retired': identifier,
  'person.contact_added': contact,
  'person.contact_safe_again': contact,
  'person.contact_changed': contact,
  'person.shared': { icon: 'leaf' },
  'person.sharing_stopped': { icon: 'leaf' },
  'person.duplicate_ruled_out': { icon: 'leaf' },
  'person.duplicate_unsure': { icon: 'leaf' },
  'person.duplicate_reopened': { icon: 'leaf' },
} satisfies ViewsOf<typeof facts>
