// Pages of the pattern book by their address; in this file states, figures, a table, a print and the sign-in
// page.
import { useState, type ComponentType } from 'react'
import { Button } from '../../src/kit/Button.tsx'
import { Dialog } from '../../src/kit/Dialog.tsx'
import { TextField } from '../../src/kit/Field.tsx'
import { BarChart, DateText, Money, Stat } from '../../src/kit/Figures.tsx'
import { Actions, Form } from '../../src/kit/Form.tsx'
import { PrintSheet } from '../../src/kit/Frame.tsx'
import {
  Card,
  Columns,
  Disclosure,
  FactRow,
  Facts,
  Inline,
  Page,
  PageHeader,
  Stack,
} from '../../src/kit/Layout.tsx'
import { useMessages } from '../../src/kit/messages.tsx'
import { EmptyState, Failed, Loading, Notice, StatusPill, StepList } from '../../src/kit/State.tsx'
import { Table } from '../../src/kit/Table.tsx'
import { FormPage, Home, ListPage, Record } from './work.tsx'

function States() {
  const t = useMessages()
  const [asking, setAsking] = useState(new URLSearchParams(location.search).has('dialog'))
  return (
    <Page>
      <PageHeader title={t('word.events')} />
      <StepList
        label={t('word.events')}
        current="b"
        steps={[
          { key: 'a', title: t('word.name') },
          { key: 'b', title: t('word.phone') },
          { key: 'c', title: t('word.note') },
        ]}
      />
      <Notice tone="info" title={t('word.today')}>
        {t('word.status_help')}
      </Notice>
      <Notice tone="good" title={t('kit.saved')} />
      <Notice tone="sun">{t('word.evidence_detail')}</Notice>
      <Notice tone="now" title={t('word.attention')}>
        {t('word.conflict')}
      </Notice>
      <Inline>
        <Button kind="primary" icon="check">
          {t('kit.save')}
        </Button>
        <Button busy>{t('kit.save')}</Button>
        <Button kind="quiet">{t('kit.cancel')}</Button>
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t('kit.remove')}
        </Button>
      </Inline>
      <Columns of={3}>
        <Card>
          <EmptyState title={t('work.empty')} drawing="shade">
            {t('work.empty.other')}
          </EmptyState>
        </Card>
        <Card>
          <EmptyState title={t('work.empty')} action={<Button kind="primary">{t('kit.add')}</Button>} />
        </Card>
        <Card>
          <Failed problem={new Error('x')} again={() => undefined} />
        </Card>
        <Card>
          <EmptyState title={t('kit.not_found')} drawing="entrance" />
        </Card>
        <Card>
          <EmptyState title={t('kit.offline')} drawing="wire" />
        </Card>
        <Card title={t('kit.loading')}>
          <Loading />
        </Card>
      </Columns>
      <Disclosure label={t('kit.more')} open>
        <p>{t('word.status_help')}</p>
      </Disclosure>
      {asking && (
        <Dialog title={t('word.close')} onClose={() => setAsking(false)}>
          <p>{t('word.because')}</p>
          <Actions>
            <Button kind="primary">{t('word.close')}</Button>
            <Button onClick={() => setAsking(false)}>{t('kit.cancel')}</Button>
          </Actions>
        </Dialog>
      )}
    </Page>
  )
}

function FiguresPage() {
  const t = useMessages()
  return (
    <Page>
      <PageHeader title={t('word.figures')} lead={t('work.title')} />
      <Columns>
        <Card>
          <BarChart
            title={t('word.needs_by')}
            unit={t('word.unit')}
            bars={[
              { key: 'a', label: t('word.papers'), value: 142 },
              { key: 'b', label: t('word.work'), value: 96 },
              { key: 'c', label: t('word.school'), value: 41 },
              { key: 'd', label: t('word.food'), value: 17 },
            ]}
          />
        </Card>
        <Stack>
          <Stat figure="1 284" label={t('word.welcomed')} detail={t('word.today')} />
          <Stat figure="4" label={t('word.late')} now />
        </Stack>
      </Columns>
    </Page>
  )
}

function TablePage() {
  const t = useMessages()
  const rows = [
    { id: 'R-0192', amount: '1850000.00', date: '2026-02-11', tone: 'good' as const },
    { id: 'R-0193', amount: '920000.00', date: '2026-02-12', tone: 'open' as const },
    { id: 'R-0194', amount: '1850000.00', date: '2026-02-28', tone: 'now' as const },
  ]
  return (
    <Page>
      <PageHeader title={t('word.claims')} />
      <Table
        caption={t('word.claims')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'id', title: t('word.claims'), cell: (row) => <a href="/record">{row.id}</a>, names: true },
          { key: 'kind', title: t('word.kept'), cell: () => t('word.kept') },
          { key: 'date', title: t('kit.date.day'), cell: (row) => <DateText date={row.date} /> },
          {
            key: 'tone',
            title: t('word.status'),
            cell: (row) => <StatusPill tone={row.tone}>{t('word.sent')}</StatusPill>,
          },
          {
            key: 'amount',
            title: t('word.paid'),
            cell: (row) => <Money value={{ amount: row.amount, currency: 'COP' }} />,
            figure: true,
          },
        ]}
        foot={{ amount: <Money value={{ amount: '4620000.00', currency: 'COP' }} /> }}
      />
    </Page>
  )
}

function Print() {
  const t = useMessages()
  return (
    <PrintSheet
      issuer="Centro de integración de Riohacha"
      date={<DateText date="2026-03-04" />}
      foot={t('word.status_help')}
    >
      <h1>{t('word.referrals')}</h1>
      <Facts>
        <FactRow label={t('word.name')}>{t('word.person')}</FactRow>
        <FactRow label={t('word.need')}>{t('word.legal')}</FactRow>
      </Facts>
    </PrintSheet>
  )
}

function Bare() {
  const t = useMessages()
  const [email, setEmail] = useState('')
  return (
    <Page width="narrow">
      <PageHeader title={t('kit.home')} lead={t('word.called_help')} />
      <Form onSubmit={() => undefined}>
        <TextField label={t('word.phone')} value={email} onChange={setEmail} />
        <Actions>
          <Button kind="primary" type="submit">
            {t('kit.continue')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

export const PAGES: Record<string, ComponentType> = {
  '/': Home,
  '/form': FormPage,
  '/record': Record,
  '/list': ListPage,
  '/states': States,
  '/figures': FiguresPage,
  '/table': TablePage,
  '/print': Print,
  '/bare': Bare,
}
