import { createTheme } from '@mantine/core';

/** Shades dark enough that text on and in them stays readable (WCAG 2.2 AA) in light and dark. */
export const theme = createTheme({
  fontFamily: "'Pretendard Variable', Pretendard, 'Noto Sans CJK KR', system-ui, sans-serif",
  headings: { fontFamily: "'Pretendard Variable', Pretendard, 'Noto Sans CJK KR', system-ui, sans-serif" },
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
