package culvert.network.proof;

/** All pairs of some senders and some rows, the ends at which packets are headed. */
record Box(Bits senders, Bits rows) {

  static final Box NONE = new Box(Bits.NONE, Bits.NONE);

  boolean isEmpty() {
    return senders.isEmpty() || rows.isEmpty();
  }

  Box and(Box other) {
    return new Box(senders.and(other.senders), rows.and(other.rows));
  }

  /** A box that has both; this same one where it has the other. */
  Box or(Box other) {
    if (isEmpty()) {
      return other;
    }
    Bits bothSenders = senders.plus(other.senders);
    Bits bothRows = rows.plus(other.rows);
    return bothSenders == senders && bothRows == rows ? this : new Box(bothSenders, bothRows);
  }

  Box rounded(Rounding rounding) {
    return isEmpty() ? this : new Box(rounding.round(senders), rounding.round(rows));
  }

  /** Senders as rows and rows as senders. */
  Box transposed() {
    return new Box(rows, senders);
  }

  Pairs pairs() {
    return Pairs.of(rows, senders);
  }
}
