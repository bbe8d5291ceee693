/** The list of keyboard shortcuts. */
import { Dialog } from '../ui/dialog.tsx';
import { KEY_GROUPS } from './keyboard.ts';
import css from './keyboard-help.module.css';

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts" width={760}>
      <div className={css.groups}>
        {KEY_GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className={css.title}>{group.title}</h3>
            <dl className={css.keys}>
              {group.keys.map(([keys, meaning]) => (
                <div key={keys} className={css.row}>
                  <dt>
                    {keys.split(/ +/).map((key) => (
                      <kbd key={key} className={css.key}>
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
