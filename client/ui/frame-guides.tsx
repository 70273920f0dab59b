import styles from './frame-guides.module.css';

export const guideKinds = ['thirds', 'headroom', 'safe'] as const;
export type GuideKind = (typeof guideKinds)[number];

/** Shares of the frame within which action, and titles, are safe (SMPTE ST 2046-1). */
const safeAreas = [0.93, 0.9] as const;
/** Where the crown of a tight shot stands, and its eyes: shares of the frame's height from the top. */
const headLines = [0.08, 0.36] as const;

/** Lines over a frame; `mask` darkens what another aspect would cut off. Its box must be positioned. */
export const FrameGuides = ({
  guides,
  aspect,
  mask,
}: {
  readonly guides: readonly GuideKind[];
  /** Width over height. */
  readonly aspect: number;
  readonly mask: number | null;
}) => {
  const side = mask !== null && mask < aspect ? (aspect - mask) / 2 : 0;
  const band = mask !== null && mask > aspect ? (1 - aspect / mask) / 2 : 0;
  return (
    <svg className={styles.guides} viewBox={`0 0 ${aspect} 1`} preserveAspectRatio="none" aria-hidden="true">
      {side > 0 && (
        <path className={styles.mask} d={`M0 0H${side}V1H0ZM${aspect - side} 0H${aspect}V1H${aspect - side}Z`} />
      )}
      {band > 0 && <path className={styles.mask} d={`M0 0H${aspect}V${band}H0ZM0 ${1 - band}H${aspect}V1H0Z`} />}
      {guides.includes('thirds') && (
        <path
          className={styles.thirds}
          d={`M${aspect / 3} 0V1M${(aspect * 2) / 3} 0V1M0 ${1 / 3}H${aspect}M0 ${2 / 3}H${aspect}`}
        />
      )}
      {guides.includes('headroom') &&
        headLines.map((y) => <path key={y} className={styles.head} d={`M0 ${y}H${aspect}`} />)}
      {guides.includes('safe') &&
        safeAreas.map((share) => (
          <rect
            key={share}
            className={styles.safe}
            x={(aspect * (1 - share)) / 2}
            y={(1 - share) / 2}
            width={aspect * share}
            height={share}
          />
        ))}
    </svg>
  );
};
