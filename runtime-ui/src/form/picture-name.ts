/** A picture of the clipboard has no name of its own: browsers call each of them «image.png». Pure. */
export function pictureName(name: string, at: Date): string {
  const extension = /^image\.(png|jpe?g)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined) return name;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(at.getDate())}.${two(at.getMonth() + 1)}.${at.getFullYear()}`;
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('-');
  return `Снимок ${day} ${time}.${extension}`;
}
