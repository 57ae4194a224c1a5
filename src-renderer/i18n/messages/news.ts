// Texts of the news screens.
import type { Locale } from '#contract';

export const news = {
  'news.title': { ru: 'Новости', en: 'News' },
  'news.houseTitle': { ru: 'Новости дома', en: 'News of the house' },
  'news.unread': { ru: 'Не прочитано', en: 'Unread' },
  'news.unreadCount': { ru: 'Не прочитано: {count}', en: 'Unread: {count}' },
  'news.general': { ru: 'Для всех домов', en: 'For all houses' },
  'news.all': { ru: 'Все новости', en: 'All news' },
  'news.house': { ru: 'О вашем доме', en: 'About your house' },
  'news.which': { ru: 'Какие новости показать', en: 'Which news to show' },
  'news.empty': {
    ru: 'Новостей пока нет. Загляните позже или спросите у сотрудника за стойкой.',
    en: 'There is no news yet. Look again later, or ask at the desk.',
  },
  'news.houseEmpty': {
    ru: 'Новостей о вашем доме пока нет. Посмотрите новости для всех домов.',
    en: 'There is no news of your house yet. See the news for all houses.',
  },
  'news.toList': { ru: 'Ко всем новостям', en: 'To all news' },
} as const satisfies Record<string, Record<Locale, string>>;
