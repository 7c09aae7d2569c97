package culvert.network.difference;

import java.util.List;

/**
 * What made a difference, as experiments show: with these changes taken back, what was lost is
 * back; with these changes made, what was gained is there.
 *
 * @param how how they go together
 * @param changes one, or several
 */
public record Cause(How how, List<ChangeSet> changes) {

  /** How changes go together. */
  public enum How {
    /** One does it by itself. */
    ONE,
    /** Any of them does it by itself. */
    ANY,
    /** All of them do it together, and none of them can be left out. */
    TOGETHER
  }
}
