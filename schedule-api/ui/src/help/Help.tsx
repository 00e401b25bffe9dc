import { Typography } from '@mantine/core';
import { marked } from 'marked';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import manual from '../../../../docs/manual/README.md?raw';

const PICTURES = import.meta.glob<string>('../../../../docs/manual/images/*.png', { eager: true, query: '?url', import: 'default' });

/** The manual as it lies in the documents, which this page's build has put in: nothing of it comes from outside. */
const html = marked
  .parse(manual, { async: false })
  .replace(/src="images\/([a-z-]+\.png)"/g, (_, name: string) => `src="${PICTURES[`../../../../docs/manual/images/${name}`] ?? ''}" loading="lazy"`);

export function Help() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('nav.help')} · Roomcast`;
  }, [t]);
  return (
    <Typography maw={860}>
      <div className="manual" lang="ko" dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}
