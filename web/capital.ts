/** A name where a line begins: `xã Bình An` → `Xã Bình An`. */
export const capital = (name: string): string =>
  name.charAt(0).toLocaleUpperCase("vi") + name.slice(1);
