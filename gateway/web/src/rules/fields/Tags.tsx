import { TagsInput, type TagsInputProps } from '@mantine/core';
import classes from './Field.module.css';

/** Several words: some offered, any other typed. */
export function Tags(props: TagsInputProps) {
  return (
    <TagsInput
      className={classes.several}
      classNames={{ input: classes.tags, inputField: classes.tagTyped, pillsList: classes.tagList }}
      comboboxProps={{ withinPortal: false, keepMounted: false, position: 'bottom-start', width: 300 }}
      withScrollArea={false}
      {...props}
    />
  );
}
