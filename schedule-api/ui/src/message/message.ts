import type { Schemas } from '../api/client';

export const MOST_TEXT = 4_000;
export const MOST_IMAGES = 10;

export type ImageRef = Schemas['ImageRef'];
export type SendOrder = NonNullable<Schemas['ScheduleRequest']['sendOrder']>;

export type Tray = 0 | 1;
export type Trays = [ImageRef[], ImageRef[]];
export type Place = { tray: Tray; index: number };

/** What is sent, as a form holds it: everything is there, waits are in seconds. */
export type Message = {
  messageText: string;
  variables: Record<string, string>;
  images: Trays;
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

/** The trays after one image went from one place to another; a full tray takes nothing more. */
export function moved(trays: Trays, from: Place, to: Place): Trays {
  const image = trays[from.tray][from.index];
  if (!image || (from.tray !== to.tray && trays[to.tray].length >= MOST_IMAGES)) {
    return trays;
  }
  const next: Trays = [[...trays[0]], [...trays[1]]];
  next[from.tray].splice(from.index, 1);
  next[to.tray].splice(to.index, 0, image);
  return next;
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

/** As it is sent, whatever form holds it. Waits are in ms. */
export type Content = {
  messageText?: string;
  images1?: ImageRef[];
  images2?: ImageRef[];
  variables?: unknown;
  sendOrder: string;
  sendIntervalSeconds: number;
  mediaWaitTime1: number;
  mediaWaitTime2: number;
};

/** One part, and how long after the end of the one before it begins. */
export type Step = { pauseSeconds: number } & ({ kind: 'text' } | { kind: 'group'; group: 0 | 1; images: ImageRef[] });

/** The parts of a message in the order in which the room gets them. */
export function steps(content: Content): Step[] {
  const text: Step[] = content.messageText && content.sendOrder !== 'images_only' ? [{ kind: 'text', pauseSeconds: 0 }] : [];
  const groups = [content.images1 ?? [], content.images2 ?? []].flatMap(
    (images, group): Step[] => (images.length > 0 ? [{ kind: 'group', group: group as 0 | 1, images, pauseSeconds: 0 }] : []),
  );
  const parts = content.sendOrder === 'images_first' ? [...groups, ...text] : [...text, ...groups];
  const waits = [content.mediaWaitTime1, content.mediaWaitTime2] as const;
  return parts.map((part, index) => {
    const before = parts[index - 1];
    const wait = before?.kind === 'group' ? waits[before.group] / 1_000 : 0;
    return before ? { ...part, pauseSeconds: content.sendIntervalSeconds + wait } : part;
  });
}
