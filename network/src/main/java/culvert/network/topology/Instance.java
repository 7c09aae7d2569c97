package culvert.network.topology;

import java.util.List;

/**
 * A virtual machine. It answers whatever its security groups and network ACLs let in.
 *
 * @param name the {@code Name} tag, or empty
 * @param interfaces by device index
 * @param running whether it sends, answers and forwards
 * @param statefulFirewall whether, as an appliance, it drops flows whose first packet it never saw
 *     (the tag {@code culvert:firewall=stateful})
 */
public record Instance(
    String id, String name, List<String> interfaces, boolean running, boolean statefulFirewall)
    implements Component {}
