import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../api/request';
import { HoldersDocument, type HolderRowFragment, type HoldersQuery } from '../../gen/graphql';
import { Problem } from '../../parts/Problem';
import type { HoldersSearch } from '../search';
import { T, useCorrectionText } from '../text/texts';
import { holdersCsv } from './csv';
import classes from './Holders.module.css';

const PAGE = 100;
const COLUMNS = ['person', 'unit', 'tier', 'earned', 'granted', 'until'] as const;
/** Spreadsheets take a file for UTF-8 only if it says so. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves all that the list holds, not only what is on the page. */
export function ExportButton({ badge, search }: { badge: string; search: HoldersSearch }) {
  const t = useCorrectionText();
  const named = COLUMNS.map((column) => (column === 'unit' || column === 'granted' ? t(`holders.${column}`) : t(`holders.column.${column}`)));
  const save = useMutation({
    mutationFn: () => everyHolder(badge, search),
    onSuccess: (holders) => download(t('holders.file', { badge }), holdersCsv(['id', ...named], holders)),
  });
  return (
    <div className={classes.export}>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden="true" />} loading={save.isPending} onClick={() => save.mutate()}>
        <T id="holders.export" />
      </Button>
      <Problem error={save.error} />
    </div>
  );
}

async function everyHolder(id: string, { view, tier, person }: HoldersSearch): Promise<HolderRowFragment[]> {
  const variables = { id, flagged: view === 'courtesy', tier: tier ?? null, person: person ?? null, first: PAGE };
  const found: HolderRowFragment[] = [];
  let after: string | null | undefined = null;
  while (after !== undefined) {
    const { badge }: HoldersQuery = await request(HoldersDocument, { ...variables, after });
    found.push(...(badge?.holders.edges.map(({ node }) => node) ?? []));
    after = badge?.holders.pageInfo.hasNextPage ? badge.holders.pageInfo.endCursor : undefined;
  }
  return found;
}

function download(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
