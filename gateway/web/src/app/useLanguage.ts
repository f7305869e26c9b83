import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../api/request';
import { SetLocaleDocument } from '../gen/graphql';
import { loadTexts, type Language } from '../text/languages';

/** Changes the language of the person who is signed in, everywhere and for good; what services said is asked anew. */
export function useLanguage() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (language: Language) => {
      await loadTexts(language);
      await request(SetLocaleDocument, { locale: language });
    },
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
