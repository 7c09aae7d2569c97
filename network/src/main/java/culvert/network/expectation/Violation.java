package culvert.network.expectation;

import culvert.network.failover.Drill;
import culvert.network.why.Answer;
import culvert.network.why.Question;
import org.jspecify.annotations.Nullable;

/**
 * A pair of ends for which a sentence is not true.
 *
 * @param from who asks: an id, as a sentence would name it
 * @param to who is asked
 * @param forbidden whether it passes and must not; else it must and does not, or not so
 * @param what is not so, for people
 * @param answer to a question that shows it, with its path and all that is in its way
 * @param drill what happens when the components fail, or null where nothing was to fail
 */
public record Violation(
    String from,
    String to,
    boolean forbidden,
    String what,
    Question question,
    Answer answer,
    @Nullable Drill drill) {}
