package culvert.network.cost;

import culvert.network.why.QuestionText;
import java.math.BigDecimal;

/**
 * Traffic that somebody expects.
 *
 * @param question between whom, as {@code why} takes it; an end may be a {@code Name} tag
 * @param there gigabytes a month that the asker sends
 * @param back gigabytes a month that it gets
 */
public record Demand(QuestionText question, BigDecimal there, BigDecimal back) {}
