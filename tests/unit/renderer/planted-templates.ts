// Templates with a mistake each, and right ones beside them: what the template check must and must not report.
import { html, nothing, svg } from 'lit';
import { live } from 'lit/directives/live.js';
import type { KrTabs } from '../../../src-renderer/ui/index.ts';
import '../../../src-renderer/kiosk/news/index.ts';

const choices = [{ id: 1, label: 'Да' }];
const word: string = 'x';
const maybe: string | undefined = undefined;
const flag: boolean = true;
const noted: unknown[] = [];
const onInput = (event: CustomEvent<{ value: string }>) => noted.push(event.detail.value);

export const mistakes = [
  html`<kr-news-lst .itemz=${choices}></kr-news-lst>`, // unknown element <kr-news-lst>
  html`<kr-news-list .itemz=${choices}></kr-news-list>`, // <kr-news-list .itemz>: unknown property
  html`<kr-button .vriant=${'primary'}></kr-button>`, // <kr-button .vriant>: unknown property
  html`<kr-button @clik=${() => noted}></kr-button>`, // <kr-button @clik>: unknown event
  html`<kr-button @kr-input=${onInput}></kr-button>`, // <kr-button @kr-input>: unknown event
  html`<kr-button varaint="primary"></kr-button>`, // <kr-button varaint>: unknown attribute
  html`<kr-button variant="primry"></kr-button>`, // not assignable
  html`<kr-button variant=${word}></kr-button>`, // <kr-button variant>: Argument of type 'string' is not assignable
  html`<kr-button iconAfter="check"></kr-button>`, // <kr-button iconAfter>: unknown attribute
  html`<kr-button ?bgi=${flag}></kr-button>`, // <kr-button ?bgi>: unknown attribute
  html`<kr-button big=${flag}></kr-button>`, // <kr-button big>: is boolean: write ?big
  html`<kr-button ?icon=${flag}></kr-button>`, // <kr-button ?icon>: is not a boolean attribute
  html`<kr-button ?big=${word}></kr-button>`, // <kr-button ?big>: Argument of type 'string' is not assignable
  html`<kr-button label=${maybe}></kr-button>`, // <kr-button label>: Argument of type 'undefined' is not assignable
  html`<kr-choice-list items="x"></kr-choice-list>`, // <kr-choice-list items>: unknown attribute
  html`<kr-choice-list .items=${word}></kr-choice-list>`, // <kr-choice-list .items>: Argument of type 'string'
  html`<kr-choice-list .items=${[{ id: 1, lable: 'Да' }]}></kr-choice-list>`, // 'lable' does not exist
  html`<kr-choice-list .items=${nothing}></kr-choice-list>`, // <kr-choice-list .items>: Argument of type
  html`<kr-choice-list .focusFirst.x=${word}></kr-choice-list>`, // unknown property
  html`<kr-keyboard .rows=${word}></kr-keyboard>`, // <kr-keyboard .rows>: unknown property
  html`<kr-text-field maxlength="many"></kr-text-field>`, // not assignable
  html`<kr-text-field @kr-input=${(event: KeyboardEvent) => event.key}></kr-text-field>`, // <kr-text-field @kr-input>:
  html`<kr-text-field @kr-input=${(event: CustomEvent<number>) => event.detail}></kr-text-field>`, // <kr-text-field @kr-input>:
  html`<kr-text-field @kr-input="onInput()"></kr-text-field>`, // <kr-text-field @kr-input>: takes one ${expression}
  html`<kr-money-field .value=${5}></kr-money-field>`, // <kr-money-field .value>: Argument of type '5' is not assignable
  html`<kr-date-pad .filled=${flag}></kr-date-pad>`, // <kr-date-pad .filled>: unknown property
  html`<kr-pay-screen></kr-pay-screen>`, // <kr-pay-screen> is used here, but the file that defines it is not imported
  html`<wa-dialog light-dismis></wa-dialog>`, // <wa-dialog light-dismis>: unknown attribute
  html`<wa-dialog @wa-hid=${() => noted}></wa-dialog>`, // <wa-dialog @wa-hid>: unknown event
  html`<buton>x</buton>`, // unknown element <buton>
  html`<button disabeld>x</button>`, // <button disabeld>: unknown attribute
  html`<button aria-presed="true">x</button>`, // <button aria-presed>: unknown attribute
  html`<button disabled="true">x</button>`, // <button disabled>: is boolean and takes no value
  html`<button @click=${(event: KeyboardEvent) => event.key}>x</button>`, // <button @click>: Argument of type
  html`<div @kr-input=${onInput}></div>`, // <div @kr-input>: unknown event
  html`<p class="a" class="b"></p>`, // the attribute stands here twice
  html`<div><span></div>`, // <span> is not closed
  html`<div></span></div>`, // </span> closes nothing
  html`<kr-icon name="check" />`, // <kr-icon /> does not close the element: write <kr-icon></kr-icon>
  html`<svg><rekt x="1" /></svg>`, // unknown element <rekt>
  svg`<rect strok="red" />`, // <rect strok>: unknown attribute
  choices.map(({ label }) => html`<p>${html`<li titel=${label}></li>`}</p>`), // <li titel>: unknown attribute
];

export const right = (tabs: KrTabs) => [
  html`<kr-button variant="primary" icon-after="check" big ?disabled=${flag} @click=${() => noted}>x</kr-button>`,
  html`<kr-button variant=${flag ? 'primary' : 'plain'} label=${word || nothing} data-testid="x-${word}"></kr-button>`,
  html`<kr-choice-list .items=${[{ id: 'a', label: 'Да' }]} class="a ${word}" aria-label=${word}></kr-choice-list>`,
  html`<kr-text-field
    .value=${live(word)}
    maxlength="5"
    unit="5"
    @kr-input=${onInput}
    @kr-enter=${null}
  ></kr-text-field>`,
  html`<kr-money-field maxlength=${5} @kr-input=${(event: Event) => noted.push(event)} hidden></kr-money-field>`,
  html`<kr-date-pad @kr-input=${onInput} .value=${word} latest=${word} data-x></kr-date-pad>`,
  html`<wa-dialog light-dismiss without-header ?open=${flag} @wa-hide=${() => noted}></wa-dialog>`,
  html`<progress max="1" .value=${0.5} aria-describedby="x"></progress>`,
  html`<input autocomplete="off" autocorrect="off" spellcheck="false" readonly maxlength="5" .checked=${flag} />`,
  html`<table>
    <tr>
      <td colspan=${2} tabindex=${flag ? 0 : nothing}>${tabs}</td>
    </tr>
  </table>`,
  html`<label for="x">a<img src="x" alt="" srcset="y" /></label
    ><svg viewBox="0 0 1 1" stroke-width="2"><path d="M0" /></svg>`,
];
