import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
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
  lng: 'ko',
  fallbackLng: 'ko',
  resources: { ko: { translation: ko } },
  interpolation: { escapeValue: false },
});

/** English is loaded where it is read; Korean is what is shown where anything is missing. */
async function show(to: Language): Promise<void> {
  if (to === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./en')).en);
  }
  document.documentElement.lang = to;
  await i18next.changeLanguage(to);
}

/** Resolved when the chosen language can be shown, or Korean, where its texts do not come. */
export const ready: Promise<void> = show(chosen).catch(() => show('ko'));

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'ko';
}

/** Of a sentence of the server that it tells in both: the reader's. */
export function inLanguage(english?: string | null, korean?: string | null): string | undefined {
  return (language() === 'ko' ? korean : undefined) ?? english ?? undefined;
}

/** @throws where its texts do not come; it stays as it was then */
export async function changeLanguage(to: Language): Promise<void> {
  await show(to);
  localStorage.setItem(KEY, to);
}

export { i18next };
