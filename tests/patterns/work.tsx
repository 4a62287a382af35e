// Pages of the pattern book for daily work: a home screen, a form, a record with its root line, a list.
import { asHref } from '../../src/kernel/paths.ts'
import { useState } from 'react'
import { Problem } from '../../src/kernel/problem.ts'
import { Button, LinkButton } from '../../src/kit/Button.tsx'
import { PartialDateField, type PartialDate } from '../../src/kit/DateField.tsx'
import { CheckGroup, ChoiceGroup, SearchField, Select, TextArea, TextField } from '../../src/kit/Field.tsx'
import { DateText, Stat } from '../../src/kit/Figures.tsx'
import { Actions, Form, Part, Row } from '../../src/kit/Form.tsx'
import {
  Card,
  Columns,
  FactRow,
  Facts,
  Inline,
  List,
  ListRow,
  Page,
  PageHeader,
} from '../../src/kit/Layout.tsx'
import { useFormats, useMessages } from '../../src/kit/messages.tsx'
import { RootLine, type RootNode } from '../../src/kit/RootLine.tsx'
import { Loading, StatusPill } from '../../src/kit/State.tsx'
import { Tabs } from '../../src/kit/Tabs.tsx'

export function Home() {
  const t = useMessages()
  const { money } = useFormats()
  return (
    <Page>
      <PageHeader
        title={t('kit.greeting', { hour: 'morning', name: 'Ana' })}
        lead={t('kit.home.lead')}
        actions={
          <LinkButton kind="primary" icon="add" href={asHref('/form')}>
            {t('word.welcome')}
          </LinkButton>
        }
      />
      <Columns of={4}>
        <Stat figure="23" label={t('word.welcomed')} detail={t('word.today')} />
        <Stat figure="118" label={t('word.open')} href={asHref('/list')} />
        <Stat figure="4" label={t('word.late')} href={asHref('/list')} now />
        <Stat figure={money({ amount: '48250000', currency: 'COP' })} label={t('word.paid')} />
      </Columns>
      <Columns>
        <Card title={t('word.attention')} icon="alert" tone="now">
          <List label={t('word.attention')}>
            <ListRow href={asHref('/record')} title={t('word.person')} detail={t('word.conflict')} now />
            <ListRow
              href={asHref('/record')}
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
              href={asHref('/record')}
              title={t('word.legal')}
              detail={t('word.from')}
              end={<StatusPill tone="open">{t('word.sent')}</StatusPill>}
            />
            <ListRow
              href={asHref('/record')}
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

export function FormPage() {
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
            options={(['woman', 'man', 'other', 'unsaid'] as const).map((value) => ({
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
            options={(['not_asked', 'permit', 'none', 'unsaid'] as const).map((value) => ({
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

export function Record() {
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
            <Button disabledReason={t('word.because')}>{t('word.close')}</Button>
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

export function ListPage() {
  const t = useMessages()
  return (
    <Page>
      <PageHeader title={t('word.referrals')} lead={t('word.from')} />
      <SearchField label={t('kit.palette.help')} value="" onChange={() => undefined} />
      <List label={t('word.referrals')}>
        {(['open', 'good', 'now', 'closed'] as const).map((tone) => (
          <ListRow
            key={tone}
            href={asHref('/record')}
            icon="referral"
            title={t(tone === 'good' ? 'word.health' : 'word.legal')}
            detail={t('word.from')}
            now={tone === 'now'}
            end={<StatusPill tone={tone}>{t(tone === 'closed' ? 'word.declined' : 'word.sent')}</StatusPill>}
          >
            {tone === 'open' && (
              <Inline>
                <Button kind="primary">{t('word.accepted')}</Button>
                <Button>{t('word.declined')}</Button>
              </Inline>
            )}
          </ListRow>
        ))}
      </List>
    </Page>
  )
}
