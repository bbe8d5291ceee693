/** Opens, saves and deletes saved views. */
import { Bookmark, BookmarkPlus, Link2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { toast } from '../../ui/toasts.tsx';
import { BUILT_IN_VIEWS, deleteView, saveView, useSavedViews, type View } from './views.ts';

interface ViewsMenuProps {
  readonly q: string;
  readonly roots: boolean;
  readonly onOpen: (view: View) => void;
}

export function ViewsMenu({ q, roots, onOpen }: ViewsMenuProps) {
  const saved = useSavedViews();
  const [isSaving, setSaving] = useState(false);
  const shown = [...saved, ...BUILT_IN_VIEWS].find((view) => view.q === q && view.roots === roots);
  const isOwn = shown !== undefined && saved.includes(shown);
  const copyLink = async () => {
    if (await copyText(location.href)) toast('done', 'Link to this view copied');
  };
  return (
    <>
      <Menu trigger={<Button icon={<Bookmark size={14} aria-hidden />}>{shown?.name ?? 'Views'}</Button>}>
        {[...BUILT_IN_VIEWS, ...saved].map((view) => (
          <MenuItem key={view.name} icon={<Bookmark size={14} aria-hidden />} onSelect={() => onOpen(view)}>
            {view.name}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem icon={<BookmarkPlus size={14} aria-hidden />} onSelect={() => setSaving(true)}>
          Save this view…
        </MenuItem>
        <MenuItem icon={<Link2 size={14} aria-hidden />} onSelect={copyLink}>
          Copy a link to this view
        </MenuItem>
        {isOwn && (
          <MenuItem icon={<Trash2 size={14} aria-hidden />} danger onSelect={() => deleteView(shown.name)}>
            Delete “{shown.name}”
          </MenuItem>
        )}
      </Menu>
      {isSaving && <SaveView q={q} roots={roots} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveView({
  q,
  roots,
  onClose,
}: {
  readonly q: string;
  readonly roots: boolean;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState('');
  const save = () => {
    saveView({ name: name.trim(), q, roots });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save this view"
      description="It stays in this browser. Send its link to share it."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={name.trim() === ''} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <Field label="Name">
        <TextInput value={name} onChange={setName} onEnter={() => name.trim() !== '' && save()} />
      </Field>
    </Dialog>
  );
}
