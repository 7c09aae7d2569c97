package culvert.network.proof;

import culvert.network.forwarding.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What packets have behind them that decides what becomes of them, as {@link
 * culvert.network.forwarding.Flight} and {@link culvert.network.forwarding.Flows} have it for one.
 *
 * @param reply whether they answer
 * @param originLost why security groups cannot tell who sent them, or null where they can
 * @param origin the VPC of a provider that sent them in its own name; null where the senders did
 * @param asked what providers were asked for, or null
 * @param choices where they took one of several ways
 */
record Situation(
    boolean reply,
    Header header,
    @Nullable Reason originLost,
    @Nullable String origin,
    @Nullable Asked asked,
    History history,
    List<Choice> choices) {

  /** Flows as they reached an interface of an endpoint. */
  record Asked(String endpointInterface, Header header) {}

  /**
   * Flows whose hash of that stage leaves that remainder.
   *
   * @param of how many ways there were
   */
  record Choice(Header header, int stage, int of, int remainder) {

    /** Whether one flow can have taken both. */
    boolean agrees(Choice other) {
      int common = greatestCommonDivisor(of, other.of);
      return stage != other.stage
          || !header.equals(other.header)
          || Math.floorMod(remainder - other.remainder, common) == 0;
    }

    private static int greatestCommonDivisor(int one, int other) {
      return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }
  }

  static Situation asking(Header header, @Nullable Reason originLost) {
    return new Situation(false, header, originLost, null, null, History.NONE, List.of());
  }

  /**
   * What answers them.
   *
   * @param provider the VPC of who answers in the stead of the one that was asked, or null
   */
  Situation answered(@Nullable Reason lost, @Nullable String provider) {
    return new Situation(true, header, lost, provider, null, history, choices);
  }

  Situation with(Header changed) {
    return new Situation(reply, changed, originLost, origin, asked, history, choices);
  }

  Situation with(History changed) {
    return new Situation(reply, header, originLost, origin, asked, changed, choices);
  }

  Situation withoutOrigin(Reason reason) {
    return originLost != null
        ? this
        : new Situation(reply, header, reason, null, asked, history, choices);
  }

  /** A provider asks anew, from an interface of that VPC. */
  Situation onBehalfOf(String endpointInterface, Header anew, String vpc) {
    return new Situation(
        reply,
        anew,
        null,
        vpc,
        asked == null ? new Asked(endpointInterface, header) : asked,
        history.bound(endpointInterface, header, anew),
        choices);
  }

  /** The way of that number of several; null where these flows have taken another. */
  @Nullable Situation choosing(int stage, int of, int remainder) {
    Choice choice = new Choice(header, stage, of, remainder);
    for (Choice made : choices) {
      if (!made.agrees(choice)) {
        return null;
      }
    }
    if (choices.contains(choice)) {
      return this;
    }
    List<Choice> more = new ArrayList<>(choices);
    more.add(choice);
    return new Situation(reply, header, originLost, origin, asked, history, more);
  }

  /** How those are known that packets come from. */
  View sources() {
    return reply ? header.answerer() : header.asker();
  }

  /** How those are known that packets go to. */
  View destinations() {
    return reply ? header.asker() : header.answerer();
  }

  Situation withSources(View view) {
    return with(
        reply
            ? new Header(header.asker(), view, header.ports())
            : new Header(view, header.answerer(), header.ports()));
  }

  Situation withDestinations(View view) {
    return with(
        reply
            ? new Header(view, header.answerer(), header.ports())
            : new Header(header.asker(), view, header.ports()));
  }

  /** Situations are keys all the time: what mostly tells them apart will do. */
  @Override
  public int hashCode() {
    int lost = originLost == null ? 0 : originLost.ordinal() + 1;
    return (header.hashCode() * 31 + lost) * 31 + history.notes().size() * 2 + (reply ? 1 : 0);
  }
}
