/** Copies a text and says so. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import { toastFailure } from './toasts.tsx';

/** Resolves with whether it worked. Without a clipboard (plain http from another machine) a selection is copied. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard === undefined) return copyBySelection(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    if (copyBySelection(text)) return true;
    toastFailure('Could not copy', error);
    return false;
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "ARN", "command". */
  readonly what: string;
  readonly className?: string | undefined;
}

export function CopyButton({ text, what, className = '' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      label={copied ? `Copied ${what}` : `Copy ${what}`}
      className={className}
      onClick={async () => setCopied(await copyText(text))}
    >
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </IconButton>
  );
}
