// Parses a tagged template as HTML: its tags, their attributes, and the position of every expression.
import { Tokenizer, TokenizerMode, type Token, type TokenHandler } from 'parse5';
import ts from 'typescript';

/** How Lit treats an attribute, by the first character of its name. */
export type Binding = 'attribute' | 'property' | 'boolean' | 'event';

export interface TemplateAttribute {
  binding: Binding;
  /** As written, without the binding's character. */
  name: string;
  /** The value's text, with a mark for each expression. */
  value: string;
  /** Indices of the expressions in the value. */
  expressions: number[];
  /** The value is exactly one expression. */
  whole: boolean;
  /** Position in the source file. */
  at: number;
}

export interface TemplateTag {
  name: string;
  /** Inside `<svg>`, or in a template tagged `svg`. */
  svg: boolean;
  attributes: TemplateAttribute[];
  /** Indices of expressions among the attributes: directives for the element itself. */
  expressions: number[];
  at: number;
}

export interface Template {
  node: ts.TaggedTemplateExpression;
  /** The literal pieces around the expressions, with their start and end in the source file. */
  pieces: { from: number; to: number }[];
  tags: TemplateTag[];
  /** Errors in the markup. */
  troubles: { at: number; message: string }[];
}

const MARK = /\uE000(\d+)\uE001/g;
const markOf = (index: number) => `\uE000${index}\uE001`;
const marksIn = (text: string) => [...text.matchAll(MARK)].map(([, index]) => Number(index));

const bindings: Record<string, Binding> = { '.': 'property', '?': 'boolean', '@': 'event' };
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const closedByItself = new Set('li p dt dd option tr td th'.split(' '));
const unparsed: Record<string, number> = {
  textarea: TokenizerMode.RCDATA,
  title: TokenizerMode.RCDATA,
  style: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
};

const isTemplate = (node: ts.Node): node is ts.TaggedTemplateExpression =>
  ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && ['html', 'svg'].includes(node.tag.text);

/** Every `html` and `svg` template of a file; a nested one comes after the one that contains it. */
export function templatesOf(file: ts.SourceFile): Template[] {
  const found: Template[] = [];
  const look = (node: ts.Node): void => {
    if (isTemplate(node)) found.push(parseTemplate(file, node));
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

function piecesOf(file: ts.SourceFile, { template }: ts.TaggedTemplateExpression): Template['pieces'] {
  const start = template.getStart(file) + 1;
  if (ts.isNoSubstitutionTemplateLiteral(template)) return [{ from: start, to: template.end - 1 }];
  const spans = template.templateSpans.map(({ literal }) => ({
    from: literal.getStart(file) + 1,
    to: literal.end - (ts.isTemplateTail(literal) ? 1 : 2),
  }));
  return [{ from: start, to: template.head.end - 2 }, ...spans];
}

/** Builds tags from the tokens, and records what is not closed or closed needlessly. */
class TagReader implements TokenHandler {
  readonly tags: TemplateTag[] = [];
  readonly troubles: Template['troubles'] = [];
  private readonly open: { name: string; at: number }[] = [];
  tokenizer: Tokenizer | null = null;

  private readonly text: string;
  private readonly inSvg: boolean;
  private readonly source: (offset: number) => number;

  /** `source` converts an offset in the text to a position in the file. */
  constructor(text: string, inSvg: boolean, source: (offset: number) => number) {
    this.text = text;
    this.inSvg = inSvg;
    this.source = source;
  }

  onStartTag(token: Token.TagToken): void {
    const { location } = token;
    if (!location) return;
    const at = this.source(location.startOffset);
    const svg = this.inSvg || token.tagName === 'svg' || this.open.some(({ name }) => name === 'svg');
    const name = this.text.slice(location.startOffset + 1, location.startOffset + 1 + token.tagName.length);
    const tag: TemplateTag = { name, svg, at, attributes: [], expressions: [] };
    if (marksIn(name).length > 0) this.troubles.push({ at, message: 'an expression cannot be the name of an element' });
    for (const attribute of token.attrs) this.addAttribute(tag, attribute, location.attrs?.[attribute.name]);
    this.tags.push(tag);
    if (token.selfClosing && !svg && !empty.has(token.tagName))
      this.troubles.push({ at, message: `<${name} /> does not close the element: write <${name}></${name}>` });
    const closed = svg ? token.selfClosing : token.selfClosing || empty.has(token.tagName);
    if (!closed) this.open.push({ name: token.tagName, at });
    const mode = unparsed[token.tagName];
    if (mode !== undefined && this.tokenizer && !svg) {
      this.tokenizer.state = mode;
      this.tokenizer.lastStartTagName = token.tagName;
    }
  }

  private addAttribute(tag: TemplateTag, { name, value }: Token.Attribute, location?: Token.Location): void {
    const from = location?.startOffset ?? 0;
    const written = this.text.slice(from, from + name.length);
    const inName = marksIn(written);
    if (inName.length > 0) {
      tag.expressions.push(...inName);
      return;
    }
    const binding = bindings[written.charAt(0)] ?? 'attribute';
    const expressions = marksIn(value);
    tag.attributes.push({
      binding,
      name: binding === 'attribute' ? written : written.slice(1),
      value,
      expressions,
      whole: expressions.length === 1 && value === markOf(expressions[0] ?? 0),
      at: this.source(from),
    });
  }

  onEndTag({ tagName, location }: Token.TagToken): void {
    const at = this.source(location?.startOffset ?? 0);
    const index = this.open.findLastIndex(({ name }) => name === tagName);
    if (index < 0) {
      this.troubles.push({ at, message: `</${tagName}> closes nothing` });
      return;
    }
    this.close(index + 1);
    this.open.length = index;
  }

  private close(from: number): void {
    for (const { name, at } of this.open.slice(from))
      if (!closedByItself.has(name)) this.troubles.push({ at, message: `<${name}> is not closed` });
  }

  onEof(): void {
    this.close(0);
  }

  onComment(): void {}
  onDoctype(): void {}
  onCharacter(): void {}
  onNullCharacter(): void {}
  onWhitespaceCharacter(): void {}

  readonly onParseError: NonNullable<TokenHandler['onParseError']> = ({ code, startOffset }) => {
    if (code === 'duplicate-attribute')
      this.troubles.push({ at: this.source(startOffset), message: 'the attribute stands here twice' });
  };
}

function parseTemplate(file: ts.SourceFile, node: ts.TaggedTemplateExpression): Template {
  const pieces = piecesOf(file, node);
  let text = '';
  const starts = pieces.map(({ from, to }, index) => {
    const start = text.length;
    text += file.text.slice(from, to) + (index < pieces.length - 1 ? markOf(index) : '');
    return start;
  });
  const source = (offset: number) => {
    const index = starts.findLastIndex(start => start <= offset);
    const piece = pieces[index];
    return piece ? Math.min(piece.from + offset - (starts[index] ?? 0), piece.to) : 0;
  };
  const svg = ts.isIdentifier(node.tag) && node.tag.text === 'svg';
  const reader = new TagReader(text, svg, source);
  reader.tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, reader);
  reader.tokenizer.write(text, true);
  return { node, pieces, tags: reader.tags, troubles: reader.troubles };
}
