import { TextInput } from '@mantine/core';
import { useState } from 'react';

/** A date that is told once it is whole: while a year is typed the browser gives the years 0002, 0020 and 0202 first. */
export function DateField({ label, value, min, max, onChange }: { label: string; value: string | undefined; min?: string; max?: string; onChange: (date: string | undefined) => void }) {
  const [typed, setTyped] = useState({ of: value, text: value ?? '' });
  // What stands in the address counts, whoever put it there.
  const text = typed.of === value ? typed.text : (value ?? '');
  return (
    <TextInput
      type="date"
      label={label}
      value={text}
      min={min}
      max={max}
      onChange={(event) => {
        const next = event.currentTarget.value;
        const whole = next === '' || next >= '2000';
        setTyped({ of: whole ? next || undefined : value, text: next });
        if (whole) {
          onChange(next || undefined);
        }
      }}
    />
  );
}
