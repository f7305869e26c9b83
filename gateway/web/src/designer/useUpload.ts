import { useMutation } from '@tanstack/react-query';
import { z } from 'zod/mini';
import { Failure } from '../api/failure';
import { sendFile } from '../api/send';
import { useDesignerText } from './text/texts';

const MOST = 256 * 1024;
const Kept = z.object({ id: z.string() });

/** Sends a picture and says under which name it is kept. One that is too large is not sent at all. */
export function useUpload(onKept: (picture: string) => void) {
  const t = useDesignerText();
  return useMutation({
    mutationFn: async (file: File) => {
      if (file.size > MOST) throw new Failure('REFUSED', t('designer.picture.tooLarge', { name: file.name, kb: Math.ceil(file.size / 1024) }));
      return Kept.parse(await sendFile('/badges/images', file)).id;
    },
    onSuccess: onKept,
  });
}
