import { configuration, level, optionsShape, words, type Shape, type WordList } from './shape.ts';
import type { Vocabulary } from './vocabulary.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The JSON schema (draft-07) of the configuration file, for editors. */
export function jsonSchema(vocabulary: Vocabulary): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'pgmiglint',
    ...schemaOf(configuration, vocabulary),
  };
}

function schemaOf(shape: Shape, vocabulary: Vocabulary): Schema {
  const description = shape.about;
  switch (shape.kind) {
    case 'text':
      return { description, ...(shape.words ? { enum: words(shape.words, vocabulary) } : { type: 'string' }) };
    case 'integer':
      return { description, type: 'integer', minimum: shape.from, maximum: shape.to };
    case 'text or false':
      return { description, anyOf: [{ type: 'string' }, { const: false }] };
    case 'flag':
      return { description, type: 'boolean' };
    case 'setting':
      return schemaOf(level, vocabulary);
    case 'list': {
      const items = schemaOf(shape.of, vocabulary);
      const list = { type: 'array', items };
      return shape.orOne ? { description, anyOf: [items, list] } : { description, ...list };
    }
    case 'record':
      return {
        description,
        type: 'object',
        additionalProperties: false,
        ...(shape.required ? { required: shape.required } : {}),
        properties: Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, schemaOf(field, vocabulary)])),
      };
    case 'map': {
      const values = schemaOf(shape.values, vocabulary);
      const isSetting = shape.values.kind === 'setting';
      if (!('words' in shape.keys)) return { description, type: 'object', additionalProperties: values };
      return { description, type: 'object', additionalProperties: false, properties: properties(shape.keys.words, values, vocabulary, isSetting) };
    }
  }
}

/** One property for each word, with what a rule says of itself where the words are rules. */
function properties(list: WordList, values: Schema, vocabulary: Vocabulary, isSetting: boolean): Schema {
  const summaries = new Map(vocabulary.rules.map(({ id, summary }) => [id, summary]));
  return Object.fromEntries(words(list, vocabulary).map((word) => [word, { ...(isSetting ? setting(word, values, vocabulary) : values), description: (list === 'rule' ? summaries.get(word) : undefined) ?? values.description }]));
}

/** A rule with options takes them behind its level. */
function setting(rule: string, levels: Schema, vocabulary: Vocabulary): Schema {
  const options = optionsShape(rule, vocabulary);
  if (!options) return levels;
  const item = { enum: levels.enum };
  return { anyOf: [item, { type: 'array', items: [item, schemaOf(options, vocabulary)], minItems: 1, maxItems: 2 }] };
}
