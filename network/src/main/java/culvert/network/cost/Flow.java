package culvert.network.cost;

import culvert.network.why.Answer;
import culvert.network.why.Question;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Traffic between two ends, and what it costs on its way.
 *
 * @param question who asks whom
 * @param answer which way that goes
 * @param there gigabytes a month that the asker sends
 * @param back gigabytes a month that it gets
 * @param chargesThere what each gigabyte that the asker sends costs
 * @param chargesBack what each that it gets costs
 */
public record Flow(
    Question question,
    Answer answer,
    BigDecimal there,
    BigDecimal back,
    List<Charge> chargesThere,
    List<Charge> chargesBack) {

  public Flow {
    chargesThere = List.copyOf(chargesThere);
    chargesBack = List.copyOf(chargesBack);
  }

  /** What it uses in a month. */
  public Stream<Usage> usages() {
    return Stream.concat(
        chargesThere.stream().map(charge -> charge.of(there)),
        chargesBack.stream().map(charge -> charge.of(back)));
  }
}
