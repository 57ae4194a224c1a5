// Every element of ui/ in every state: what the gallery shows, and what its tests look at.
import { html, type TemplateResult } from 'lit';
import type {
  KeyboardKind,
  KeyboardLayout,
  KrButton,
  KrDialog,
  KrMessage,
  KrOutcome,
  KrState,
} from '../../src-renderer/ui/index.ts';
import '../../src-renderer/ui/chart/kr-bar-chart.ts';
import '../../src-renderer/ui/index.ts';

export interface Specimen {
  state: string;
  template: TemplateResult;
  /** Takes a whole row of the page. */
  wide?: boolean;
}

/** All values of a union, held complete by the compiler. */
const all = <T extends string>(values: Record<T, true>): T[] => Object.keys(values) as T[];

const variants = all<KrButton['variant']>({ primary: true, plain: true, quiet: true });
const messages = all<KrMessage['kind']>({ error: true, warn: true, info: true, good: true });
const outcomes = all<KrOutcome['kind']>({ good: true, bad: true, warn: true, busy: true });
const states = all<KrState['kind']>({ loading: true, empty: true, error: true });
const keyboards = all<KeyboardKind>({
  text: true,
  login: true,
  email: true,
  emails: true,
  password: true,
  address: true,
});
const layouts = all<KeyboardLayout>({ ru: true, latin: true, digits: true });

const long =
  'Некоммерческая организация «Региональный фонд капитального ремонта многоквартирных домов», ' +
  'улица Шестидесятилетия Октябрьской Революции, дом 125, корпус 3, помещение 17-Н';
const unbroken = 'достопримечательностями-высокопревосходительство@региональный-фонд.рф';

const icons = Object.keys(import.meta.glob('../../src-renderer/ui/icons/*.svg')).map(path =>
  path.replace(/^.*\/|\.svg$/g, ''),
);

const choices = [
  { id: 1, label: 'улица Ленина, 1' },
  { id: 2, label: 'улица Ленина, 2', note: 'квартиры 1–80' },
  { id: 3, label: long, note: long },
];

const tabs = [
  { id: 'general', label: 'Общие' },
  { id: 'contacts', label: 'Контакты' },
  { id: 'services', label: 'Услуги и рассылки фонда' },
];

const bars = Array.from({ length: 24 }, (_, index) => ({
  period: `${2024 + Math.floor((index + 10) / 12)}-${String(((index + 10) % 12) + 1).padStart(2, '0')}`,
  charged: 63_450 + index * 500,
  paid: index % 5 === 0 ? 0 : 60_000 + (index % 3) * 20_000,
}));

const dialogs: [string, Pick<KrDialog, 'closable'>, TemplateResult][] = [
  [
    'closable',
    { closable: true },
    html`<p>Его можно добавить снова по квитанции.</p>
      <kr-button slot="action">Да, удалить</kr-button>
      <kr-button slot="action" variant="primary">Оставить</kr-button>`,
  ],
  [
    'must be answered',
    { closable: false },
    html`<p>${long}</p>
      <kr-button slot="action" variant="primary" big>Продолжить</kr-button>`,
  ],
];

/** A dialog covers the page: here a button opens it, and any answer closes it. */
const dialog = ([state, { closable }, content]: (typeof dialogs)[number]): Specimen => {
  const set = (event: Event, open: boolean) => {
    const element = (event.currentTarget as Element).closest('.specimen')?.querySelector('kr-dialog');
    if (element) element.open = open;
  };
  return {
    state,
    template: html`<kr-button data-opens=${state} @click=${(event: Event) => set(event, true)}>Открыть</kr-button>
      <kr-dialog
        heading="Удалить лицевой счёт из кабинета?"
        ?closable=${closable}
        @click=${(event: Event) => {
          if ((event.target as Element).slot === 'action') set(event, false);
        }}
        @kr-close=${(event: Event) => set(event, false)}
        >${content}</kr-dialog
      >`,
  };
};

export const specimens: Record<string, Specimen[]> = {
  'kr-button': [
    ...variants.flatMap(variant => [
      { state: variant, template: html`<kr-button variant=${variant}>Напечатать</kr-button>` },
      {
        state: `${variant}, icons`,
        template: html`<kr-button variant=${variant} icon="printer" icon-after="chevron-right">Напечатать</kr-button>`,
      },
      { state: `${variant}, disabled`, template: html`<kr-button variant=${variant} disabled>Напечатать</kr-button>` },
      { state: `${variant}, big`, template: html`<kr-button variant=${variant} big icon="check">Далее</kr-button>` },
      {
        state: `${variant}, pressed`,
        template: html`<kr-button variant=${variant} pressed="true">Крупный</kr-button>`,
      },
    ]),
    { state: 'icon alone', template: html`<kr-button icon="xmark" label="Закрыть"></kr-button>` },
    { state: 'expanded', template: html`<kr-button expanded="true" icon-after="chevron-up">Другие счета</kr-button>` },
    { state: 'aligned to the start', template: html`<kr-button align="start" class="fill">Счёт 1234567</kr-button>` },
    { state: 'long text', template: html`<kr-button icon="building">${long}</kr-button>`, wide: true },
  ],
  'kr-check': [
    { state: 'empty', template: html`<kr-check>Я согласен на обработку данных</kr-check>` },
    { state: 'checked', template: html`<kr-check checked>Я согласен на обработку данных</kr-check>` },
    { state: 'with a note', template: html`<kr-check note="Можно отозвать">Я согласен</kr-check>` },
    { state: 'disabled', template: html`<kr-check disabled>Я согласен</kr-check>` },
    { state: 'disabled, checked', template: html`<kr-check disabled checked>Я согласен</kr-check>` },
    { state: 'long text', template: html`<kr-check note=${long}>${long}</kr-check>`, wide: true },
  ],
  'kr-choice-list': [
    { state: 'columns', template: html`<kr-choice-list label="Дома" .items=${choices}></kr-choice-list>`, wide: true },
    {
      state: 'one column',
      template: html`<kr-choice-list label="Дома" columns="1" .items=${choices}></kr-choice-list>`,
      wide: true,
    },
    { state: 'empty', template: html`<kr-choice-list label="Дома" .items=${[]}></kr-choice-list>` },
  ],
  'kr-date-pad': [
    { state: 'empty', template: html`<kr-date-pad label="Дата платежа"></kr-date-pad>` },
    { state: 'filled', template: html`<kr-date-pad label="Дата" .value=${'2025-11-02'}></kr-date-pad>` },
    { state: 'impossible', template: html`<kr-date-pad label="Дата" .value=${'2025-02-30'}></kr-date-pad>` },
    {
      state: 'error of the screen',
      template: html`<kr-date-pad label="Дата" .value=${'2025-11-02'} error=${long}></kr-date-pad>`,
    },
  ],
  'kr-dialog': dialogs.map(dialog),
  'kr-icon': icons.map(name => ({ state: name, template: html`<kr-icon name=${name}></kr-icon>` })),
  'kr-keyboard': [
    ...keyboards.map(kind => ({ state: kind, template: html`<kr-keyboard kind=${kind}></kr-keyboard>`, wide: true })),
    ...layouts.map(layout => ({
      state: `layout ${layout}`,
      template: html`<kr-keyboard layout=${layout}></kr-keyboard>`,
      wide: true,
    })),
  ],
  'kr-message': [
    ...messages.map(kind => ({
      state: kind,
      template: html`<kr-message kind=${kind} text="Принтер не отвечает"></kr-message>`,
    })),
    ...messages.map(kind => ({
      state: `${kind}, long text`,
      template: html`<kr-message kind=${kind} text=${`${long} ${unbroken}`}></kr-message>`,
      wide: true,
    })),
  ],
  'kr-money-field': [
    { state: 'empty', template: html`<kr-money-field label="Сумма платежа"></kr-money-field>` },
    { state: 'filled', template: html`<kr-money-field label="Сумма платежа" value="123456,78"></kr-money-field>` },
    { state: 'error', template: html`<kr-money-field label="Сумма" value="0" error="Нужна сумма"></kr-money-field>` },
  ],
  'kr-numpad': [
    { state: 'digits', template: html`<kr-numpad></kr-numpad>` },
    { state: 'comma', template: html`<kr-numpad comma></kr-numpad>` },
  ],
  'kr-outcome': [
    ...outcomes.map(kind => ({
      state: kind,
      template: html`<kr-outcome kind=${kind} heading="Документ напечатан" text="Возьмите лист внизу"></kr-outcome>`,
    })),
    {
      state: 'own icon, more below, long text',
      template: html`<kr-outcome icon="printer" heading=${long} text=${long}>
        <kr-button variant="primary">Ещё раз</kr-button>
      </kr-outcome>`,
      wide: true,
    },
  ],
  'kr-password-field': [
    { state: 'empty', template: html`<kr-password-field label="Пароль"></kr-password-field>` },
    { state: 'filled', template: html`<kr-password-field label="Пароль" value="Секрет-1"></kr-password-field>` },
    {
      state: 'error',
      template: html`<kr-password-field label="Пароль" value="1" error="Пароль короткий"></kr-password-field>`,
    },
  ],
  'kr-screen': [
    {
      state: 'all slots',
      template: html`<kr-screen heading="Квитанция за октябрь" .back=${() => undefined}>
        <kr-tabs slot="nav" label="Разделы" .tabs=${tabs} value="general"></kr-tabs>
        <kr-button slot="aside" icon="question">Справка</kr-button>
        <p slot="lead">Выберите месяц</p>
        <kr-message kind="info" text=${long}></kr-message>
        <kr-button slot="action" variant="primary" icon="printer">Напечатать</kr-button>
      </kr-screen>`,
      wide: true,
    },
    {
      state: 'typing',
      template: html`<kr-screen heading="Номер лицевого счёта" .back=${() => undefined}>
        <kr-text-field label="Номер" label-hidden value="12345"></kr-text-field>
        <kr-keyboard slot="keyboard" layout="digits"></kr-keyboard>
        <kr-button slot="action" variant="primary" disabled>Далее</kr-button>
      </kr-screen>`,
      wide: true,
    },
    { state: 'long heading, no footer', template: html`<kr-screen heading=${long}></kr-screen>`, wide: true },
  ],
  'kr-state': states.flatMap(kind => [
    { state: kind, template: html`<kr-state kind=${kind} text="Список платежей"></kr-state>` },
    {
      state: `${kind}, action, long text`,
      template: html`<kr-state kind=${kind} text=${long} action-label="Попробовать ещё раз"></kr-state>`,
      wide: true,
    },
  ]),
  'kr-tabs': tabs.map(({ id }) => ({
    state: id,
    template: html`<kr-tabs label="Разделы: ${id}" .tabs=${tabs} value=${id}></kr-tabs>`,
    wide: true,
  })),
  'kr-text-field': [
    { state: 'empty', template: html`<kr-text-field label="Фамилия"></kr-text-field>` },
    { state: 'placeholder', template: html`<kr-text-field label="Телефон" placeholder="+7"></kr-text-field>` },
    { state: 'filled', template: html`<kr-text-field label="Фамилия" value="Константинопольский"></kr-text-field>` },
    { state: 'hint', template: html`<kr-text-field label="Код" hint="Шесть цифр из письма"></kr-text-field>` },
    { state: 'error', template: html`<kr-text-field label="Код" value="1" error="Код не подошёл"></kr-text-field>` },
    { state: 'unit', template: html`<kr-text-field label="Площадь" value="42,3" unit="м²"></kr-text-field>` },
    { state: 'label hidden', template: html`<kr-text-field label="Фамилия" label-hidden></kr-text-field>` },
    {
      state: 'long text',
      template: html`<kr-text-field label=${long} value=${long} error=${`${long} ${unbroken}`}></kr-text-field>`,
      wide: true,
    },
  ],
  'kr-tile': [
    { state: 'heading', template: html`<kr-tile icon="scan" heading="По квитанции"></kr-tile>` },
    { state: 'text', template: html`<kr-tile icon="home" heading="По адресу" text="Улица и дом"></kr-tile>` },
    {
      state: 'big',
      template: html`<kr-tile big icon="wallet" heading="Оплатить" text="По коду"></kr-tile>`,
      wide: true,
    },
    { state: 'long text', template: html`<kr-tile icon="home" heading=${long} text=${long}></kr-tile>`, wide: true },
    {
      state: 'big, long text',
      template: html`<kr-tile big icon="home" heading=${long} text=${long}></kr-tile>`,
      wide: true,
    },
  ],
  'kr-bar-chart': [
    { state: 'two years', template: html`<kr-bar-chart .bars=${bars}></kr-bar-chart>`, wide: true },
    { state: 'three months', template: html`<kr-bar-chart .bars=${bars.slice(0, 3)}></kr-bar-chart>`, wide: true },
    {
      state: 'nothing charged or paid',
      template: html`<kr-bar-chart
        .bars=${bars.map(({ period }) => ({ period, charged: 0, paid: 0 }))}
      ></kr-bar-chart>`,
      wide: true,
    },
  ],
};
