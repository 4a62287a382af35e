// What is said of each finding of the converter, in English and Spanish: what is wrong and what to do. The texts are
// here and not among those of the screens, which a phone loads.
import { spanish } from './finding-texts-es.ts'

const english = {
  'attribute.name':
    '"{name}" cannot be an attribute. Begin with a letter, and use letters, digits, hyphens and underscores.',
  'attribute.prefix':
    'The prefix "{prefix}" of "{name}" is not declared. Declare it in the column namespaces of the sheet settings, or remove the column.',
  'audit.age': 'location-max-age is less than location-min-interval. Make it at least as much.',
  'audit.location': 'The place is logged only with all three parameters: {keys}. Add those that are missing.',
  'audit.name': 'A question of the type audit is always called audit. Leave its name empty.',
  'bind.parts': '"{attribute}" cannot be said in several languages or parts. Keep one column for it.',
  'calculate.circle': 'These calculations need each other: {names}. Take one of the references out.',
  'calculate.missing': '"{name}" has nothing to calculate. Write an expression in the column calculation.',
  'choices.column_ignored':
    'This column is left out of the form: its heading is empty, or has blanks or characters that a name cannot have. Rename it if choices are filtered by it.',
  'choices.name_twice':
    'The list "{list}" has the name "{name}" twice. Change one of them, or set allow_choice_duplicates to yes in the sheet settings.',
  'choices.no_label': 'This choice has no label. Write what people are to read.',
  'choices.no_list': 'This choice belongs to no list, so it is left out. Write the name of its list.',
  'choices.no_name': 'This choice has no name. Write one: it is what is stored.',
  'choices.unknown_external':
    'The sheet external_choices has no list "{list}". Add its choices, or correct the name.',
  'choices.unknown_list': 'The sheet choices has no list "{list}". Add its choices, or correct the name.',
  'choices.unknown_list_like':
    'The sheet choices has no list "{list}". Did you mean "{meant}"? Correct the name, or add the list.',
  'engine.parameter':
    'The parameter {parameter} stays in the form; the questionnaires of this application do not follow it yet.',
  'engine.type':
    'Questions of the type {type} stay in the form; the questionnaires of this application do not ask them yet.',
  'entity.column': 'The sheet entities has no such column. Correct its heading, or remove it.',
  'entity.group': 'A group or a repeat cannot be saved to an entity. Move save_to to a question.',
  'entity.list_twice': 'The list "{list}" is declared twice. Keep one row.',
  'entity.no_file':
    'To update "{list}" the form must have its records. Add a row csv-external of that name, or a question that selects from {list}.csv.',
  'entity.no_id': 'update_if needs entity_id, which says what is updated. Fill it in, or use create_if.',
  'entity.no_label': 'An entity that is created needs a label. Fill it in, or give entity_id to update one.',
  'entity.no_list': 'An entity needs the name of its list. Fill in list_name.',
  'entity.no_place':
    'The entity "{list}" finds no group of its own in {scope}: the one of row {other} is there. Move its questions to another group.',
  'entity.no_prefix':
    'With several entities, save_to says which: write list#property, for example people#{name}.',
  'entity.no_update_if':
    'With entity_id and create_if there must be update_if too. Fill it in, or clear one.',
  'entity.none': 'save_to has no entity to save to. Declare one in a sheet entities, or clear save_to.',
  'entity.period': 'The name of the list "{list}" may not have a period. Use an underscore.',
  'entity.property_twice': 'The property "{name}" is saved in row {other} already. Change one of them.',
  'entity.reserved_name': 'The property "{name}" is reserved. Choose another name.',
  'entity.reserved_prefix': 'Names that begin with two underscores are reserved. Rename "{name}".',
  'entity.scopes':
    'The entity "{list}" is used in {other} and in {scope}, which no single group holds. Save to it from one of them only, through a calculation where needed.',
  'entity.scopes_of_reference':
    '"{question}" stands in {scope}, and the entity "{list}" in {other}. Refer to a question there, or calculate a copy of it there.',
  'entity.two_dividers': '"{name}" has more than one #. Write list#property.',
  'entity.unknown_list': 'The sheet entities has no list "{list}". Add it, or correct save_to.',
  'expression.syntax': 'This is not a valid expression near "{near}". Check brackets, quotes and operators.',
  'external.in_repeat': 'A file to look in cannot be inside a repeat. Move this row out of it.',
  'file.empty':
    'The file has no table of an XLSForm. Save it as XLSX, or as a Markdown table, with a sheet survey.',
  'geo.background_calculation': '"{name}" takes its place by itself. Clear its calculation.',
  'geo.background_trigger':
    '"{name}" needs a trigger. Write the question whose change notes the place, as ${question}.',
  'geo.incremental': 'incremental can only be true. Write incremental=true, or leave it out.',
  'geo.reference':
    'reference-geometry names "{target}", which is no list of choices, no entity, no attached file and no repeat. Correct the name.',
  'heading.missing': 'The heading "{missing}" is missing. Write it into the first row.',
  'heading.same_column': 'This heading means the same column as "{other}". Remove or rename one of them.',
  'heading.twice': 'This heading stands twice. Remove or rename one of them.',
  'instance.conflict':
    '"{id}" would be two things to look in: {one} and {other}. Rename the list, the file or the question.',
  'instance.twice': 'Two rows add a file named "{id}". Keep one of them.',
  'language.code':
    'The language "{language}" does not end in a code that applications understand. Write it as English (en) or Español (es).',
  'language.missing':
    'In {language} these columns are missing: {columns}. Add them, or people read a dash there.',
  'loop.no_list': 'A loop needs a list. Write begin loop over LIST.',
  'media.big_image': '"{name}" has a big-image but no image. Add the image too.',
  'media.unknown': 'There is no medium "{form}". Use one of {allowed}.',
  'name.capitals':
    '"{name}" differs from another name only by capitals, which confuses some programs. Rename one of them.',
  'name.invalid':
    '"{name}" cannot be a name. Begin with a letter or underscore, and use letters, digits, hyphens, underscores and periods.',
  'name.like_form': 'A repeat may not be called like the form, "{name}". Rename it.',
  'name.missing': 'This row has no name. Write one: it is what the answer is stored under.',
  'name.repeat_twice': 'Two repeats are called "{name}". Rename one of them.',
  'name.reserved': 'The name "{name}" is reserved for metadata. Choose another.',
  'name.twice': 'The name "{name}" stands twice in the same group. Rename one of them.',
  'parameter.number': '{key} must be a number, and not "{value}".',
  'parameter.one_of': '{key} is "{value}". Write one of {allowed}.',
  'parameter.whole_number': '{key} must be a whole number, and not "{value}".',
  'parameters.unknown': 'This type does not take {keys}. It takes {taken}.',
  'parameters.unreadable':
    'The parameters cannot be read. Write them as key=value, with a blank between pairs.',
  'photo.app':
    '"{app}" is not the name of an Android application. Write it as com.example.camera: parts with a period between them, each beginning with a letter.',
  'photo.max_pixels': 'Without max-pixels photos are sent in full size. Set it, for example max-pixels=1024.',
  'question.no_label': '"{name}" has neither a label nor a hint. Write what is asked.',
  'range.appearance':
    'tick_interval, placeholder and tick_labelset do not go with the appearance "{appearance}". Use vertical or no-ticks, or remove them.',
  'range.label_between': 'The label at "{name}" lies between two steps. Move it to a step.',
  'range.label_ends': 'With no-ticks the labels stand at the start and at the end only. Remove the others.',
  'range.label_number':
    'The choice "{name}" of "{list}" is no number. Labels of a range have numbers as names.',
  'range.label_outside': 'The label at "{name}" lies outside the range. Move it between start and end.',
  'range.no_list': 'The sheet choices has no list "{list}" for the labels. Add it, or correct tick_labelset.',
  'range.no_multiple': '{key} is no multiple of step. Change one of them.',
  'range.outside': '{key} lies outside the range. Move it between start and end.',
  'range.too_large': '{key} is larger than the range itself. Make it smaller.',
  'range.zero': '{key} may not be zero.',
  'reference.broken':
    'A reference is not complete. Write it as ${name}, with the name of a row of the survey.',
  'reference.several': 'Several rows are called "{name}", so ${{name}} is not clear. Rename them.',
  'reference.unknown': 'There is no question "{name}". Correct the reference, or add the question.',
  'reference.unknown_like': 'There is no question "{name}". Did you mean "{meant}"? Correct the reference.',
  'search.file': '"{name}" takes its choices from a file and searches in another. Remove one of the two.',
  'search.shared':
    '"{name}" uses search() with the list "{list}", which {others} use without it. Use it for all, or give it a list of its own.',
  'select.blank_in_name':
    'The choice "{name}" of "{list}" has a blank in its name, which would be read as two answers. Use an underscore.',
  'select.extension': '"{list}" is not a file of choices. End its name in one of {allowed}.',
  'select.external_filter':
    'select_one_external is meant for filtered choices. Add a choice_filter, or use select_one.',
  'select.name_in_file':
    '{key} is "{value}", which cannot be a column of the file. Begin with a letter, and use letters, digits, hyphens, underscores and periods.',
  'select.other_filter':
    'or_other does not go with a choice_filter. Add the choice "other" and a question for it yourself.',
  'select.other_words':
    'or_other adds words in English only. In a form with languages, add the choice "other" and a question for it yourself.',
  'select.seed': 'seed is "{value}". Write a number, or a reference to one question.',
  'select.seed_alone': 'seed goes with randomize only. Add randomize=true.',
  'setting.add_none': 'add_none_option is no longer done. Add the choice "none" and its constraint yourself.',
  'setting.encrypted_without_id':
    'An encrypted form needs its instance id. Remove omit_instanceID or public_key.',
  'setting.two_ids': 'form_id and id_string are the same setting, and form_id counts. Remove the other.',
  'setting.yes_or_no':
    '"{value}" is neither yes nor no, so the setting is as if it were not there. Write yes or no.',
  'sheet.like': 'There is no sheet {sheet}, but "{meant}". Rename it, or begin its name with an underscore.',
  'sheet.missing': 'The form needs a sheet {sheet}. Add it, with the columns list_name, name and label.',
  'sheet.missing_like': 'The form needs a sheet {sheet}. Did you mean "{meant}"? Rename it.',
  'sheet.no_survey': 'The workbook has no sheet survey. Add it, with the columns type, name and label.',
  'sheet.no_survey_like': 'The workbook has no sheet survey. Did you mean "{meant}"? Rename it.',
  'sheet.rows_left':
    'More than {most} empty rows stand before this one, so it and what follows is left out. Remove the empty rows.',
  'survey.disabled': 'The column disabled is no longer part of XLSForm. Use relevant instead.',
  'survey.group_label':
    'The group "{name}" has no label. Write what it is about, or give it the appearance field-list.',
  'survey.no_type': 'This row has no type. Write what kind of question it is.',
  'survey.not_closed': 'The {kind} "{name}" is never closed. Add end_{kind} where it ends.',
  'survey.not_opened': 'This closes a {kind} that is not open. Remove the row, or add its begin_{kind}.',
  'survey.repeat_label': 'The repeat "{name}" has no label. Write what is repeated.',
  'survey.required_group': 'A group or a repeat cannot be required. Move it to a question inside.',
  'survey.row_skipped': 'This row has neither a type nor a name nor a label, so it is left out.',
  'survey.too_deep': 'Groups stand too deep inside each other. Take some of them out.',
  'table.filter': 'A table of questions does not go with a choice_filter. Remove one of the two.',
  'table.lists':
    'All questions of a table have one list: this has "{list}", the others "{other}". Move it out.',
  'trigger.no_comma': 'Several triggers need a comma between them, as ${one}, ${other}.',
  'trigger.not_shown': 'Its trigger "{name}" is not shown to anybody, so it never changes. Name a question.',
  'type.old_device': 'Newer phones no longer tell this. Use deviceid instead.',
  'type.unknown':
    'There is no type "{type}". Correct it; a question with choices is written select_one LIST.',
  'type.unknown_like':
    'There is no type "{type}". Did you mean "{meant}"? After a select stands the name of its list.',
}

export type FindingCode = keyof typeof english
export type FindingWords = {
  sheet: string
  row: string
  column: string
  of: Readonly<Record<FindingCode, string>>
}

export const texts: { en: FindingWords; es: FindingWords } = {
  en: { sheet: 'sheet', row: 'row', column: 'column', of: english },
  es: { sheet: 'hoja', row: 'fila', column: 'columna', of: spanish },
}
