import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import '../i18n';
import { theme } from '../theme';
import { PhonePreview } from './PhonePreview';

vi.mock('../common/parts', () => ({ Picture: ({ alt }: { alt: string }) => <img alt={alt} /> }));

const content = {
  messageText: '안녕하세요', images1: [{ id: 1, name: '전단' }], images2: [{ id: 2, name: '약도' }],
  sendOrder: 'text_first', sendIntervalSeconds: 2, mediaWaitTime1: 3_000, mediaWaitTime2: 0,
} as Parameters<typeof PhonePreview>[0]['content'];

beforeEach(() => {
  vi.useFakeTimers();
  render(
    <MantineProvider theme={theme} env="test">
      <PhonePreview content={content} />
    </MantineProvider>,
  );
});
afterEach(() => vi.useRealTimers());

const shown = () => [screen.queryByText('안녕하세요'), screen.queryByAltText('전단'), screen.queryByAltText('약도')].map(Boolean);
const after = (millis: number) => act(() => vi.advanceTimersByTime(millis));

it('shows all parts while it does not play', () => {
  expect(shown()).toEqual([true, true, true]);
});

it('plays each part after its real pause: the interval, and the wait after a group', () => {
  fireEvent.click(screen.getByRole('button', { name: '보내는 순서대로 재생' }));
  expect(shown()).toEqual([false, false, false]);
  after(0);
  expect(shown()).toEqual([true, false, false]);
  after(1_999);
  expect(shown()).toEqual([true, false, false]);
  after(1);
  expect(shown()).toEqual([true, true, false]);
  after(4_999);
  expect(shown()).toEqual([true, true, false]);
  after(1);
  expect(shown()).toEqual([true, true, true]);
  expect(screen.getByRole('button', { name: '그만' })).toBeTruthy();
  after(1_000);
  expect(screen.getByRole('button', { name: '보내는 순서대로 재생' })).toBeTruthy();
});

it('stops, and shows all again', () => {
  fireEvent.click(screen.getByRole('button', { name: '보내는 순서대로 재생' }));
  fireEvent.click(screen.getByRole('button', { name: '그만' }));
  expect(shown()).toEqual([true, true, true]);
});

it('is dark or light, whatever the screen is', () => {
  const phone = document.querySelector<HTMLElement>('.phone')!;
  expect(phone.dataset.look).toBe('light');
  fireEvent.click(screen.getByRole('button', { name: '어두운 폰' }));
  expect(phone.dataset.look).toBe('dark');
});
