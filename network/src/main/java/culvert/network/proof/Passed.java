package culvert.network.proof;

/**
 * Who has passed a place at most: a box of pairs for each way in which a change of its steps
 * concerns them. Rows are where the packets are headed.
 *
 * @param asking requests between ends that are known by their own addresses and ports there
 * @param askingTranslated other requests
 * @param answering answers between ends that are known by their own addresses and ports there
 * @param answeringTranslated other answers
 * @param judged answers that the rules of a stateful filter were asked about there, as no flow was
 *     noted
 */
record Passed(
    Box asking, Box askingTranslated, Box answering, Box answeringTranslated, Box judged) {

  static final Passed NOBODY = new Passed(Box.NONE, Box.NONE, Box.NONE, Box.NONE, Box.NONE);

  static Passed judged(Box box) {
    return new Passed(Box.NONE, Box.NONE, Box.NONE, Box.NONE, box);
  }

  static Passed of(Situation situation, Box box) {
    Header header = situation.header();
    boolean own =
        header.asker().isOwn() && header.answerer().isOwn() && header.ports().equals(Ports.AS_SENT);
    boolean reply = situation.reply();
    return new Passed(
        !reply && own ? box : Box.NONE,
        !reply && !own ? box : Box.NONE,
        reply && own ? box : Box.NONE,
        reply && !own ? box : Box.NONE,
        Box.NONE);
  }

  /** Both; this same object where that is all the same. */
  Passed or(Passed other) {
    Passed both =
        new Passed(
            asking.or(other.asking),
            askingTranslated.or(other.askingTranslated),
            answering.or(other.answering),
            answeringTranslated.or(other.answeringTranslated),
            judged.or(other.judged));
    return both.isMadeOf(this) ? this : both;
  }

  /** With sets that it shares with others that are much alike. */
  Passed rounded(Rounding rounding) {
    return new Passed(
        asking.rounded(rounding),
        askingTranslated.rounded(rounding),
        answering.rounded(rounding),
        answeringTranslated.rounded(rounding),
        judged.rounded(rounding));
  }

  private boolean isMadeOf(Passed other) {
    return asking == other.asking
        && askingTranslated == other.askingTranslated
        && answering == other.answering
        && answeringTranslated == other.answeringTranslated
        && judged == other.judged;
  }
}
