import { readFileSync } from 'node:fs';
import { Ajv, type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';

function schemaText(name: string): string {
  return readFileSync(new URL(`schemas/${name}`, import.meta.url), 'utf8');
}

/** What a JSON schema of the folder says against a value. Two of them are of draft 4, and use nothing that later drafts changed but the name of the id. */
export function jsonMistakes(name: string, value: unknown): readonly string[] {
  const schema = JSON.parse(schemaText(name)) as AnySchemaObject;
  for (const key of ['$schema', 'id']) Reflect.deleteProperty(schema, key);
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** What xmllint says against a document. */
export async function xmlMistakes(name: string, xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema: { fileName: name, contents: schemaText(name) } });
  return errors.map(({ message }) => message);
}
