import { Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A link that looks like a button: it goes somewhere. */
export const ButtonLink = createLink(Button<'a'>);
