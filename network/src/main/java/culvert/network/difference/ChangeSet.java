package culvert.network.difference;

import java.util.List;

/**
 * What was changed in one, as no part of it could have been by itself: a transit gateway attachment
 * goes with its association and its propagations.
 *
 * @param changes what it comes down to
 * @param with what goes with that
 */
public record ChangeSet(List<Change> changes, List<Change> with) {}
