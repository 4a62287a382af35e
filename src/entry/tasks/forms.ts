// `arraigo forms convert`: an XLSForm becomes an ODK XForm, or every mistake in it is told with its sheet, row and column.
import { writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from '../../kernel/problem.ts'
import { tableTooLarge } from '../../kernel/problems.ts'
import { convertForm } from '../../kernel/xlsform/convert.ts'
import { lineOf, type Finding, type FindingLanguage } from '../../kernel/xlsform/findings.ts'
import { sheetsOfFile } from '../../serve/forms/server/form-file.ts'
import { RefusedError, TaskError, UsageError, type Task, type TaskContext } from '../task.ts'

export const formsConvertTask: Task = async (words, context) => {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { out: { type: 'string' }, language: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.')
  const language = languageOf(values.language)
  const sheets = await readSheets(file)
  const empty: Finding = { code: 'file.empty', severity: 'refused', values: {} }
  if (!sheets) throw new RefusedError(lineOf(empty, language))
  const { xml, itemsets, refused, warnings } = convertForm(sheets, basename(file, extname(file)))
  for (const warning of warnings) context.tell(`${WARNING[language]}: ${lineOf(warning, language)}`)
  if (xml === undefined) throw new RefusedError(refused.map((each) => lineOf(each, language)).join('\n'))
  await write({ xml, itemsets, out: values.out }, context)
}

const WARNING: Readonly<Record<FindingLanguage, string>> = { en: 'Warning', es: 'Aviso' }

/** The language that was asked for, or that of the terminal; English where there are no words in it. */
function languageOf(asked: string | undefined): FindingLanguage {
  if (asked !== undefined && asked !== 'en' && asked !== 'es') throw new UsageError('--language is en or es.')
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return (asked ?? [LC_ALL, LC_MESSAGES, LANG].find(Boolean) ?? '').startsWith('es') ? 'es' : 'en'
}

async function readSheets(file: string): Promise<Awaited<ReturnType<typeof sheetsOfFile>>> {
  try {
    return await sheetsOfFile(file)
  } catch (error) {
    if (error instanceof Problem)
      throw new RefusedError(
        tableTooLarge.is(error)
          ? `${file} holds more than a form does. Save its sheets survey, choices and settings in a file of their own.`
          : `${file} cannot be read as a workbook or as a table in Markdown. Save it again as XLSX.`,
      )
    throw new TaskError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

type Written = { xml: string; itemsets: string | undefined; out: string | undefined }

/** Choices of select_one_external go into the file beside the form, where the field application looks for them. */
async function write({ xml, itemsets, out }: Written, { print }: TaskContext): Promise<void> {
  if (out === undefined) {
    print(xml.trimEnd())
    return
  }
  await writeFile(out, xml)
  if (itemsets !== undefined) await writeFile(join(dirname(out), 'itemsets.csv'), itemsets)
}
