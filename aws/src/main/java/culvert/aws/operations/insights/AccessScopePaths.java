package culvert.aws.operations.insights;

import culvert.aws.operations.Ec2Error;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccessScopePath;
import software.amazon.awssdk.services.ec2.model.AccessScopePathRequest;
import software.amazon.awssdk.services.ec2.model.PacketHeaderStatement;
import software.amazon.awssdk.services.ec2.model.PacketHeaderStatementRequest;
import software.amazon.awssdk.services.ec2.model.PathStatement;
import software.amazon.awssdk.services.ec2.model.PathStatementRequest;
import software.amazon.awssdk.services.ec2.model.Protocol;
import software.amazon.awssdk.services.ec2.model.ResourceStatement;
import software.amazon.awssdk.services.ec2.model.ResourceStatementRequest;
import software.amazon.awssdk.services.ec2.model.ThroughResourcesStatement;
import software.amazon.awssdk.services.ec2.model.ThroughResourcesStatementRequest;

/** The match and exclude paths of a request, checked (Network Access Analyzer's guide). */
final class AccessScopePaths {

  /** Ids of what statements may name at an end, and of what a way may pass. */
  private static final Set<String> AT_AN_END =
      Set.of("i", "igw", "eni", "sg", "subnet", "tgw-attach", "vpc", "vgw", "vpce", "pcx");

  private static final Set<String> THROUGH = Set.of("nat", "tgw-attach", "vpce", "pcx");

  private AccessScopePaths() {}

  static List<AccessScopePath> of(List<AccessScopePathRequest> given, String parameter) {
    return given.stream().map(each -> path(each, parameter)).toList();
  }

  private static AccessScopePath path(AccessScopePathRequest given, String parameter) {
    AccessScopePath.Builder path =
        AccessScopePath.builder()
            .source(end(given.source(), ResourceTypes.SOURCES, parameter + ".Source"))
            .destination(
                end(given.destination(), ResourceTypes.DESTINATIONS, parameter + ".Destination"));
    if (given.hasThroughResources()) {
      path.throughResources(
          given.throughResources().stream()
              .map(each -> through(each, parameter + ".ThroughResource"))
              .toList());
    }
    return path.build();
  }

  private static ThroughResourcesStatement through(
      ThroughResourcesStatementRequest given, String parameter) {
    if (given.resourceStatement() == null) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter + ".ResourceStatement");
    }
    return ThroughResourcesStatement.builder()
        .resourceStatement(
            resources(given.resourceStatement(), ResourceTypes.THROUGH, THROUGH, parameter))
        .build();
  }

  private static @Nullable PathStatement end(
      @Nullable PathStatementRequest given, Set<String> types, String parameter) {
    if (given == null) {
      return null;
    }
    PathStatement.Builder end = PathStatement.builder();
    if (given.packetHeaderStatement() != null) {
      end.packetHeaderStatement(header(given.packetHeaderStatement(), parameter));
    }
    if (given.resourceStatement() != null) {
      end.resourceStatement(resources(given.resourceStatement(), types, AT_AN_END, parameter));
    }
    return end.build();
  }

  /** Ids or types, not both. */
  private static ResourceStatement resources(
      ResourceStatementRequest given, Set<String> types, Set<String> prefixes, String parameter) {
    String name = parameter + ".ResourceStatement";
    if (given.resources().isEmpty() == given.resourceTypes().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          name + " takes either resources or resource types");
    }
    check(given.resourceTypes(), types::contains, name + ".ResourceType");
    check(
        given.resources(),
        each ->
            each.contains(":elasticloadbalancing:")
                ? types == ResourceTypes.THROUGH
                : prefixes.contains(prefix(ResourceSet.id(each))),
        name + ".Resource");
    return ResourceStatement.builder()
        .resources(given.hasResources() ? given.resources() : null)
        .resourceTypes(given.hasResourceTypes() ? given.resourceTypes() : null)
        .build();
  }

  private static String prefix(String id) {
    return id.substring(0, Math.max(0, id.lastIndexOf('-')));
  }

  private static PacketHeaderStatement header(
      PacketHeaderStatementRequest given, String parameter) {
    String name = parameter + ".PacketHeaderStatement";
    exclude(given.sourceAddresses(), given.sourcePrefixLists(), name + ".Source");
    exclude(given.destinationAddresses(), given.destinationPrefixLists(), name + ".Destination");
    check(given.sourceAddresses(), AccessScopePaths::isAddresses, name + ".SourceAddress");
    check(
        given.destinationAddresses(), AccessScopePaths::isAddresses, name + ".DestinationAddress");
    check(given.sourcePorts(), AccessScopePaths::isPorts, name + ".SourcePort");
    check(given.destinationPorts(), AccessScopePaths::isPorts, name + ".DestinationPort");
    check(given.sourcePrefixLists(), AccessScopePaths::isList, name + ".SourcePrefixList");
    check(
        given.destinationPrefixLists(), AccessScopePaths::isList, name + ".DestinationPrefixList");
    PacketHeaderStatement.Builder header = PacketHeaderStatement.builder();
    if (given.hasSourceAddresses()) {
      header.sourceAddresses(given.sourceAddresses());
    }
    if (given.hasDestinationAddresses()) {
      header.destinationAddresses(given.destinationAddresses());
    }
    if (given.hasSourcePorts()) {
      header.sourcePorts(given.sourcePorts());
    }
    if (given.hasDestinationPorts()) {
      header.destinationPorts(given.destinationPorts());
    }
    if (given.hasSourcePrefixLists()) {
      header.sourcePrefixLists(given.sourcePrefixLists());
    }
    if (given.hasDestinationPrefixLists()) {
      header.destinationPrefixLists(given.destinationPrefixLists());
    }
    if (given.hasProtocols()) {
      header.protocols(given.protocols().toArray(Protocol[]::new));
    }
    return header.build();
  }

  private static void exclude(List<String> addresses, List<String> lists, String name) {
    if (!addresses.isEmpty() && !lists.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          name + "Address and " + name + "PrefixList cannot be used together");
    }
  }

  private static void check(List<String> values, Predicate<String> valid, String name) {
    for (String value : values) {
      if (!valid.test(value)) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "Value (" + value + ") for parameter " + name + " is invalid.");
      }
    }
  }

  /** Of IPv4, as all that is analyzed. */
  private static boolean isAddresses(String text) {
    IpAddress address = IpAddress.tryParse(text);
    IpPrefix prefix = IpPrefix.tryParse(text);
    return address != null && address.isV4() || prefix != null && prefix.isV4();
  }

  private static boolean isPorts(String text) {
    return PortSpan.tryParse(text) != null;
  }

  private static boolean isList(String text) {
    return text.substring(text.lastIndexOf('/') + 1).startsWith("pl-");
  }
}
