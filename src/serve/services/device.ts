// The services on the phone: found without a network, and kept up to date by their organisation's staff in the field.
import { answerOnDevice, onList, type DeviceCapability, type KnownAnswer } from '../../device/capability.ts'
import { labelsOf, namesOf } from '../../kernel/packs/pack.ts'
import { getPack } from '../../kernel/packs/pack-query.ts'
import { changeService, listServices, MOST_FOUND, serviceList } from './operations.ts'
import { serviceNameTaken, serviceUnknown } from './problems.ts'
import { checkCodes, checkLocation, edit, found } from './rules.ts'

/** `pack` is read each time: the device may receive a newer release while it runs. */
export const deviceCapability = (known: KnownAnswer): DeviceCapability => ({
  needs: [getPack],
  name: 'services',
  commands: [],
  lists: [
    {
      list: serviceList,
      label: ({ name }: { name: string }) => name,
      commands: [
        onList(serviceList, changeService, {
          documents: ({ id }) => [id],
          apply(service, { id: _id, base: _base, ...changes }, { occurredAt, actor, lists }) {
            if (service?.organisation.id !== actor.organisation) throw serviceUnknown()
            const pack = known(getPack)?.pack
            if (pack) {
              checkCodes(pack, 'languages', changes.languages ?? [])
              checkLocation(pack, service.kind, changes.location)
            }
            const isTaken = lists
              .all(serviceList)
              .some(
                (one) =>
                  one.id !== service.id &&
                  one.organisation.id === actor.organisation &&
                  one.name === changes.name,
              )
            if (isTaken) throw serviceNameTaken()
            return { ...edit(service, changes), assuredAt: occurredAt }
          },
        }),
      ],
    },
  ],
  queries: [
    answerOnDevice(
      listServices,
      async (_people, by, actor, lists) => {
        if (!lists.has(serviceList)) return undefined
        const pack = known(getPack)?.pack
        const services = found(
          lists.all(serviceList),
          by,
          pack && labelsOf(pack, 'serviceKinds'),
          pack && namesOf(pack, 'serviceKinds', actor.locale),
        )
        return { services: services.slice(0, MOST_FOUND), ...(by.count && { total: services.length }) }
      },
      {
        over: async (answer, _pending, _by, lists) => ({
          ...answer,
          services: answer.services.map((each) => ({ ...each, ...lists.find(serviceList, each.id) })),
        }),
      },
    ),
  ],
})
