import { Coming } from "#web/shell/coming.tsx";

export function Page() {
  return <Coming />;
}
