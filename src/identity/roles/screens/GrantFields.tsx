// What a role allows, to be chosen: the verbs by subject, in sections that open, one on a line, found by any of their words.
import { useState } from 'react'
import { Check, SearchField } from '../../../kit/fields/Field.tsx'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { plain } from '../../../kit/letters.ts'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import type { Grant, Scope } from '../../../kernel/roles.ts'
import { scopesFor } from '../rules.ts'
import { SUBJECTS, subjectOf, type Subject } from './subjects.ts'
import './roles.css'

const keyOf = ({ verb, purpose }: Grant) => `${verb} ${purpose}`

export function GrantFields({
  offered,
  value,
  onChange,
}: {
  /** The most that each verb may be given with. */
  offered: readonly Grant[]
  value: readonly Grant[]
  onChange: (grants: Grant[]) => void
}) {
  const t = useMessages()
  const lookup = useLookup()
  const [text, setText] = useState('')
  const [opened, setOpened] = useState<ReadonlySet<Subject>>(new Set())
  const held = new Map(value.map((grant) => [keyOf(grant), grant]))
  const words = plain(text).split(/\s+/u).filter(Boolean)

  /** Two verbs of the same name differ by what they are for. */
  const nameOf = ({ verb, purpose }: Grant) => {
    const name = lookup(`verb.${verb}`, verb)
    return purpose === 'oversight' ? t('role.for_oversight', { name }) : name
  }
  function set(most: Grant, scope: Scope | undefined) {
    const others = value.filter((grant) => keyOf(grant) !== keyOf(most))
    onChange(scope === undefined ? others : [...others, { ...most, scope }])
  }
  const sections = SUBJECTS.map((subject) => {
    const title = t(`role.subject.${subject}`)
    const all = offered.filter(({ verb }) => subjectOf(verb) === subject)
    const found = all.filter((most) => {
      const said = plain(`${title} ${nameOf(most)} ${t(`information.${most.class}`)}`)
      return words.every((word) => said.includes(word))
    })
    return { subject, title, all, found, chosen: all.filter((most) => held.has(keyOf(most))) }
  }).filter(({ found }) => found.length > 0)

  return (
    <>
      <SearchField label={t('role.find')} placeholder={t('role.find')} value={text} onChange={setText} />
      <output className="soft">
        {sections.length === 0
          ? t('role.find_none')
          : t('role.chosen', { count: value.length, of: offered.length })}
      </output>
      <div className="role-subjects">
        {sections.map(({ subject, title, all, found, chosen }) => (
          <details
            key={subject}
            className="disclosure"
            open={words.length > 0 || opened.has(subject)}
            onToggle={({ currentTarget: { open } }) => {
              if (words.length > 0 || open === opened.has(subject)) return
              setOpened(new Set(open ? [...opened, subject] : [...opened].filter((one) => one !== subject)))
            }}
          >
            <summary>
              <Icon name="forward" />
              <span className="role-subject">
                <span>
                  {title} <small>{t('role.chosen', { count: chosen.length, of: all.length })}</small>
                </span>
                {chosen.length > 0 && <small className="role-said">{chosen.map(nameOf).join(' · ')}</small>}
              </span>
            </summary>
            <ul className="disclosure-body role-verbs">
              {found.map((most) => {
                const now = held.get(keyOf(most))
                const scopes = scopesFor(most)
                const name = nameOf(most)
                return (
                  <li key={keyOf(most)}>
                    <Check
                      label={name}
                      help={t(`information.${most.class}`)}
                      checked={now !== undefined}
                      onChange={(checked) => set(most, checked ? most.scope : undefined)}
                    />
                    {now && scopes.length > 1 && (
                      <span className="select">
                        <select
                          className="input"
                          aria-label={t('role.scope_of', { name })}
                          value={now.scope}
                          onChange={(event) => set(most, event.target.value as Scope)}
                        >
                          {scopes.map((scope) => (
                            <option key={scope} value={scope}>
                              {t(`scope.${scope}`)}
                            </option>
                          ))}
                        </select>
                        <Icon name="down" />
                      </span>
                    )}
                  </li>
                )
              })}
            </ul>
          </details>
        ))}
      </div>
    </>
  )
}
