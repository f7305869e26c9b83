import { IconArrowUp } from '@tabler/icons-react';
import { FormattedMessage } from 'react-intl';
import classes from './NewsPill.module.css';

/** "4 new": the list moves only when its reader asks. */
export function NewsPill({ news, onShow }: { news: number; onShow: () => void }) {
  return (
    <span aria-live="polite">
      {news > 0 && (
        <button type="button" className={classes.pill} onClick={onShow}>
          <IconArrowUp size={14} stroke={2} aria-hidden="true" />
          <FormattedMessage id="feed.news" values={{ n: news }} />
        </button>
      )}
    </span>
  );
}
