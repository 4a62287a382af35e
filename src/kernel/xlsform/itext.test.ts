// Texts of a form in several languages: labels, hints, messages and media, in the many spellings of their headings.
import { expect, test } from 'vitest'
import { convertMarkdown, told, xformOf } from '../../../tests/harness/xform.ts'

const text = (language: string, id: string, value: string) =>
  `//x:itext/x:translation[@lang='${language}']/x:text[@id='${id}']/x:value${value}`

test('each language has every text; what is missing is a dash, but for media', () => {
  const xform = xformOf(`
    | survey |
    | | type | name | label::English (en) | label::Español (es) | hint::Español (es) | media::image | guidance_hint | constraint_message::English (en) | constraint |
    | | text | a | Name | Nombre | Completo | a.png | Ask twice | Too short | . != '' |
    | | text | b | Town | | | | | | |`)
  for (const xpath of [
    text('English (en)', '/data/a:label', "[not(@form) and .='Name']"),
    text('Español (es)', '/data/a:label', "[not(@form) and .='Nombre']"),
    text('Español (es)', '/data/b:label', "[.='-']"),
    text('English (en)', '/data/a:hint', "[not(@form) and .='-']"),
    text('default', '/data/a:hint', "[@form='guidance' and .='Ask twice']"),
    text('English (en)', '/data/a:hint', "[@form='guidance' and .='-']"),
    text('default', '/data/a:label', "[@form='image' and .='jr://images/a.png']"),
    text('English (en)', '/data/a:jr:constraintMsg', "[.='Too short']"),
    `//x:bind[@nodeset='/data/a' and @jr:constraintMsg="jr:itext('/data/a:jr:constraintMsg')"]`,
    `//x:input[@ref='/data/a' and x:label[@ref="jr:itext('/data/a:label')"] and x:hint[@ref="jr:itext('/data/a:hint')"]]`,
    "//x:translation[@lang='default' and @default='true()']",
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
  expect(xform.count(text('English (en)', '/data/a:label', "[@form='image']"))).toBe(0)
})

test('spellings of a language are one language, and so is a text without one in the default language', () => {
  const xform = xformOf(`
    | settings |
    | | default_language |
    | | Español (es) |
    | survey |
    | | type | name | label | label::English(en) | hint::english (en) | hint::Español(es) |
    | | text | a | Nombre | Name | Given name | De pila |`)
  expect(xform.values('//x:translation/@lang').toSorted()).toEqual(['English(en)', 'Español (es)'])
  expect(xform.values("//x:translation[@default='true()']/@lang")).toEqual(['Español (es)'])
  expect(xform.count(text('Español (es)', '/data/a:label', "[.='Nombre']"))).toBe(1)
  expect(xform.count(text('English(en)', '/data/a:hint', "[.='Given name']"))).toBe(1)
})

test('a single colon divides where no heading has two', () => {
  const xform = xformOf(`
    | survey |
    | | type | name | label:fr | jr:count | media:audio:fr |
    | | begin repeat | r | Fois | 2 | r.mp3 |
    | | text | a | A | | |
    | | end repeat | | | | |`)
  expect(xform.count(text('fr', '/data/r:label', "[.='Fois']"))).toBe(1)
  expect(xform.count(text('fr', '/data/r:label', "[@form='audio' and .='jr://audio/r.mp3']"))).toBe(1)
  expect(xform.count("//x:bind[@nodeset='/data/r_count' and @calculate='2']")).toBe(1)
})

test('a text without a language stays beside its translations, whichever column comes first', () => {
  for (const headings of ['label | label::fr', 'label::fr | label']) {
    const [one, other] = headings.startsWith('label |') ? ['Plain', 'Le fr'] : ['Le fr', 'Plain']
    const xform = xformOf(`
      | survey |
      | | type | name | ${headings} |
      | | text | a | ${one} | ${other} |`)
    expect(xform.count(text('default', '/data/a:label', "[.='Plain']"))).toBe(1)
    expect(xform.count(text('fr', '/data/a:label', "[.='Le fr']"))).toBe(1)
  }
})

test('media alone are a label, images have a big one, and a message with a reference is a text', () => {
  const xform = xformOf(`
    | survey |
    | | type | name | label | image | big-image | media::video | required_message | required | autoplay |
    | | text | a | | s.png | b.png | | Say \${b} | yes | |
    | | text | b | B | | | v.mp4 | Plain | yes | video |`)
  for (const xpath of [
    text('default', '/data/a:label', "[@form='image' and .='jr://images/s.png']"),
    text('default', '/data/a:label', "[@form='big-image' and .='jr://images/b.png']"),
    text('default', '/data/b:label', "[@form='video' and .='jr://video/v.mp4']"),
    text('default', '/data/a:jr:requiredMsg', "/x:output[@value=' /data/b ']"),
    "//x:bind[@nodeset='/data/b' and @jr:requiredMsg='Plain']",
    "//x:input[@ref='/data/b' and @autoplay='video']",
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
})

test('a hint without a label gets an empty one, and texts keep their signs', () => {
  const xform = xformOf(`
    | survey |
    | | type | name | label | hint |
    | | text | a | | only a hint |
    | | text | b | less < more & "so" | |
    | | note | c | **\${b}** & <i>x</i> | |`)
  expect(xform.count("//x:input[@ref='/data/a' and x:label[not(node())] and x:hint='only a hint']")).toBe(1)
  expect(xform.values("//x:input[@ref='/data/b']/x:label")).toEqual(['less < more & "so"'])
  expect(xform.values("//x:input[@ref='/data/c']/x:label/text()")).toEqual([' **', '** & <i>x</i> '])
  expect(xform.xml).toContain('<label> **<output value=" /data/b "/>** &amp; &lt;i&gt;x&lt;/i&gt; </label>')
})

test('what is missing in a language is told, and names of languages without a code', () => {
  const { warnings } = convertMarkdown(`
    | survey |
    | | type | name | label::English | hint::Français (fr) |
    | | text | a | A | H |`)
  expect(told(warnings)).toEqual(['language.missing survey 1', 'language.missing survey 1', 'language.code'])
  expect(warnings.map(({ values }) => values)).toEqual([
    { language: 'English', columns: 'hint' },
    { language: 'Français (fr)', columns: 'label' },
    { language: 'English' },
  ])
})

test('a form with a default language is not told what others lack', () => {
  const { warnings } = convertMarkdown(`
    | settings |
    | | default_language |
    | | English (en) |
    | survey |
    | | type | name | label | label::Français (fr) | hint |
    | | text | a | A | B | H |`)
  expect(told(warnings)).toEqual([])
})

test('a lookup in a text is one output, whatever its brackets hold, and ends where the path ends', () => {
  const note =
    'So ${a}: instance(\'l\')/root/item[name=${b} or true()]/label, and instance("l")/root/item[contains(name, instance("l")/root/item[name = ${b}]/label)]/label.'
  const { values } = xformOf(`
    | survey |
    | | type | name | label |
    | | text | a | A |
    | | select_one l | b | B |
    | | note | n | ${note} |
    | choices |
    | | list_name | name | label |
    | | l | x | X |`)
  expect(values("//x:input[@ref='/data/n']/x:label/x:output/@value")).toEqual([
    ' /data/a ',
    "instance('l')/root/item[name= /data/b  or true()]/label",
    'instance("l")/root/item[contains(name, instance("l")/root/item[name =  /data/b ]/label)]/label',
  ])
  expect(values("//x:input[@ref='/data/n']/x:label/text()")).toEqual([' So ', ': ', ', and ', '. '])
})

test('or_other in a form with languages adds English words, and says so', () => {
  const form = `
    | survey |
    | | type | name | label::English (en) | label::Français (fr) |
    | | select_one l or_other | a | A | B |
    | choices |
    | | list_name | name | label::English (en) | label::Français (fr) |
    | | l | x | X | Y |`
  expect(xformOf(form).count(text('Français (fr)', 'l-1', "[.='Other']"))).toBe(1)
  expect(told(convertMarkdown(form).warnings)).toEqual(['select.other_words'])
})
