package culvert.network.why;

import culvert.network.address.IpFamily;
import culvert.network.topology.Topology;

/** One end as people write it, where it stands for one address. */
public final class EndText {

  private EndText() {}

  /**
   * @param text {@code ADDRESS@vpc-…}, {@code internet/ADDRESS}, {@code site:NAME/ADDRESS}
   * @throws BadQuestion naming what does not fit
   */
  public static End read(String text, Topology topology) {
    WrittenEnd written = WrittenEnd.parse(text, topology);
    for (IpFamily family : IpFamily.values()) {
      End end = written.end(family, false);
      if (end != null) {
        return end;
      }
    }
    throw new BadQuestion(text + " has no address");
  }
}
