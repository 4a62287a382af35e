// The sheet settings, and where each of its columns goes in the form.
import { expect, test } from 'vitest'
import { convertMarkdown, told, xformOf } from '../../../tests/harness/xform.ts'

test('all settings have their place', () => {
  const xform = xformOf(`
    | settings |
    | | form_title | form_id | version | instance_name | public_key | submission_url | style | default_language | client_editable | auto_send | auto_delete | instance_xmlns | attribute::xyz | prefix | delimiter | name |
    | | Arrival | arr1 | 2026.1 | \${who} | MIIB= | https://example.org/s | pages | Español (es) | yes | no | TRUE | http://example.org/i | 12 | a | b | home |
    | survey |
    | | type | name | label |
    | | text | who | ¿Quién? |`)
  const root = "//*[local-name()='home' and namespace-uri()='http://example.org/i']"
  for (const xpath of [
    "/h:html/h:head/h:title[.='Arrival']",
    `${root}[@id='arr1' and @version='2026.1' and @xyz='12' and @odk:prefix='a' and @odk:delimiter='b']`,
    "//x:submission[@action='https://example.org/s' and @method='post' and @base64RsaPublicKey='MIIB=']",
    "//x:submission[@orx:auto-send='false' and @orx:auto-delete='true' and @odk:client-editable='true']",
    "/h:html/h:body[@class='pages']",
    "//x:bind[@nodeset='/home/meta/instanceName' and @calculate=' /home/who ']",
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
})

test('omit_instanceID leaves the id out', () => {
  const form = `| settings |
    | | omit_instanceID |
    | | yes |
    | survey |
    | | type | name | label |
    | | text | who | Who |`
  expect(xformOf(form).count('//x:data/x:meta')).toBe(0)
})

test('settings may stand in the survey, and disabled rows are left out', () => {
  const form = `| survey |
    | | type | name | label | disabled |
    | | form_title | Our form | | |
    | | form_id | ours | | |
    | | text | a | A | |
    | | text | b | B | yes |`
  const xform = xformOf(form)
  expect(xform.values('//h:title')).toEqual(['Our form'])
  expect(xform.values('//x:data/@id')).toEqual(['ours'])
  expect(xform.count('//x:data/x:b')).toBe(0)
  expect(told(convertMarkdown(form).warnings)).toContain('survey.disabled survey 5 disabled')
})

test('of form_id and its old name the new one counts', () => {
  const form = `| settings |
    | | id_string | Form ID |
    | | old | new |
    | survey |
    | | type | name | label |
    | | text | a | A |`
  expect(xformOf(form).values('//x:data/@id')).toEqual(['new'])
  expect(told(convertMarkdown(form).warnings)).toEqual(['setting.two_ids settings 1 id_string'])
})
