import { keepPreviousData } from '@tanstack/react-query';
import { queryFor } from '../api/queries';
import { BadgeDesignerDocument, CheckDesignDocument, type BadgeLookFragment, type DesignInput } from '../gen/graphql';
import { SOON_FORGOTTEN } from '../rules/queries';

/** A badge's look, and all there is to choose from. Hints do not fetch it again: what is being drawn is the newer. */
export function designerQuery(id: string) {
  return { ...queryFor(BadgeDesignerDocument, { id }, []), staleTime: 0, gcTime: SOON_FORGOTTEN };
}

/** How well a look can be read. */
export function contrastQuery(design: DesignInput) {
  return { ...queryFor(CheckDesignDocument, { design }, []), staleTime: Infinity, placeholderData: keepPreviousData };
}

export type Design = BadgeLookFragment['design'];
