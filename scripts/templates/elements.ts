// What the compiler knows about elements, ours and the standard ones: properties, attributes and events.
import ts from 'typescript';

/** How an attribute is converted to a property; `text` for attributes of standard elements. */
export type AttributeKind = 'text' | 'string' | 'number' | 'boolean' | 'other';

export interface ElementAttribute {
  kind: AttributeKind;
  /** The property it sets, if its type is checked. */
  property: string | null;
}

export interface ElementModel {
  /** A type expression for the element. */
  type: string;
  /** The file that defines it, or null for a standard element. */
  file: ts.SourceFile | null;
  hasProperty(name: string): boolean;
  attribute(name: string): ElementAttribute | null;
  /** A type expression for the event, or null for an unknown one. */
  event(name: string): string | null;
}

/** Attributes whose property has another name. */
const renamed: Record<string, string> = {
  class: 'className',
  for: 'htmlFor',
  'accept-charset': 'acceptCharset',
  'http-equiv': 'httpEquiv',
  autocorrect: 'spellcheck',
};

/** Written as a string («true», «no»), though the property is a boolean. */
const inWords = new Set(['spellcheck', 'draggable', 'translate', 'autocorrect']);

const svgOnly = new Set('d points viewBox pathLength x y x1 x2 y1 y2 cx cy r rx ry width height'.split(' '));

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `Base<T>` of a generic class, whose own declaration names its bases. */
const isReference = (type: ts.Type): type is ts.TypeReference =>
  !!(type.flags & ts.TypeFlags.Object) && !!((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference);

const literal = (name: string) => `['${name}']`;

/** Decorators of a declaration that are calls, by name. */
const decoratorsOf = (node: ts.Node): [string, ts.CallExpression][] =>
  (ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []).flatMap(({ expression }) =>
    ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)
      ? [[expression.expression.text, expression] as [string, ts.CallExpression]]
      : [],
  );

/** Reads `{ type: Boolean, attribute: 'x' }` of a `@property`. */
function optionsOf(call: ts.CallExpression): { type: string; attribute: string | false | null } {
  const options = { type: '', attribute: null as string | false | null };
  const [argument] = call.arguments;
  if (!argument || !ts.isObjectLiteralExpression(argument)) return options;
  for (const member of argument.properties) {
    if (!ts.isPropertyAssignment(member) || !ts.isIdentifier(member.name)) continue;
    if (member.name.text === 'type') options.type = member.initializer.getText();
    if (member.name.text === 'converter') options.type = 'other';
    if (member.name.text !== 'attribute') continue;
    if (ts.isStringLiteral(member.initializer)) options.attribute = member.initializer.text;
    if (member.initializer.kind === ts.SyntaxKind.FalseKeyword) options.attribute = false;
  }
  return options;
}

const kinds: Record<string, AttributeKind> = { '': 'string', String: 'string', Number: 'number', Boolean: 'boolean' };

export class Elements {
  private readonly checker: ts.TypeChecker;
  private readonly models = new Map<string, ElementModel | null>();
  /** HTMLElementTagNameMap. */
  readonly tags: ts.Type;

  private readonly svg: ts.Type;
  private readonly anyHtml: ts.Type;
  private readonly htmlEvents: ts.Type;
  private readonly svgEvents: ts.Type;
  private readonly style: ts.Type;

  /** `globals` is a file that declares the constants named here. */
  constructor(checker: ts.TypeChecker, globals: ts.SourceFile) {
    this.checker = checker;
    const types = new Map<string, ts.Type>();
    const look = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name))
        types.set(node.name.text, checker.getTypeAtLocation(node.name));
      ts.forEachChild(node, look);
    };
    look(globals);
    const known = (name: string) => {
      const type = types.get(name);
      if (!type) throw new Error(`no type of ${name}`);
      return type;
    };
    this.tags = known('$htmlTags');
    this.svg = known('$svgTags');
    this.anyHtml = known('$htmlElement');
    this.htmlEvents = known('$htmlEvents');
    this.svgEvents = known('$svgEvents');
    this.style = known('$style');
  }

  /** The element of a tag, or null when no class is declared for it. */
  of(tag: string, svg: boolean): ElementModel | null {
    const inSvg = svg && !this.tags.getProperty(tag);
    const key = `${inSvg ? 'svg:' : ''}${tag}`;
    let model = this.models.get(key);
    if (model === undefined) {
      model = this.make(tag, svg && (inSvg || !!this.svg.getProperty(tag)));
      this.models.set(key, model);
    }
    return model;
  }

  private make(tag: string, svg: boolean): ElementModel | null {
    const entry = (svg ? this.svg : this.tags).getProperty(tag);
    if (!entry) return null;
    const type = this.checker.getTypeOfSymbol(entry);
    const own = tag.includes('-');
    const attributes = own ? this.ownAttributes(type) : null;
    const typeText = `${svg ? 'SVGElementTagNameMap' : 'HTMLElementTagNameMap'}${literal(tag)}`;
    return {
      type: typeText,
      file: own ? (entry.declarations?.[0]?.getSourceFile() ?? null) : null,
      hasProperty: name => this.isPublic(type, name),
      attribute: name =>
        attributes?.get(name.toLowerCase()) ?? this.standardAttribute(own ? this.anyHtml : type, name, svg),
      event: name => {
        const events = type.getProperty('events');
        if (own && events && this.checker.getTypeOfSymbol(events).getProperty(name))
          return `CustomEvent<${typeText}${literal('events')}${literal(name)}>`;
        const standard = svg ? this.svgEvents : this.htmlEvents;
        if (!standard.getProperty(name)) return null;
        return `${svg ? 'SVGElementEventMap' : 'HTMLElementEventMap'}${literal(name)}`;
      },
    };
  }

  private isPublic(type: ts.Type, name: string): boolean {
    const property = type.getProperty(name);
    if (!property || name === 'events') return false;
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Readonly;
    const declarations = property.declarations ?? [];
    if (declarations.some(each => ts.getCombinedModifierFlags(each) & hidden)) return false;
    const accessors = declarations.filter(each => ts.isGetAccessor(each) || ts.isSetAccessor(each));
    return accessors.length === 0 || accessors.some(ts.isSetAccessor);
  }

  /** By name in lower case: attributes of `@property`; for a compiled class, those named after its fields. */
  private ownAttributes(type: ts.Type): Map<string, ElementAttribute> {
    const found = new Map<string, ElementAttribute>();
    for (const declaration of this.membersOf(type)) {
      const name = declaration.name?.getText() ?? '';
      if (declaration.getSourceFile().isDeclarationFile) {
        if (!ts.isPropertyDeclaration(declaration) || !this.isPublic(type, name)) continue;
        const kind = this.isBoolean(this.checker.getTypeAtLocation(declaration)) ? 'boolean' : 'string';
        found.set(
          name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
          { kind, property: name },
        );
      }
      for (const [decorator, call] of decoratorsOf(declaration)) {
        if (decorator !== 'property') continue;
        const { type: given, attribute } = optionsOf(call);
        if (attribute === false) continue;
        found.set((attribute ?? name).toLowerCase(), { kind: kinds[given] ?? 'other', property: name });
      }
    }
    return found;
  }

  /** Members of a class and of the classes it extends, base classes first. */
  private membersOf(type: ts.Type): ts.ClassElement[] {
    const declared = isReference(type) ? type.target : type;
    const bases = declared.isClassOrInterface() ? this.checker.getBaseTypes(declared) : [];
    const classes = (type.symbol?.declarations ?? []).filter(ts.isClassDeclaration);
    return [...bases.flatMap(base => this.membersOf(base)), ...classes.flatMap(({ members }) => [...members])];
  }

  private isBoolean(type: ts.Type): boolean {
    return !(type.flags & ts.TypeFlags.Any) && this.checker.isTypeAssignableTo(this.checker.getTrueType(), type);
  }

  /** An attribute of a standard element is found by the property that reflects it. */
  private standardAttribute(type: ts.Type, name: string, svg: boolean): ElementAttribute | null {
    if (/^data-./.test(name)) return { kind: 'text', property: null };
    if (svg && (svgOnly.has(name) || this.style.getProperty(camel(name)))) return { kind: 'text', property: null };
    const wanted = (renamed[name] ?? name.replaceAll('-', '')).toLowerCase();
    const property = type
      .getProperties()
      .find(({ name: each }) =>
        name.startsWith('aria-')
          ? [wanted, `${wanted}element`, `${wanted}elements`].includes(each.toLowerCase())
          : each.toLowerCase() === wanted && (!name.includes('-') || name in renamed),
      );
    if (!property || /^on/.test(property.name)) return null;
    const typeOf = this.checker.getTypeOfSymbol(property);
    if (typeOf.getCallSignatures().length > 0) return null;
    return { kind: this.isBoolean(typeOf) && !inWords.has(name) ? 'boolean' : 'text', property: null };
  }
}

/** Every class with `@customElement('tag')`: the tag, the class, and its position. */
export function definedElements(file: ts.SourceFile): { tag: string; node: ts.ClassDeclaration }[] {
  return file.statements.filter(ts.isClassDeclaration).flatMap(node =>
    decoratorsOf(node).flatMap(([name, call]) => {
      const [argument] = call.arguments;
      return name === 'customElement' && argument && ts.isStringLiteral(argument) ? [{ tag: argument.text, node }] : [];
    }),
  );
}
