import type { ApiTypes } from '@reglament/core/api';
import type { ApplicationCard, FileView, SignatureView } from '../api.ts';
import { Tag, type Tone } from '../ui/status-tag.tsx';
import { signersText } from './signature-words.ts';
import { SignatureRow, SignatureWays, useRemoval } from './signatures.tsx';

type Place = ApiTypes['SigningView']['places'][number];

interface SigningOrderProps {
  signing: NonNullable<ApplicationCard['signing']>;
  /** The paper that they sign. */
  file: FileView;
  /** Whether it is published: then nothing changes any more. */
  settled: boolean;
  onChanged: () => void;
}

const statuses = {
  signed: { tone: 'success', title: 'Подписано' },
  awaited: { tone: 'warning', title: 'Ожидается подпись' },
  later: { tone: 'neutral', title: 'Подпишет позже' },
} as const satisfies Record<Place['status'], { tone: Tone; title: string }>;

/** Who signs the paper, in what order: whose signatures stand, with what certificate and verdict, and whose turn it is. */
export function SigningOrder({ signing, file, settled, onChanged }: SigningOrderProps) {
  return (
    <ol className="rg-signing" aria-label={`Кто подписывает документ «${file.name}»`}>
      {signing.places.map((place) => (
        <li key={place.code} className={`rg-signing-${place.status}`}>
          <div className="rg-signing-head">
            <strong>{place.title}</strong>
            {place.alongside ? <span className="rg-hint">одновременно с предыдущим</span> : null}
            <Tag tone={statuses[place.status].tone}>{statuses[place.status].title}</Tag>
          </div>
          <PlaceBody {...{ place, signing, file, settled, onChanged }} />
        </li>
      ))}
    </ol>
  );
}

function PlaceBody(props: SigningOrderProps & { place: Place }) {
  const { place, signing, file, onChanged } = props;
  if (place.status === 'signed') return <Signed {...props} />;
  if (place.status === 'later') return null;
  if (place.mine) {
    return (
      <>
        {signing.releases === null ? null : (
          <p className="rg-hint">
            {`Ваша подпись – последняя: если все подписи верны, за ней само выполнится действие «${signing.releases}», вернуть документ будет нельзя.`}
          </p>
        )}
        <SignatureWays file={file} main onChanged={onChanged} />
      </>
    );
  }
  const first = signing.places.find(({ status }) => status === 'awaited')?.code === place.code;
  return signing.problem === null || !first ? null : <p className="rg-hint">{signing.problem}.</p>;
}

function Signed({ place, file, settled, onChanged }: SigningOrderProps & { place: Place }) {
  const remove = useRemoval(file, onChanged);
  const signature: SignatureView | undefined = file.signatures.find(({ id }) => id === place.signature?.id);
  if (signature === undefined) return null;
  const own = place.removable && !settled;
  // Mostly the certificate says it already, by the same name.
  const account = place.signer?.name;
  return (
    <>
      {account && !signersText(signature).startsWith(account) ? <p className="rg-hint">{account}</p> : null}
      <ul className="rg-file-list">
        <SignatureRow
          fileId={file.id}
          signature={signature}
          onChecked={onChanged}
          onRemove={own ? () => remove(signature) : undefined}
        />
      </ul>
    </>
  );
}
