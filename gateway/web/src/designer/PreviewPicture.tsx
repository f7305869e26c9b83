import { useComputedColorScheme } from '@mantine/core';
import type { Look } from './preview';
import { previewAddress } from './preview';
import type { Design } from './queries';

interface PreviewPictureProps extends Omit<Look, 'scheme' | 'cut'> {
  design: Design;
  size: number;
  /** What it shows; nothing where words beside it say so. */
  alt?: string;
  className?: string | undefined;
}

/** A look, drawn by the service. */
export function PreviewPicture({ design, size, alt = '', className, ...look }: PreviewPictureProps) {
  const scheme = useComputedColorScheme('light');
  const src = previewAddress(design, { ...look, cut: size < 72 ? 'small' : 'display', scheme });
  return <img src={src} alt={alt} width={size} height={size} className={className} decoding="async" />;
}
