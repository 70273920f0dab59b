import { useCommands } from '../../ui/commands.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';

/** The keys of commands, as they are now: beside the field that they set. */
export const KeyHints = ({ commands }: { readonly commands: readonly string[] }) => {
  const offered = useCommands();
  const keys = commands.flatMap((id) => offered.find((command) => command.id === id)?.keys[0] ?? []);
  return keys.map((key) => <KeyHint key={key} chord={key} />);
};
