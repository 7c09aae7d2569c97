package culvert.aws.operations.insights;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.forwarding.Packet;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.PacketHeaderStatement;
import software.amazon.awssdk.services.ec2.model.Protocol;

/**
 * Which packets a packet header statement means (Network Access Analyzer's guide).
 *
 * @param protocols TCP, UDP or both
 * @param sources null for any; so too the rest
 */
record HeaderStatement(
    Set<Integer> protocols,
    @Nullable List<IpPrefix> sources,
    @Nullable List<IpPrefix> destinations,
    @Nullable List<PortSpan> sourcePorts,
    @Nullable List<PortSpan> destinationPorts) {

  private static final Set<Integer> BOTH = Set.of(Traffic.TCP, Traffic.UDP);
  private static final HeaderStatement ANY = new HeaderStatement(BOTH, null, null, null, null);

  static HeaderStatement of(@Nullable PacketHeaderStatement statement, Topology topology) {
    if (statement == null) {
      return ANY;
    }
    return new HeaderStatement(
        protocols(statement.protocols()),
        prefixes(statement.sourceAddresses(), statement.sourcePrefixLists(), topology),
        prefixes(statement.destinationAddresses(), statement.destinationPrefixLists(), topology),
        ports(statement.sourcePorts()),
        ports(statement.destinationPorts()));
  }

  private static Set<Integer> protocols(List<Protocol> given) {
    Set<Integer> numbers = new HashSet<>();
    given.forEach(each -> numbers.add(each == Protocol.UDP ? Traffic.UDP : Traffic.TCP));
    return numbers.isEmpty() ? BOTH : numbers;
  }

  private static @Nullable List<IpPrefix> prefixes(
      List<String> addresses, List<String> lists, Topology topology) {
    if (addresses.isEmpty() && lists.isEmpty()) {
      return null;
    }
    return Stream.concat(
            addresses.stream().map(HeaderStatement::prefix),
            lists.stream()
                .map(list ->
                    topology.find(PrefixList.class, list.substring(list.lastIndexOf('/') + 1)))
                .flatMap(list -> list == null ? Stream.of() : list.entries().stream()))
        .toList();
  }

  private static IpPrefix prefix(String text) {
    IpAddress address = IpAddress.tryParse(text);
    return address == null ? IpPrefix.parse(text) : IpPrefix.host(address);
  }

  private static @Nullable List<PortSpan> ports(List<String> given) {
    return given.isEmpty() ? null : given.stream().map(PortSpan::parse).toList();
  }

  boolean admits(Packet packet) {
    return admitsTraffic(packet)
        && (sources == null || sources.stream().anyMatch(each -> each.contains(packet.source())))
        && (destinations == null
            || destinations.stream().anyMatch(each -> each.contains(packet.destination())));
  }

  /** Whatever its addresses. */
  boolean admitsTraffic(Packet packet) {
    return protocols.contains(packet.protocol())
        && has(sourcePorts, packet.sourcePort())
        && has(destinationPorts, packet.destinationPort());
  }

  private static boolean has(@Nullable List<PortSpan> spans, int port) {
    return spans == null || spans.stream().anyMatch(span -> span.has(port));
  }

  /** The prefixes that it tells apart. */
  Stream<IpPrefix> prefixes() {
    return Stream.concat(
        sources == null ? Stream.of() : sources.stream(),
        destinations == null ? Stream.of() : destinations.stream());
  }
}
