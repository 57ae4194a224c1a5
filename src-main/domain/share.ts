// The owner's share of the premises.

/** The columns of an account, as the exchange names them; null when not known. */
export interface Share {
  share_numerator: number | null;
  share_denominator: number | null;
}

/** A part of something: more than nothing, at most the whole. */
const isShare = ({ share_numerator: n, share_denominator: d }: Share): boolean =>
  n !== null && d !== null && n > 0 && n <= d;

/** «1/2»; empty for the whole, and for a share that cannot be. */
export const formatShare = (share: Share): string =>
  !isShare(share) || share.share_numerator === share.share_denominator
    ? ''
    : `${share.share_numerator}/${share.share_denominator}`;
