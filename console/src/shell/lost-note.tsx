/** Says that nothing arrives any more, wherever one is: what a page shows may be old then. */
import { Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLiveState } from '../api/live.ts';
import css from './shell.module.css';

/** A stream that breaks is often there again in a moment. */
const PATIENCE_MS = 2_000;

export function LostNote() {
  const isLost = useLiveState() === 'lost';
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isLost) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div role="status" className={css.lostPlace}>
      {isShown && (
        <p className={css.lost}>
          <Unplug size={15} aria-hidden />
          The server does not answer. What is shown may be old; it goes on by itself.
        </p>
      )}
    </div>
  );
}
