// Converts an XLSForm written as a Markdown table, and asks the XForm by XPath, for tests of the converter.
import { DOMParser } from '@xmldom/xmldom'
import { useNamespaces as selectorWith, type SelectReturnType } from 'xpath'
import { convertForm } from '../../src/kernel/xlsform/convert.ts'
import { lineOf, type Finding } from '../../src/kernel/xlsform/findings.ts'
import { sheetsOfMarkdown } from '../../src/kernel/xlsform/markdown.ts'

const PREFIXES: Readonly<Record<string, string>> = {
  x: 'http://www.w3.org/2002/xforms',
  h: 'http://www.w3.org/1999/xhtml',
  jr: 'http://openrosa.org/javarosa',
  orx: 'http://openrosa.org/xforms',
  odk: 'http://www.opendatakit.org/xforms',
  entities: 'http://www.opendatakit.org/xforms/entities',
}

const select = selectorWith(PREFIXES)

export type XForm = {
  xml: string
  /** How many nodes an expression finds; `x:` is the namespace of XForms. */
  count(xpath: string): number
  /** The text of each node found. */
  values(xpath: string): string[]
}

export const convertMarkdown = (markdown: string, id = 'file_name') =>
  convertForm(sheetsOfMarkdown(markdown) ?? [], id)

/** The form, which must be accepted. */
export function xformOf(markdown: string): XForm {
  const { xml, refused } = convertMarkdown(markdown)
  if (xml === undefined) throw new Error(refused.map((each) => lineOf(each, 'en')).join('\n'))
  return readXForm(xml)
}

export function readXForm(xml: string): XForm {
  const faults: string[] = []
  const parser = new DOMParser({ onError: (level, message) => void faults.push(`${level}: ${message}`) })
  const document = parser.parseFromString(xml, 'text/xml')
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const found = (expression: string): Node[] => {
    // The types of the two libraries differ; what they do does not.
    const nodes: SelectReturnType = select(expression, document as unknown as Node)
    return Array.isArray(nodes) ? nodes : []
  }
  return {
    xml,
    count: (expression) => found(expression).length,
    values: (expression) => found(expression).map((node) => node.nodeValue ?? node.textContent ?? ''),
  }
}

/** What is refused or worth a word: its code, sheet, row and column. */
export const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, sheet, row, column }) =>
    [code, sheet, row, column].filter((part) => part !== undefined).join(' '),
  )
