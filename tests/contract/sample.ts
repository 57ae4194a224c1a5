// Valid values made from the contract's own schemas, so that no test keeps a list of methods or fields by hand.
import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

const patterned = ['2026-11', '2026-11-22', '2026-11-22T18:05:00.000Z', 'AAAA'];

function make(schema: Schema): unknown {
  if (schema.anyOf) return make(schema.anyOf[0] as Schema);
  if (schema.oneOf) return make(schema.oneOf[0] as Schema);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, value]) => [key, make(value as Schema)]),
      );
    case 'array':
      return schema.items ? [make(schema.items as Schema)] : [];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, Number(schema.exclusiveMinimum ?? -1) + 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      if (schema.format === 'uuid') return '6f2b7c1e-58d1-4c7b-9a53-0c2d9e3f4a5b';
      if (schema.pattern) return patterned.find(text => new RegExp(schema.pattern as string).test(text));
      return 'Ёж'.slice(0, schema.maxLength).padEnd(schema.minLength ?? 0, 'ж');
    default:
      throw new Error(`No sample for ${JSON.stringify(schema)}`);
  }
}

const asJson = (schema: z.ZodType) => z.toJSONSchema(schema) as Schema;

/** A value the schema accepts; throws when this maker has fallen behind the contract. */
export const sample = <S extends z.ZodType>(schema: S): z.output<S> => schema.parse(make(asJson(schema)));

/** The names of an input's fields, and what each takes besides what its sample shows. */
export const fieldsOf = (
  schema: z.ZodType,
): { name: string; text: boolean; boolean: boolean; list: boolean; nullable: boolean; optional: boolean }[] => {
  const { properties = {}, required = [] } = asJson(schema);
  return Object.entries(properties).map(([name, value]) => ({
    name,
    text: (value as Schema).type === 'string' && !(value as Schema).enum,
    boolean: (value as Schema).type === 'boolean',
    list: (value as Schema).type === 'array',
    nullable: (value as Schema).anyOf?.some(each => each.type === 'null') ?? false,
    optional: !required.includes(name),
  }));
};
