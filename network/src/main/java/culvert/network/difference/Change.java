package culvert.network.difference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that changed, in AWS's terms.
 *
 * @param component the id of what it is a change of
 * @param kind of component: {@code route-table}
 * @param was what that, or the part of it, was; null where it was not there
 * @param is what it is; null where it is gone
 * @param text a sentence: {@code route 10.1.0.0/16 to tgw-… in rtb-… was removed}
 * @param names by what a tool may know it, the most exact first: {@code rtb-… routes 10.1.0.0/16},
 *     of which the middle is the field of the component's, then {@code rtb-…}
 */
public record Change(
    String component,
    String kind,
    @Nullable String was,
    @Nullable String is,
    String text,
    List<String> names) {}
