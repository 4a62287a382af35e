// What is said of each finding of the converter, in Spanish; the English texts are in `finding-texts.ts`.
import type { FindingCode } from './finding-texts.ts'

export const spanish: Readonly<Record<FindingCode, string>> = {
  'attribute.name':
    '"{name}" no puede ser un atributo. Empiece con una letra y use letras, cifras, guiones y guiones bajos.',
  'attribute.prefix':
    'El prefijo "{prefix}" de "{name}" no está declarado. Declárelo en la columna namespaces de la hoja settings, o quite la columna.',
  'audit.age': 'location-max-age es menor que location-min-interval. Póngalo al menos igual.',
  'audit.location': 'El lugar se registra solo con los tres parámetros: {keys}. Añada los que faltan.',
  'audit.name': 'Una pregunta del tipo audit se llama siempre audit. Deje vacío su nombre.',
  'bind.parts': '"{attribute}" no puede decirse en varios idiomas ni en partes. Deje una sola columna.',
  'calculate.circle': 'Estos cálculos se necesitan unos a otros: {names}. Quite una de las referencias.',
  'calculate.missing':
    '"{name}" no tiene nada que calcular. Escriba una expresión en la columna calculation.',
  'choices.column_ignored':
    'Esta columna queda fuera del formulario: su encabezado está vacío, o tiene espacios o caracteres que un nombre no puede tener. Cámbielo si las opciones se filtran por ella.',
  'choices.name_twice':
    'La lista "{list}" tiene dos veces el nombre "{name}". Cambie uno, o ponga allow_choice_duplicates en yes en la hoja settings.',
  'choices.no_label': 'Esta opción no tiene etiqueta. Escriba lo que la gente ha de leer.',
  'choices.no_list': 'Esta opción no pertenece a ninguna lista y queda fuera. Escriba el nombre de su lista.',
  'choices.no_name': 'Esta opción no tiene nombre. Escriba uno: es lo que se guarda.',
  'choices.unknown_external':
    'La hoja external_choices no tiene la lista "{list}". Añada sus opciones, o corrija el nombre.',
  'choices.unknown_list':
    'La hoja choices no tiene la lista "{list}". Añada sus opciones, o corrija el nombre.',
  'choices.unknown_list_like':
    'La hoja choices no tiene la lista "{list}". ¿Quiso decir "{meant}"? Corrija el nombre, o añada la lista.',
  'engine.parameter':
    'El parámetro {parameter} queda en el formulario; los cuestionarios de esta aplicación aún no lo siguen.',
  'engine.type':
    'Las preguntas del tipo {type} quedan en el formulario; los cuestionarios de esta aplicación aún no las hacen.',
  'entity.column': 'La hoja entities no tiene esa columna. Corrija su encabezado, o quítela.',
  'entity.group': 'Un grupo o una repetición no puede guardarse en una entidad. Pase save_to a una pregunta.',
  'entity.list_twice': 'La lista "{list}" está declarada dos veces. Deje una fila.',
  'entity.no_file':
    'Para actualizar "{list}" el formulario debe tener sus registros. Añada una fila csv-external con ese nombre, o una pregunta que elija de {list}.csv.',
  'entity.no_id': 'update_if necesita entity_id, que dice qué se actualiza. Llénelo, o use create_if.',
  'entity.no_label':
    'Una entidad que se crea necesita una etiqueta. Llene label, o dé entity_id para actualizar una.',
  'entity.no_list': 'Una entidad necesita el nombre de su lista. Llene list_name.',
  'entity.no_place':
    'La entidad "{list}" no encuentra un grupo propio en {scope}: ahí está la de la fila {other}. Pase sus preguntas a otro grupo.',
  'entity.no_prefix':
    'Con varias entidades, save_to dice cuál: escriba lista#propiedad, por ejemplo personas#{name}.',
  'entity.no_update_if': 'Con entity_id y create_if debe estar también update_if. Llénelo, o borre uno.',
  'entity.none': 'save_to no tiene entidad donde guardar. Declare una en una hoja entities, o borre save_to.',
  'entity.period': 'El nombre de la lista "{list}" no puede llevar punto. Use un guion bajo.',
  'entity.property_twice': 'La propiedad "{name}" ya se guarda en la fila {other}. Cambie una.',
  'entity.reserved_name': 'La propiedad "{name}" está reservada. Elija otro nombre.',
  'entity.reserved_prefix':
    'Los nombres que empiezan con dos guiones bajos están reservados. Cambie "{name}".',
  'entity.scopes':
    'La entidad "{list}" se usa en {other} y en {scope}, que ningún grupo reúne. Guarde en ella solo desde uno, con un cálculo si hace falta.',
  'entity.scopes_of_reference':
    '"{question}" está en {scope}, y la entidad "{list}" en {other}. Refiérase a una pregunta de ahí, o calcule ahí una copia.',
  'entity.two_dividers': '"{name}" tiene más de un #. Escriba lista#propiedad.',
  'entity.unknown_list': 'La hoja entities no tiene la lista "{list}". Añádala, o corrija save_to.',
  'expression.syntax':
    'Esto no es una expresión válida cerca de "{near}". Revise paréntesis, comillas y operadores.',
  'external.in_repeat': 'Un archivo donde buscar no puede estar en una repetición. Saque esta fila de ella.',
  'file.empty':
    'El archivo no tiene ninguna tabla de un XLSForm. Guárdelo como XLSX, o como tabla de Markdown, con una hoja survey.',
  'geo.background_calculation': '"{name}" toma su lugar por sí sola. Borre su cálculo.',
  'geo.background_trigger':
    '"{name}" necesita un disparador. Escriba en trigger la pregunta cuyo cambio anota el lugar, como ${pregunta}.',
  'geo.incremental': 'incremental solo puede ser true. Escriba incremental=true, o quítelo.',
  'geo.reference':
    'reference-geometry nombra "{target}", que no es lista de opciones, entidad, archivo adjunto ni repetición. Corrija el nombre.',
  'heading.missing': 'Falta el encabezado "{missing}". Escríbalo en la primera fila.',
  'heading.same_column': 'Este encabezado es la misma columna que "{other}". Quite o cambie uno.',
  'heading.twice': 'Este encabezado está dos veces. Quite o cambie uno.',
  'instance.conflict':
    '"{id}" sería dos cosas donde buscar: {one} y {other}. Cambie el nombre de la lista, del archivo o de la pregunta.',
  'instance.twice': 'Dos filas añaden un archivo llamado "{id}". Deje una.',
  'language.code':
    'El idioma "{language}" no termina en un código que las aplicaciones entiendan. Escríbalo como English (en) o Español (es).',
  'language.missing':
    'En {language} faltan estas columnas: {columns}. Añádalas, o la gente leerá ahí un guion.',
  'loop.no_list': 'Un bucle necesita una lista. Escriba begin loop over LISTA.',
  'media.big_image': '"{name}" tiene big-image pero no image. Añada también la imagen.',
  'media.unknown': 'No existe el medio "{form}". Use uno de {allowed}.',
  'name.capitals':
    '"{name}" se distingue de otro nombre solo por mayúsculas, lo que confunde a algunos programas. Cambie uno.',
  'name.invalid':
    '"{name}" no puede ser un nombre. Empiece con una letra o guion bajo y use letras, cifras, guiones, guiones bajos y puntos.',
  'name.like_form': 'Una repetición no puede llamarse como el formulario, "{name}". Cámbiele el nombre.',
  'name.missing': 'Esta fila no tiene nombre. Escriba uno: con él se guarda la respuesta.',
  'name.repeat_twice': 'Dos repeticiones se llaman "{name}". Cambie una.',
  'name.reserved': 'El nombre "{name}" está reservado para los metadatos. Elija otro.',
  'name.twice': 'El nombre "{name}" está dos veces en el mismo grupo. Cambie uno.',
  'parameter.number': '{key} debe ser un número, y no "{value}".',
  'parameter.one_of': '{key} es "{value}". Escriba uno de {allowed}.',
  'parameter.whole_number': '{key} debe ser un número entero, y no "{value}".',
  'parameters.unknown': 'Este tipo no admite {keys}. Admite {taken}.',
  'parameters.unreadable':
    'Los parámetros no se pueden leer. Escríbalos como clave=valor, con un espacio entre pares.',
  'photo.app':
    '"{app}" no es el nombre de una aplicación de Android. Escríbalo como com.ejemplo.camara: partes separadas por puntos, cada una empezando con una letra.',
  'photo.max_pixels':
    'Sin max-pixels las fotos se envían en tamaño completo. Póngalo, por ejemplo max-pixels=1024.',
  'question.no_label': '"{name}" no tiene etiqueta ni ayuda. Escriba lo que se pregunta.',
  'range.appearance':
    'tick_interval, placeholder y tick_labelset no van con la apariencia "{appearance}". Use vertical o no-ticks, o quítelos.',
  'range.label_between': 'La etiqueta en "{name}" cae entre dos pasos. Pásela a un paso.',
  'range.label_ends': 'Con no-ticks las etiquetas están solo en el comienzo y en el final. Quite las demás.',
  'range.label_number':
    'La opción "{name}" de "{list}" no es un número. Las etiquetas de un rango tienen números por nombre.',
  'range.label_outside': 'La etiqueta en "{name}" cae fuera del rango. Pásela entre start y end.',
  'range.no_list':
    'La hoja choices no tiene la lista "{list}" para las etiquetas. Añádala, o corrija tick_labelset.',
  'range.no_multiple': '{key} no es múltiplo de step. Cambie uno.',
  'range.outside': '{key} cae fuera del rango. Páselo entre start y end.',
  'range.too_large': '{key} es mayor que el rango mismo. Hágalo menor.',
  'range.zero': '{key} no puede ser cero.',
  'reference.broken':
    'Una referencia no está completa. Escríbala como ${nombre}, con el nombre de una fila de survey.',
  'reference.several':
    'Varias filas se llaman "{name}", así que ${{name}} no está claro. Cambie sus nombres.',
  'reference.unknown': 'No existe la pregunta "{name}". Corrija la referencia, o añada la pregunta.',
  'reference.unknown_like': 'No existe la pregunta "{name}". ¿Quiso decir "{meant}"? Corrija la referencia.',
  'search.file': '"{name}" toma sus opciones de un archivo y busca en otro. Quite uno de los dos.',
  'search.shared':
    '"{name}" usa search() con la lista "{list}", que {others} usan sin ello. Úselo en todas, o déle una lista propia.',
  'select.blank_in_name':
    'La opción "{name}" de "{list}" tiene un espacio en su nombre, que se leería como dos respuestas. Use un guion bajo.',
  'select.extension': '"{list}" no es un archivo de opciones. Termine su nombre en uno de {allowed}.',
  'select.external_filter':
    'select_one_external es para opciones filtradas. Añada un choice_filter, o use select_one.',
  'select.name_in_file':
    '{key} es "{value}", que no puede ser una columna del archivo. Empiece con una letra y use letras, cifras, guiones, guiones bajos y puntos.',
  'select.other_filter':
    'or_other no va con un choice_filter. Añada usted la opción "other" y una pregunta para ella.',
  'select.other_words':
    'or_other añade palabras solo en inglés. En un formulario con idiomas, añada usted la opción "other" y una pregunta para ella.',
  'select.seed': 'seed es "{value}". Escriba un número, o una referencia a una pregunta.',
  'select.seed_alone': 'seed va solo con randomize. Añada randomize=true.',
  'setting.add_none': 'add_none_option ya no se hace. Añada usted la opción "none" y su restricción.',
  'setting.encrypted_without_id':
    'Un formulario cifrado necesita su instance id. Quite omit_instanceID o public_key.',
  'setting.two_ids': 'form_id e id_string son el mismo ajuste, y vale form_id. Quite el otro.',
  'setting.yes_or_no': '"{value}" no es sí ni no, y el ajuste queda como si no estuviera. Escriba yes o no.',
  'sheet.like':
    'No hay una hoja {sheet}, pero sí "{meant}". Cámbiele el nombre, o empiécelo con un guion bajo.',
  'sheet.missing':
    'El formulario necesita una hoja {sheet}. Añádala, con las columnas list_name, name y label.',
  'sheet.missing_like':
    'El formulario necesita una hoja {sheet}. ¿Quiso decir "{meant}"? Cámbiele el nombre.',
  'sheet.no_survey': 'El libro no tiene una hoja survey. Añádala, con las columnas type, name y label.',
  'sheet.no_survey_like': 'El libro no tiene una hoja survey. ¿Quiso decir "{meant}"? Cámbiele el nombre.',
  'sheet.rows_left':
    'Hay más de {most} filas vacías antes de esta, así que queda fuera con las que siguen. Quite las filas vacías.',
  'survey.disabled': 'La columna disabled ya no es parte de XLSForm. Use relevant.',
  'survey.group_label':
    'El grupo "{name}" no tiene etiqueta. Escriba de qué trata, o dele la apariencia field-list.',
  'survey.no_type': 'Esta fila no tiene tipo. Escriba qué clase de pregunta es.',
  'survey.not_closed': 'Falta cerrar "{name}" ({kind}). Añada end_{kind} donde termina.',
  'survey.not_opened':
    'Esto cierra algo que no está abierto ({kind}). Quite la fila, o añada su begin_{kind}.',
  'survey.repeat_label': 'La repetición "{name}" no tiene etiqueta. Escriba lo que se repite.',
  'survey.required_group':
    'Un grupo o una repetición no puede ser obligatorio. Páselo a una pregunta de adentro.',
  'survey.row_skipped': 'Esta fila no tiene tipo, nombre ni etiqueta, y queda fuera.',
  'survey.too_deep': 'Los grupos están demasiado adentro unos de otros. Saque algunos.',
  'table.filter': 'Una tabla de preguntas no va con un choice_filter. Quite uno de los dos.',
  'table.lists':
    'Todas las preguntas de una tabla tienen una lista: esta tiene "{list}", las otras "{other}". Sáquela.',
  'trigger.no_comma': 'Varios disparadores llevan una coma entre sí, como ${uno}, ${otro}.',
  'trigger.not_shown': 'Su disparador "{name}" no se muestra a nadie y nunca cambia. Nombre una pregunta.',
  'type.old_device': 'Los teléfonos nuevos ya no dicen esto. Use deviceid.',
  'type.unknown':
    'No existe el tipo "{type}". Corríjalo; una pregunta con opciones se escribe select_one LISTA.',
  'type.unknown_like':
    'No existe el tipo "{type}". ¿Quiso decir "{meant}"? Tras un select va el nombre de su lista.',
}
