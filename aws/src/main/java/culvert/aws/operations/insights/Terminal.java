package culvert.aws.operations.insights;

import culvert.network.why.PathElement;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One end of an analysis.
 *
 * @param id of the resource; null where the end is an address alone
 * @param written ends of questions that may stand for it, as people write them: its own, or what is
 *     beyond the gateway that it is
 * @param gateway what of a path it is; null where it is a host
 */
record Terminal(
    @Nullable String id, List<String> written, @Nullable Predicate<PathElement> gateway) {}
