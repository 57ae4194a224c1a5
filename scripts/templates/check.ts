// Checks the renderer's templates with the TypeScript compiler: elements, properties, attributes, events, and the types of their values.
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { definedElements, Elements, type ElementAttribute } from './elements.ts';
import { templatesOf, type Template, type TemplateAttribute, type TemplateTag } from './parse.ts';

export interface Finding {
  file: string;
  /** Counted from 1. */
  line: number;
  column: number;
  message: string;
}

/** Functions that the checked text calls in place of a template: each declares the type its place accepts. */
const globals = `
import type { noChange, nothing } from 'lit';
declare global {
  const $htmlTags: HTMLElementTagNameMap;
  const $svgTags: SVGElementTagNameMap;
  const $htmlElement: HTMLElement;
  const $htmlEvents: HTMLElementEventMap;
  const $svgEvents: SVGElementEventMap;
  const $style: CSSStyleDeclaration;
  type $Special = typeof noChange;
  type $Nothing = typeof nothing;
  type $Listener<E extends Event> = ((event: E) => void) | { handleEvent(event: E): void };
  type $AsNumber = number | \`\${number}\`;
  function $template<R>(tag: (strings: TemplateStringsArray, ...values: never[]) => R, ...parts: unknown[]): R;
  function $child(value: unknown): unknown;
  function $prop<T>(value: T | $Special | (undefined extends T ? $Nothing : never)): unknown;
  function $text<T>(value: T | $Special | $Nothing): unknown;
  function $bool(value: boolean | $Special | $Nothing): unknown;
  function $on<E extends Event>(listener: $Listener<E> | null | undefined | $Special | $Nothing): unknown;
  function $self(value: object | $Special | $Nothing): unknown;
}
`;

const anyText = 'string | number | bigint';

/** Lit's own values are unique symbols, which every place accepts and messages leave out. */
const brief = (message: string) => message.replace(/unique symbol \| | \| unique symbol/g, '');

/** A piece of the checked text: copied from the source, or inserted for the attribute at a position of the source. */
interface Segment {
  at: number;
  length: number;
  source: number;
  copied: boolean;
}

/** Text for the compiler in which every template is a call, and the mapping of its positions back to the source. */
class Rewritten {
  text = '';
  private readonly segments: Segment[] = [];
  private done = 0;

  private readonly original: string;

  constructor(original: string) {
    this.original = original;
  }

  /** Copies the source up to `end`. */
  copyTo(end: number): void {
    this.segments.push({ at: this.text.length, length: end - this.done, source: this.done, copied: true });
    this.text += this.original.slice(this.done, end);
    this.done = end;
  }

  put(text: string, source: number): void {
    this.segments.push({ at: this.text.length, length: text.length, source, copied: false });
    this.text += text;
  }

  skipTo(end: number): void {
    this.done = end;
  }

  sourceOf(position: number): number {
    const segment = this.segments.findLast(({ at }) => at <= position);
    if (!segment) return position;
    return segment.copied ? segment.source + position - segment.at : segment.source;
  }
}

/** The code around one expression of a template, and the checks of the template's text. */
interface Plan {
  around: Map<number, string>;
  /** Calls that check an attribute written in the template, by the literal piece that contains it. */
  written: { piece: number; at: number; call: string }[];
  /** Names of the expressions' places, for messages. */
  places: Map<number, string>;
}

class FileCheck {
  readonly found: { at: number; message: string }[] = [];

  private readonly elements: Elements;
  private readonly checker: ts.TypeChecker;
  private readonly reachable: ReadonlySet<ts.SourceFile>;

  constructor(elements: Elements, checker: ts.TypeChecker, reachable: ReadonlySet<ts.SourceFile>) {
    this.elements = elements;
    this.checker = checker;
    this.reachable = reachable;
  }

  plan(template: Template): Plan {
    const plan: Plan = { around: new Map(), written: [], places: new Map() };
    this.found.push(...template.troubles);
    for (const tag of template.tags) this.tag(template, tag, plan);
    for (const index of plan.around.keys()) if (this.isDirective(template, index)) plan.around.set(index, '$child(');
    return plan;
  }

  /** The type of a directive's result is an empty interface, which accepts everything: its value is not checked. */
  private isDirective({ node }: Template, index: number): boolean {
    if (ts.isNoSubstitutionTemplateLiteral(node.template)) return false;
    const expression = node.template.templateSpans[index]?.expression;
    return !!expression && this.checker.getTypeAtLocation(expression).symbol?.name === 'DirectiveResult';
  }

  private tag(template: Template, tag: TemplateTag, plan: Plan): void {
    for (const index of tag.expressions) {
      plan.around.set(index, '$self(');
      plan.places.set(index, `<${tag.name}>`);
    }
    const model = this.elements.of(tag.name, tag.svg);
    if (!model) {
      this.found.push({ at: tag.at, message: `unknown element <${tag.name}>` });
      return;
    }
    if (model.file && !this.reachable.has(model.file))
      this.found.push({
        at: tag.at,
        message: `<${tag.name}> is used here, but the file that defines it is not imported`,
      });
    for (const attribute of tag.attributes) {
      for (const index of attribute.expressions) plan.places.set(index, this.nameOf(tag, attribute));
      if (attribute.binding === 'property') {
        if (!model.hasProperty(attribute.name)) this.unknown(tag, attribute, 'property');
        else this.whole(tag, attribute, plan, `$prop<${model.type}['${attribute.name}']>(`);
      } else if (attribute.binding === 'event') {
        const event = model.event(attribute.name);
        if (!event) this.unknown(tag, attribute, 'event');
        else this.whole(tag, attribute, plan, `$on<${event}>(`);
      } else {
        const known = model.attribute(attribute.name);
        if (!known) this.unknown(tag, attribute, 'attribute');
        else if (attribute.binding === 'boolean') this.switched(tag, attribute, known, plan);
        else this.attribute(template, tag, attribute, known, model.type, plan);
      }
    }
  }

  private nameOf(tag: TemplateTag, { binding, name }: TemplateAttribute): string {
    const sign = { attribute: '', property: '.', boolean: '?', event: '@' }[binding];
    return `<${tag.name} ${sign}${name}>`;
  }

  private unknown(tag: TemplateTag, attribute: TemplateAttribute, what: string): void {
    this.found.push({ at: attribute.at, message: `${this.nameOf(tag, attribute)}: unknown ${what}` });
  }

  private wrong(tag: TemplateTag, attribute: TemplateAttribute, message: string): void {
    this.found.push({ at: attribute.at, message: `${this.nameOf(tag, attribute)}: ${message}` });
  }

  /** A property and a listener are exactly one expression. */
  private whole(tag: TemplateTag, attribute: TemplateAttribute, plan: Plan, call: string): void {
    const [index] = attribute.expressions;
    if (!attribute.whole || index === undefined) return this.wrong(tag, attribute, 'takes one ${expression}');
    plan.around.set(index, call);
  }

  private switched(tag: TemplateTag, attribute: TemplateAttribute, known: ElementAttribute, plan: Plan): void {
    if (known.kind !== 'boolean') return this.wrong(tag, attribute, 'is not a boolean attribute');
    this.whole(tag, attribute, plan, '$bool(');
  }

  private attribute(
    template: Template,
    tag: TemplateTag,
    attribute: TemplateAttribute,
    { kind, property }: ElementAttribute,
    element: string,
    plan: Plan,
  ): void {
    if (kind === 'boolean') {
      if (attribute.expressions.length > 0) this.wrong(tag, attribute, `is boolean: write ?${attribute.name}`);
      else if (attribute.value !== '') this.wrong(tag, attribute, 'is boolean and takes no value');
      return;
    }
    const type =
      kind === 'number'
        ? '$AsNumber'
        : kind === 'string' && property
          ? `string extends NonNullable<${element}['${property}']> ? ${anyText} : NonNullable<${element}['${property}']>`
          : attribute.name.startsWith('aria-')
            ? `${anyText} | boolean`
            : anyText;
    if (attribute.whole || attribute.expressions.length === 0) {
      const call = `$text<${type}>(`;
      const [index] = attribute.expressions;
      if (index !== undefined) plan.around.set(index, call);
      else if (kind !== 'text') {
        const piece = template.pieces.findIndex(({ from, to }) => from <= attribute.at && attribute.at <= to);
        plan.written.push({ piece, at: attribute.at, call: `${call}${JSON.stringify(attribute.value)})` });
      }
      return;
    }
    for (const index of attribute.expressions) plan.around.set(index, `$text<${anyText}>(`);
  }
}

/** Each edit replaces one literal piece of a template by its checking calls. */
interface Edit {
  from: number;
  to: number;
  puts: { text: string; source: number }[];
}

function editsOf(file: ts.SourceFile, { node, pieces }: Template, plan: Plan): Edit[] {
  const last = pieces.length - 1;
  return pieces.map(({ from, to }, index) => {
    const puts: Edit['puts'] = [];
    if (index === 0) puts.push({ text: `$template(${node.tag.getText(file)}, `, source: from });
    else puts.push({ text: '), ', source: from });
    for (const { piece, at, call } of plan.written) if (piece === index) puts.push({ text: `${call}, `, source: at });
    puts.push(
      index === last ? { text: 'null)', source: to } : { text: plan.around.get(index) ?? '$child(', source: to },
    );
    return {
      from: index === 0 ? node.getStart(file) : from - 1,
      to: index === last ? to + 1 : to + 2,
      puts,
    };
  });
}

function rewrite(file: ts.SourceFile, edits: Edit[]): Rewritten {
  const result = new Rewritten(file.text);
  for (const { from, to, puts } of edits.toSorted((a, b) => a.from - b.from)) {
    result.copyTo(from);
    for (const { text, source } of puts) result.put(text, source);
    result.skipTo(to);
  }
  result.copyTo(file.text.length);
  return result;
}

/** All files that are loaded together with this one. */
function loadedWith(file: ts.SourceFile, checker: ts.TypeChecker): Set<ts.SourceFile> {
  const seen = new Set([file]);
  for (const each of seen) {
    for (const statement of each.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const typesOnly = ts.isImportDeclaration(statement)
        ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : statement.isTypeOnly;
      if (typesOnly) continue;
      const module = statement.moduleSpecifier && checker.getSymbolAtLocation(statement.moduleSpecifier);
      for (const declaration of module?.declarations ?? []) if (ts.isSourceFile(declaration)) seen.add(declaration);
    }
  }
  return seen;
}

function undeclared(file: ts.SourceFile, checker: ts.TypeChecker, tags: ts.Type): { at: number; message: string }[] {
  return definedElements(file).flatMap(({ tag, node }) => {
    const entry = tags.getProperty(tag);
    const declared = entry && checker.getTypeOfSymbol(entry).symbol;
    const defined = node.name && checker.getSymbolAtLocation(node.name);
    return declared && declared === defined
      ? []
      : [{ at: node.getStart(file), message: `<${tag}> of ${node.name?.text} is not in HTMLElementTagNameMap` }];
  });
}

/** Checks the templates in those files of a project that `wanted` selects; `overlay` holds files that are not on disk. */
export function checkTemplates(
  config: string,
  wanted: (file: string) => boolean,
  overlay: Readonly<Record<string, string>> = {},
): Finding[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(config, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  if (!parsed) throw new Error(`${config} cannot be read`);
  const globalsFile = join(dirname(config), '$templates.d.ts');
  const texts = new Map([[globalsFile, globals], ...Object.entries(overlay)]);
  const kept = new Map<string, ts.SourceFile>();
  const host = ts.createCompilerHost(parsed.options, true);
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = name => texts.has(name) || exists(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const known = kept.get(name);
    if (known) return known;
    const text = texts.get(name);
    const file =
      text === undefined
        ? read(name, languageVersion, ...rest)
        : ts.createSourceFile(name, text, languageVersion, true);
    if (file) kept.set(name, file);
    return file;
  };
  const rootNames = [...new Set([...parsed.fileNames, ...texts.keys()])];
  const program = ts.createProgram({ rootNames, options: parsed.options, host });
  const checker = program.getTypeChecker();
  const globalsSource = program.getSourceFile(globalsFile);
  if (!globalsSource) throw new Error(`${globalsFile} was not read`);
  const elements = new Elements(checker, globalsSource);

  const findings: Finding[] = [];
  const note = (file: ts.SourceFile, at: number, message: string) => {
    const { line, character } = file.getLineAndCharacterOfPosition(at);
    findings.push({ file: file.fileName, line: line + 1, column: character + 1, message });
  };

  const checked = program.getSourceFiles().filter(file => !file.isDeclarationFile && wanted(file.fileName));
  const rewritten = new Map<ts.SourceFile, { result: Rewritten; templates: [Template, Plan][] }>();
  for (const file of checked) {
    for (const { at, message } of undeclared(file, checker, elements.tags)) note(file, at, message);
    const templates = templatesOf(file);
    if (templates.length === 0) continue;
    const check = new FileCheck(elements, checker, loadedWith(file, checker));
    const planned = templates.map((template): [Template, Plan] => [template, check.plan(template)]);
    for (const { at, message } of check.found) note(file, at, message);
    const edits = planned.flatMap(([template, plan]) => editsOf(file, template, plan));
    rewritten.set(file, { result: rewrite(file, edits), templates: planned });
  }

  for (const [file, { result }] of rewritten) {
    texts.set(file.fileName, result.text);
    kept.delete(file.fileName);
  }
  const second = ts.createProgram({ rootNames, options: parsed.options, host, oldProgram: program });
  for (const [file, { result, templates }] of rewritten) {
    const again = second.getSourceFile(file.fileName);
    for (const diagnostic of [...second.getSyntacticDiagnostics(again), ...second.getSemanticDiagnostics(again)]) {
      const at = result.sourceOf(diagnostic.start ?? 0);
      const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
      note(file, at, `${placeOf(templates, at)}${brief(message)}`);
    }
  }
  return findings.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}

/** The innermost attribute that contains a position. */
function placeOf(templates: [Template, Plan][], at: number): string {
  let place = '';
  for (const [{ pieces }, { places, written }] of templates) {
    if (written.some(each => each.at === at)) return '';
    const index = pieces.findIndex(({ to }, i) => to <= at && at < (pieces[i + 1]?.from ?? 0));
    const name = index >= 0 && places.get(index);
    if (name) place = `${name}: `;
  }
  return place;
}
