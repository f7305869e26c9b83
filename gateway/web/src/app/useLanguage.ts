import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Failure } from '../api/failure';
import { request } from '../api/request';
import { SetLocaleDocument } from '../gen/graphql';
import { loadTexts, type Language } from '../text/languages';
import { ACCOUNT } from './accountError';

/** Changes the language of the person who is signed in, everywhere and for good; what services said is asked anew. */
export function useLanguage() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: [ACCOUNT, 'language'],
    mutationFn: async (language: Language) => {
      await loadTexts(language).catch(() => {
        throw new Failure('OFFLINE', 'The texts did not come.');
      });
      await request(SetLocaleDocument, { locale: language });
    },
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
