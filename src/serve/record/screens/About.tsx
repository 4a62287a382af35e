// The details of a record with the reason each is asked, contact points, documents, household.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { inLine } from '../../../kit/formats.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, Columns, FactRow, Facts, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { Telephone } from '../../../kit/Telephone.tsx'
import type { TaxonomyName } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { getStatusRule } from '../../../protect/firewall/operations.ts'
import { getPerson, type Person } from '../operations.ts'
import { Agreed } from './Agreed.tsx'
import { useAge, useBornText } from './words.tsx'

export default function AboutPerson({ person: id }: { person: string }) {
  return (
    <Answer of={useAsk(getPerson, { id }, { refreshOn: ['household'] })}>
      {(person) => <About person={person} />}
    </Answer>
  )
}

function About({ person }: { person: Person }) {
  return (
    <Columns>
      <Stack>
        <Details person={person} />
      </Stack>
      <Stack>
        <Contacts person={person} />
        <Documents person={person} />
        <Home person={person} />
      </Stack>
    </Columns>
  )
}

function Details({ person }: { person: Person }) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const age = useAge()
  const bornText = useBornText()
  const asks = useAsk(getStatusRule, {}).data?.asking === 'with_purpose'
  const term = (taxonomy: TaxonomyName, code: string | null) => code && (words?.term(taxonomy, code) ?? code)
  const terms = (taxonomy: TaxonomyName, codes: readonly string[]) =>
    list(codes.map((code) => words?.term(taxonomy, code) ?? code))
  return (
    <Card title={t('person.details')} icon="person">
      <Facts>
        <FactRow label={t('person.field.givenNames')}>{person.givenNames}</FactRow>
        <FactRow label={t('person.field.firstSurname')}>{person.firstSurname}</FactRow>
        <FactRow label={t('person.field.secondSurname')}>{person.secondSurname}</FactRow>
        <FactRow label={t('person.field.called')}>{person.called}</FactRow>
        <FactRow label={t('person.field.born')}>
          {person.born && (
            <>
              {bornText(person.born)} ({age(person.born)})
            </>
          )}
        </FactRow>
        <FactRow label={t('person.field.sex')}>{term('sexes', person.sex)}</FactRow>
        <FactRow label={t('person.field.gender')}>{term('genders', person.gender)}</FactRow>
        <FactRow label={t('person.field.nationalities')}>{terms('countries', person.nationalities)}</FactRow>
        <FactRow label={t('person.field.populationGroup')}>
          {term('populationGroups', person.populationGroup)}
        </FactRow>
        {(asks || person.migrationStatus !== null) && (
          <FactRow label={t('person.field.migrationStatus')}>
            {term('statuses', person.migrationStatus) ?? t('person.status_not_asked')}
          </FactRow>
        )}
        <FactRow label={t('person.field.languages')}>{terms('languages', person.languages)}</FactRow>
        <FactRow label={t('person.field.reading')}>
          {person.reading &&
            inLine([t(`person.reading.${person.reading}`), terms('languages', person.readsIn ?? [])])}
        </FactRow>
        <FactRow label={t('person.field.needsInterpreter')}>
          {person.needsInterpreter && t(`person.needsInterpreter.${person.needsInterpreter}`)}
        </FactRow>
        <FactRow label={t('person.field.disability')}>{term('disabilities', person.disability)}</FactRow>
        <FactRow label={t('person.field.place')}>{term('places', person.place)}</FactRow>
        <FactRow label={t('person.registered_on')}>
          <DateText instant={person.registeredAt} />
        </FactRow>
        <FactRow label={t('person.agreed_to')}>
          <Agreed person={person} />
        </FactRow>
      </Facts>
    </Card>
  )
}

function Contacts({ person }: { person: Person }) {
  const t = useMessages()
  const words = usePack()
  const standing = person.contacts.filter((contact) => !contact.retired)
  return (
    <Card
      title={t('contact.ways')}
      icon="phone"
      actions={
        <LinkButton href={hrefTo('/people/:person/contact', { person: person.id })} kind="quiet">
          {t('contact.change')}
        </LinkButton>
      }
    >
      {standing.length === 0 ? (
        <EmptyState title={t('contact.none')} drawing="wire" />
      ) : (
        <List label={t('contact.ways')}>
          {standing.map((contact) => (
            <ListRow
              key={contact.id}
              title={<Telephone number={contact.value} />}
              detail={[words?.term('contactKinds', contact.kind), contact.note].filter(Boolean).join(' · ')}
              end={
                <StatusPill tone={contact.safeToCall || contact.safeToText ? 'good' : 'closed'} icon="phone">
                  {t(`contact.safe.${contact.safeToCall ? 'call' : contact.safeToText ? 'text' : 'none'}`)}
                </StatusPill>
              }
            />
          ))}
        </List>
      )}
    </Card>
  )
}

function Documents({ person }: { person: Person }) {
  const t = useMessages()
  const words = usePack()
  return (
    <Card
      title={t('identifier.title')}
      icon="ticket"
      actions={
        <LinkButton href={hrefTo('/people/:person/contact', { person: person.id })} kind="quiet">
          {t('contact.change')}
        </LinkButton>
      }
    >
      {person.identifiers.length === 0 ? (
        <p className="soft">{t('identifier.none')}</p>
      ) : (
        <List label={t('identifier.title')}>
          {person.identifiers.map((one) => (
            <ListRow
              key={one.id}
              title={one.number}
              detail={[
                words?.term('identifierTypes', one.type),
                one.country && words?.term('countries', one.country),
                one.retired,
              ]
                .filter(Boolean)
                .join(' · ')}
              end={one.retired !== null && <StatusPill tone="closed">{t('identifier.retired')}</StatusPill>}
            />
          ))}
        </List>
      )}
    </Card>
  )
}

function Home({ person }: { person: Person }) {
  const t = useMessages()
  const words = usePack()
  const { household } = person
  return (
    <Card
      title={t('household.title')}
      icon="home"
      actions={
        <LinkButton href={hrefTo('/people/:person/household', { person: person.id })} kind="quiet">
          {t(household ? 'household.open' : 'household.form')}
        </LinkButton>
      }
    >
      <p className={household ? undefined : 'soft'}>
        {household
          ? t('household.member_of', {
              relation: words?.term('householdRoles', household.relation) ?? household.relation,
              members: household.members,
            })
          : t('household.none')}
      </p>
    </Card>
  )
}
