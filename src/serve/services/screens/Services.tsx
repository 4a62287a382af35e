// The service portfolio of the network: what is offered and by whom.
import { lazy, Suspense, useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { Telephone } from '../../../kit/Telephone.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { listServices, type Service } from '../operations.ts'
import * as policy from '../policy.ts'
import { confirmedBefore, Since, useNow } from './freshness.tsx'

const Editing = lazy(() => import('./Editing.tsx'))

export default function Services() {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const mayNot = useMay(policy.offer)
  const organisations = useAsk(listOrganisations, {})
  const [adding, setAdding] = useState(false)
  const old = confirmedBefore(useNow())
  // Most who read the list may not add to it: they are shown no dead button.
  const add = mayNot === undefined && (
    <Button icon="add" kind="primary" onClick={() => setAdding(true)}>
      {t('service.offer')}
    </Button>
  )
  const columns: ListColumn<Service>[] = [
    { key: 'name', title: t('service.name'), cell: ({ name }) => name, names: true, sort: 'name' },
    {
      key: 'organisation',
      title: t('service.organisation'),
      cell: ({ organisation }) => <bdi>{organisation.name}</bdi>,
      sort: 'organisation',
    },
    {
      key: 'kind',
      title: t('service.kind'),
      cell: ({ kind }) => words?.term('serviceKinds', kind) ?? kind,
      sort: 'kind',
    },
    {
      key: 'languages',
      title: t('service.languages'),
      cell: ({ languages }) => list(languages.map((code) => words?.term('languages', code) ?? code)),
    },
    { key: 'hours', title: t('service.hours'), cell: ({ hours }) => hours, unusual: true, card: 'none' },
    {
      key: 'telephone',
      tight: true,
      title: t('service.telephone'),
      cell: ({ telephone }) => telephone && <Telephone number={telephone} />,
      unusual: true,
      card: 'none',
    },
    {
      key: 'capacity',
      title: t('service.capacity'),
      cell: ({ capacity }) => capacity,
      figure: true,
      unusual: true,
      card: 'none',
    },
    {
      key: 'assured',
      tight: true,
      title: t('service.assured'),
      cell: (service) => <Since service={service} />,
      sort: 'assured',
      downFirst: true,
      card: 'titled',
    },
    {
      key: 'state',
      tight: true,
      title: t('service.state'),
      cell: ({ open }) => (
        <StatusPill tone={open ? 'good' : 'closed'}>
          {t(open ? 'service.state.open' : 'service.state.closed')}
        </StatusPill>
      ),
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader title={t('service.title')} lead={t('service.lead')} actions={add} />
      <Listing
        name="service"
        label={t('service.title')}
        of={listServices}
        rows={({ services }) => services}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/services/:service', { service: id })}
        columns={columns}
        sort="name"
        find={t('service.find')}
        findShort={t('service.find_short')}
        counted={(count) => t('service.count', { count })}
        none={t('service.none')}
        nothing={{ title: t('service.nothing'), help: t('service.nothing_help'), drawing: 'seed' }}
        file
        map={{
          at: ({ location }) => location,
          name: ({ name }) => name,
          without: (count) => t('service.no_location', { count }),
        }}
        filters={[
          {
            key: 'kind',
            label: t('service.kind'),
            every: t('service.every_kind'),
            options: words?.options('serviceKinds') ?? [],
          },
          {
            key: 'organisation',
            label: t('service.organisation'),
            every: t('service.every_organisation'),
            options: (organisations.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            key: 'language',
            label: t('service.language'),
            every: t('service.every_language'),
            options: words?.options('languages') ?? [],
          },
          {
            key: 'state',
            label: t('service.state'),
            every: t('service.every_state'),
            options: [
              { value: 'open', label: t('service.state.open') },
              { value: 'closed', label: t('service.state.closed') },
              { value: 'unconfirmed', label: t('service.state.unconfirmed') },
            ],
          },
        ]}
        input={({ kind, organisation, language, state }) => ({
          includeClosed: state !== 'unconfirmed',
          ...(kind && { kind }),
          ...(organisation && { organisation }),
          ...(language && { language }),
          ...(state === 'unconfirmed' ? { assuredBefore: old } : state && { open: state === 'open' }),
        })}
      />
      {adding && (
        <Suspense>
          <Editing service={undefined} onDone={() => setAdding(false)} />
        </Suspense>
      )}
    </Page>
  )
}
