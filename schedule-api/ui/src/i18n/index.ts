import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { ko, type Texts } from './ko';

export type Language = 'ko' | 'en';

const KEY = 'roomcast-language';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

const chosen: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'ko';

void i18next.use(initReactI18next).init({
  lng: chosen,
  fallbackLng: 'ko',
  resources: { ko: { translation: ko }, en: { translation: en } },
  interpolation: { escapeValue: false },
});
document.documentElement.lang = chosen;

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'ko';
}

/** Of a sentence of the server that it tells in both: the reader's. */
export function inLanguage(english?: string | null, korean?: string | null): string | undefined {
  return (language() === 'ko' ? korean : undefined) ?? english ?? undefined;
}

export function changeLanguage(to: Language): void {
  localStorage.setItem(KEY, to);
  document.documentElement.lang = to;
  void i18next.changeLanguage(to);
}

export { i18next };
