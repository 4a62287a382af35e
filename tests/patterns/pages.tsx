// The pages of the pattern book: the kit as a home, a form, a record, a list, its states, figures, a table and a print.
import { useState, type ComponentType } from 'react'
import { Problem } from '../../src/kernel/problem.ts'
import { Button, LinkButton } from '../../src/kit/Button.tsx'
import { PartialDateField, type PartialDate } from '../../src/kit/DateField.tsx'
import { Dialog } from '../../src/kit/Dialog.tsx'
import { CheckGroup, ChoiceGroup, SearchField, Select, TextArea, TextField } from '../../src/kit/Field.tsx'
import { BarChart, DateText, Money, Stat } from '../../src/kit/Figures.tsx'
import { Actions, Form, Part, Row } from '../../src/kit/Form.tsx'
import { PrintSheet } from '../../src/kit/Frame.tsx'
import {
  Card,
  Columns,
  Disclosure,
  FactRow,
  Facts,
  Line,
  List,
  ListRow,
  Page,
  PageHeader,
  Stack,
} from '../../src/kit/Layout.tsx'
import { useFormats, useMessages } from '../../src/kit/messages.tsx'
import { RootLine, type RootNode } from '../../src/kit/RootLine.tsx'
import { EmptyState, Failed, Loading, Notice, StatusPill, StepList } from '../../src/kit/State.tsx'
import { Table } from '../../src/kit/Table.tsx'
import { Tabs } from '../../src/kit/Tabs.tsx'

function Home() {
  const t = useMessages()
  const { money } = useFormats()
  return (
    <Page>
      <PageHeader
        title={t('kit.greeting', { hour: 'morning', name: 'Ana' })}
        lead={t('kit.home.lead')}
        actions={
          <LinkButton kind="primary" icon="add" href="/form">
            {t('word.welcome')}
          </LinkButton>
        }
      />
      <Columns of={4}>
        <Stat figure="23" label={t('word.welcomed')} detail={t('word.today')} />
        <Stat figure="118" label={t('word.open')} href="/list" />
        <Stat figure="4" label={t('word.late')} href="/list" now />
        <Stat figure={money({ amount: '48250000', currency: 'COP' })} label={t('word.paid')} />
      </Columns>
      <Columns>
        <Card title={t('word.attention')} icon="alert" tone="now">
          <List label={t('word.attention')}>
            <ListRow href="/record" title={t('word.person')} detail={t('word.conflict')} now />
            <ListRow
              href="/record"
              title="Beto Iguarán"
              detail={t('word.legal')}
              now
              end={<DateText date="2026-03-04" short />}
            />
          </List>
        </Card>
        <Card title={t('word.answer')} icon="inbox">
          <List label={t('word.answer')}>
            <ListRow
              href="/record"
              title={t('word.legal')}
              detail={t('word.from')}
              end={<StatusPill tone="open">{t('word.sent')}</StatusPill>}
            />
            <ListRow
              href="/record"
              title={t('word.health')}
              detail={t('word.from')}
              end={<StatusPill tone="good">{t('word.accepted')}</StatusPill>}
            />
          </List>
        </Card>
      </Columns>
    </Page>
  )
}

function FormPage() {
  const t = useMessages()
  const [name, setName] = useState('Yolimar del Valle')
  const [born, setBorn] = useState<PartialDate>({ known: 'exact', date: '1991-07-09' })
  const [sex, setSex] = useState('woman')
  const [status, setStatus] = useState<string>('')
  const [safe, setSafe] = useState<string[]>(['call'])
  const wrong = new URLSearchParams(location.search).has('wrong')
  return (
    <Page width="narrow">
      <PageHeader title={t('word.welcome')} back={{ href: '/', label: t('kit.home') }} />
      <Form onSubmit={() => undefined} problem={wrong ? new Problem('phone.short', 422) : undefined}>
        <Part title={t('word.name')}>
          <TextField label={t('word.name')} value={name} onChange={setName} />
          <Row>
            <TextField label={t('word.surname')} value="Urdaneta" onChange={setName} />
            <TextField label={t('word.second')} optional value="Paz" onChange={setName} />
          </Row>
          <TextField
            label={t('word.called')}
            help={t('word.called_help')}
            optional
            value=""
            onChange={setName}
            width="medium"
          />
        </Part>
        <Part title={t('word.born')}>
          <PartialDateField label={t('word.born')} value={born} onChange={setBorn} />
          <ChoiceGroup
            label={t('word.sex')}
            value={sex}
            onChange={setSex}
            inline
            options={['woman', 'man', 'other', 'unsaid'].map((value) => ({
              value,
              label: t(`word.${value}`),
            }))}
          />
          <Select
            label={t('word.status')}
            help={t('word.status_help')}
            optional
            value={status}
            onChange={setStatus}
            options={['not_asked', 'permit', 'none', 'unsaid'].map((value) => ({
              value,
              label: t(`word.${value}`),
            }))}
          />
        </Part>
        <Part title={t('word.phone')}>
          <TextField
            label={t('word.phone')}
            inputMode="tel"
            value="300 555"
            onChange={setName}
            width="medium"
            error={wrong ? t('word.phone_error') : undefined}
          />
          <CheckGroup
            label={t('word.safe')}
            values={safe}
            onChange={setSafe}
            options={[{ value: 'call', label: t('word.safe') }]}
          />
          <TextArea label={t('word.note')} optional value="" onChange={setName} />
        </Part>
        <Actions sticky>
          <Button type="submit" kind="primary" wide>
            {t('word.save')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}

function Record() {
  const t = useMessages()
  const nodes: RootNode[] = [
    {
      key: '1',
      date: '2025-12-04',
      title: t('word.arrived'),
      detail: t('word.arrived_detail'),
      icon: 'leaf',
    },
    {
      key: '2',
      date: '2025-12-05',
      title: t('word.need'),
      detail: <StatusPill tone="now">{t('word.late')}</StatusPill>,
    },
    {
      key: '3',
      date: '2025-12-09',
      title: t('word.sent_to'),
      branch: {
        label: t('word.branch'),
        returns: true,
        nodes: [
          { key: 'a', date: '2025-12-10', title: t('word.taken') },
          { key: 'b', date: '2025-12-18', title: t('word.served') },
        ],
      },
    },
    { key: '4', date: '2026-01-12', title: t('word.accepted') },
    {
      key: '5',
      date: '2026-03-04',
      title: t('word.evidence'),
      detail: t('word.evidence_detail'),
      state: 'now',
    },
    { key: '6', date: '2026-03-16', title: t('word.kept'), state: 'later' },
  ]
  return (
    <Page>
      <PageHeader
        over={t('word.people')}
        title={t('word.person')}
        lead={t('word.lead')}
        back={{ href: '/', label: t('word.people') }}
        actions={
          <>
            <Button icon="referral">{t('word.referrals')}</Button>
            <Button because={t('word.because')}>{t('word.close')}</Button>
          </>
        }
      />
      <Tabs
        label={t('word.person')}
        tabs={[
          {
            key: 'root',
            title: t('word.timeline'),
            content: (
              <Columns of="main-aside">
                <Card title={t('word.timeline')} icon="leaf">
                  <RootLine label={t('word.timeline')} nodes={nodes} />
                </Card>
                <Card title={t('word.people')} icon="person">
                  <Facts>
                    <FactRow label={t('word.born')}>
                      <DateText date="1991-07-09" />
                    </FactRow>
                    <FactRow label={t('word.phone')} />
                    <FactRow label={t('word.status')}>{t('word.not_asked')}</FactRow>
                  </Facts>
                </Card>
              </Columns>
            ),
          },
          { key: 'need', title: t('word.referrals'), count: 3, content: <Loading /> },
          { key: 'plan', title: t('word.claims'), content: <Loading /> },
        ]}
      />
    </Page>
  )
}

function ListPage() {
  const t = useMessages()
  return (
    <Page>
      <PageHeader title={t('word.referrals')} lead={t('word.from')} />
      <SearchField label={t('kit.palette.help')} value="" onChange={() => undefined} />
      <List label={t('word.referrals')}>
        {(['open', 'good', 'now', 'closed'] as const).map((tone) => (
          <ListRow
            key={tone}
            href="/record"
            icon="referral"
            title={t(tone === 'good' ? 'word.health' : 'word.legal')}
            detail={t('word.from')}
            now={tone === 'now'}
            end={<StatusPill tone={tone}>{t(tone === 'closed' ? 'word.declined' : 'word.sent')}</StatusPill>}
          >
            {tone === 'open' && (
              <Line>
                <Button kind="primary">{t('word.accepted')}</Button>
                <Button>{t('word.declined')}</Button>
              </Line>
            )}
          </ListRow>
        ))}
      </List>
    </Page>
  )
}

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
      <Line>
        <Button kind="primary" icon="check">
          {t('kit.save')}
        </Button>
        <Button busy>{t('kit.save')}</Button>
        <Button kind="quiet">{t('kit.cancel')}</Button>
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t('kit.remove')}
        </Button>
      </Line>
      <Columns of={3}>
        <Card>
          <EmptyState title={t('kit.home.empty')} drawing="shade">
            {t('kit.home.empty_help')}
          </EmptyState>
        </Card>
        <Card>
          <EmptyState title={t('kit.home.empty')} action={<Button kind="primary">{t('kit.add')}</Button>} />
        </Card>
        <Card>
          <Failed problem={new Error('x')} again={() => undefined} />
        </Card>
        <Card>
          <EmptyState title={t('kit.not_found')} drawing="door" />
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
      <PageHeader title={t('word.figures')} lead={t('kit.home.lead')} />
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
