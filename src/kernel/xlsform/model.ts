// The model of the form: its texts, instances, binds, and what happens as it begins.
import { actionsOf } from './body.ts'
import type { Cell } from './grouped-rows.ts'
import { primaryInstance, secondaryInstances } from './instances.ts'
import { isTranslated, itextOf, translationsOf } from './itext.ts'
import { yesOrNo } from './parameters.ts'
import { descendants, pathOf, type SurveyNode } from './survey-tree.ts'
import { EXPRESSIONS, placeOf, type Writing } from './writing.ts'
import { element, type Element } from './xml.ts'

export function modelOf(
  survey: SurveyNode,
  entitiesVersion: string | undefined,
  writing: Writing,
): { model: Element; languages: string[] } {
  const translations = translationsOf(survey, writing)
  const submission = submissionOf(writing)
  const itext = itextOf(translations, writing)
  const model = element(
    'model',
    { 'odk:xforms-version': '1.0.0', 'entities:entities-version': entitiesVersion },
    [
      ...(submission ? [submission] : []),
      ...(itext ? [itext] : []),
      element('instance', {}, [primaryInstance(survey, writing)]),
      ...secondaryInstances(survey, writing),
      ...bindsOf(survey, writing),
    ],
  )
  return { model, languages: [...translations.keys()] }
}

function submissionOf({ settings }: Writing): Element | undefined {
  const { submissionUrl, publicKey, autoSend, autoDelete, clientEditable } = settings
  const attributes = {
    action: submissionUrl,
    method: submissionUrl === undefined ? undefined : 'post',
    base64RsaPublicKey: publicKey,
    'orx:auto-send': autoSend === undefined ? undefined : String(autoSend),
    'orx:auto-delete': autoDelete === undefined ? undefined : String(autoDelete),
    'odk:client-editable': clientEditable ? 'true' : undefined,
  }
  if (Object.values(attributes).every((value) => value === undefined)) return undefined
  return element('submission', attributes)
}

function bindsOf(survey: SurveyNode, writing: Writing): Element[] {
  return [...descendants(survey)].flatMap((node) => {
    const bind = node.bind && !node.flat ? [bindOf(node, node.bind, writing)] : []
    return [...bind, ...actionsOf(node, false, writing)]
  })
}

function bindOf(node: SurveyNode, bind: ReadonlyMap<string, Cell>, writing: Writing): Element {
  const attributes = new Map([['nodeset', pathOf(node)]])
  for (const [attribute, cell] of bind) {
    // What is computed when another question changes is an action there.
    if (attribute === 'calculate' && node.trigger.length > 0) continue
    if (attribute.startsWith('jr:') && isTranslated(attribute, cell) && /Msg$|ErrorString$/.test(attribute))
      attributes.set(attribute, `jr:itext('${pathOf(node)}:${attribute}')`)
    else if (typeof cell !== 'string')
      writing.findings.refuse('bind.parts', placeOf(node, attribute), { attribute })
    else attributes.set(attribute, valueOf(attribute, cell, node, writing))
  }
  return element('bind', attributes)
}

function valueOf(attribute: string, text: string, node: SurveyNode, writing: Writing): string {
  if (!EXPRESSIONS.includes(attribute)) return writing.text(text, node, attribute)
  const said = yesOrNo(text)
  return said === undefined ? writing.expression(text, node, attribute) : `${said}()`
}

/** Prefixes of attributes that no namespace is declared for would make the form no XML. */
export function checkPrefixes(
  survey: SurveyNode,
  namespaces: ReadonlyMap<string, string>,
  writing: Writing,
): void {
  const check = (node: SurveyNode | undefined, kind: string, name: string) => {
    const prefix = /^([^:]+):/.exec(name)?.[1]
    const place = node ? placeOf(node, `${kind}::${name}`) : { sheet: 'settings', column: `${kind}::${name}` }
    if (!/^[^\s:"'<>&=/]+(?::[^\s:"'<>&=/]+)?$/u.test(name) || /^[\d.-]/.test(name))
      writing.findings.refuse('attribute.name', place, { name })
    else if (prefix !== undefined && !namespaces.has(`xmlns:${prefix}`))
      writing.findings.refuse('attribute.prefix', place, { name, prefix })
  }
  for (const name of writing.settings.attributes.keys()) check(undefined, 'attribute', name)
  for (const node of descendants(survey)) {
    for (const name of node.bind?.keys() ?? []) check(node, 'bind', name)
    for (const name of node.control.keys()) check(node, 'body', name)
    for (const name of node.instance.keys()) check(node, 'instance', name)
  }
}
