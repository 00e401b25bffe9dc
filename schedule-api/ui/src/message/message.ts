import type { Schemas } from '../api/client';

export const MOST_TEXT = 4_000;
export const MOST_IMAGES = 10;

export type ImageRef = Schemas['ImageRef'];
export type SendOrder = NonNullable<Schemas['ScheduleRequest']['sendOrder']>;

/** What is sent, as a form holds it: everything is there, waits are in seconds. */
export type Message = {
  messageText: string;
  variables: Record<string, string>;
  images: [ImageRef[], ImageRef[]];
  sendOrder: SendOrder;
  interval: number;
  waits: [number, number];
  advertising: boolean;
  nightReason: string;
};

export const emptyMessage = (): Message => ({
  messageText: '', variables: {}, images: [[], []], sendOrder: 'text_first', interval: 1, waits: [0, 0], advertising: false, nightReason: '',
});

/** The part of a request that says what is sent. */
export function messageBody(message: Message) {
  const names = variablesIn(message.messageText);
  return {
    messageText: message.sendOrder === 'images_only' ? undefined : message.messageText || undefined,
    variables: Object.fromEntries(Object.entries(message.variables).filter(([name, value]) => names.includes(name) && value)),
    images1: message.images[0].map((image) => image.id),
    images2: message.images[1].map((image) => image.id),
    sendOrder: message.sendOrder,
    sendIntervalSeconds: message.interval,
    mediaWaitTime1: Math.round(message.waits[0] * 1_000),
    mediaWaitTime2: Math.round(message.waits[1] * 1_000),
  };
}

/** Of an advertisement, or of none. */
export function advertisingBody(message: Message) {
  return {
    advertising: message.advertising,
    nightReason: message.advertising && message.nightReason ? message.nightReason : undefined,
  };
}

/** Nothing would be sent. */
export function isEmpty(message: Message): boolean {
  return (!message.messageText.trim() || message.sendOrder === 'images_only') && message.images.every((group) => group.length === 0);
}

/** As the room will show it. */
export function contentOf(message: Message) {
  return {
    messageText: message.messageText,
    images1: message.images[0],
    images2: message.images[1],
    variables: message.variables,
    sendOrder: message.sendOrder,
    sendIntervalSeconds: message.interval,
    mediaWaitTime1: message.waits[0] * 1_000,
    mediaWaitTime2: message.waits[1] * 1_000,
  };
}

const LABEL = '(광고)';
const OPT_OUT = '무료수신거부 080-000-0000';

/** The text with what the law wants of an advertisement, where it is missing. */
export function asAdvertisement(text: string): string {
  const labelled = text.trimStart().startsWith(LABEL) ? text : `${LABEL} ${text}`;
  return /수신\s*거부/.test(labelled) ? labelled : `${labelled}\n${OPT_OUT}`;
}

/** Filled in by the server itself when it sends. */
export const BUILT_IN = ['날짜', '시간', '요일', '톡방', 'date', 'time', 'weekday', 'room'];

/** As the server reads it. */
export const VARIABLE = /#\{([\p{L}\p{N} _-]{1,30})\}/gu;

/** Names of the {@code #{…}} in a text, each once, in their order. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1]!))];
}

/** Digits that look like a resident registration number or a mobile phone's. */
export function looksPersonal(text: string): boolean {
  return /(?<!\d)\d{6}-?[1-4]\d{6}(?!\d)/.test(text) || /(?<!\d)01[016-9]-?\d{3,4}-?\d{4}(?!\d)/.test(text);
}

export type Step = { kind: 'text' } | { kind: 'group'; group: 0 | 1 };

/** The parts of a message in the order in which the room gets them. */
export function steps(content: { text: boolean; groups: [number, number]; order: string }): Step[] {
  const text: Step[] = content.text && content.order !== 'images_only' ? [{ kind: 'text' }] : [];
  const groups = ([0, 1] as const).filter((group) => content.groups[group] > 0).map((group): Step => ({ kind: 'group', group }));
  return content.order === 'images_first' ? [...groups, ...text] : [...text, ...groups];
}
