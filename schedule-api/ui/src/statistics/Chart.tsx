import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import { number } from '../common/format';
import { AMBER } from '../common/parts';
import type { Row } from './Statistics';

const SERIES = [
  ['success', 'teal.7'], ['partial', 'yellow.6'], ['failed', 'red.8'], ['unknown', 'grape.7'], ['expired', AMBER], ['cancelled', 'gray.6'],
] as const;

/** Runs by outcome, stacked. The table beside it says the same in words and numbers. */
export default function Chart({ rows, label }: { rows: Row[]; label: (row: Row) => string }) {
  const { t } = useTranslation();
  return (
    <div aria-hidden>
      <BarChart
        h={260}
        type="stacked"
        withLegend
        dataKey="label"
        data={rows.map((row) => ({ label: label(row), ...row.figures }))}
        series={SERIES.map(([name, color]) => ({ name, color, label: t(`outcome.${name}`) }))}
        valueFormatter={number}
        yAxisProps={{ allowDecimals: false }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
