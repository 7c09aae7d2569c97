package culvert.aws.operations.transitgateway;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainAssociations;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastGroup;

/** One account's multicast domains, as tests build and ask them. */
record MulticastHub(Hub hub) {

  static final String GROUP = "224.0.0.200";

  String gateway() {
    return hub.ec2
        .createTransitGateway(r -> r.options(o -> o.multicastSupport("enable")))
        .transitGateway()
        .transitGatewayId();
  }

  String domain(String gateway) {
    return domain(gateway, "disable", "disable");
  }

  String domain(String gateway, String igmp, String staticSources) {
    return hub.ec2
        .createTransitGatewayMulticastDomain(r ->
            r.transitGatewayId(gateway)
                .options(o -> o.igmpv2Support(igmp).staticSourcesSupport(staticSources)))
        .transitGatewayMulticastDomain()
        .transitGatewayMulticastDomainId();
  }

  void delete(String domain) {
    hub.ec2.deleteTransitGatewayMulticastDomain(r -> r.transitGatewayMulticastDomainId(domain));
  }

  TransitGatewayMulticastDomainAssociations associate(String domain, Hub.Spoke spoke) {
    return associate(domain, spoke.attachment(), spoke.subnet());
  }

  TransitGatewayMulticastDomainAssociations associate(
      String domain, String attachment, String... subnets) {
    return hub.ec2
        .associateTransitGatewayMulticastDomain(r ->
            r.transitGatewayMulticastDomainId(domain)
                .transitGatewayAttachmentId(attachment)
                .subnetIds(subnets))
        .associations();
  }

  void disassociate(String domain, Hub.Spoke spoke) {
    hub.ec2.disassociateTransitGatewayMulticastDomain(r ->
        r.transitGatewayMulticastDomainId(domain)
            .transitGatewayAttachmentId(spoke.attachment())
            .subnetIds(spoke.subnet()));
  }

  void accept(String domain, Hub.Spoke spoke) {
    hub.ec2.acceptTransitGatewayMulticastDomainAssociations(r ->
        r.transitGatewayMulticastDomainId(domain)
            .transitGatewayAttachmentId(spoke.attachment())
            .subnetIds(spoke.subnet()));
  }

  void reject(String domain, Hub.Spoke spoke) {
    hub.ec2.rejectTransitGatewayMulticastDomainAssociations(r ->
        r.transitGatewayMulticastDomainId(domain)
            .transitGatewayAttachmentId(spoke.attachment())
            .subnetIds(spoke.subnet()));
  }

  /** The subnets of a domain, each with its state. */
  List<String> associations(String domain, Filter... filters) {
    return hub
        .ec2
        .getTransitGatewayMulticastDomainAssociations(
            r -> r.transitGatewayMulticastDomainId(domain).filters(filters))
        .multicastDomainAssociations()
        .stream()
        .map(each -> each.subnet().subnetId() + " " + each.subnet().stateAsString())
        .toList();
  }

  /** The interface of a spoke's host. */
  String networkInterface(Hub.Spoke spoke) {
    return hub.ec2
        .describeInstances(r -> r.instanceIds(spoke.host()))
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .networkInterfaces()
        .getFirst()
        .networkInterfaceId();
  }

  void registerMembers(String domain, String... interfaces) {
    hub.ec2.registerTransitGatewayMulticastGroupMembers(r ->
        r.transitGatewayMulticastDomainId(domain)
            .groupIpAddress(GROUP)
            .networkInterfaceIds(interfaces));
  }

  void registerSources(String domain, String... interfaces) {
    hub.ec2.registerTransitGatewayMulticastGroupSources(r ->
        r.transitGatewayMulticastDomainId(domain)
            .groupIpAddress(GROUP)
            .networkInterfaceIds(interfaces));
  }

  void deregisterMembers(String domain, String... interfaces) {
    hub.ec2.deregisterTransitGatewayMulticastGroupMembers(r ->
        r.transitGatewayMulticastDomainId(domain)
            .groupIpAddress(GROUP)
            .networkInterfaceIds(interfaces));
  }

  void deregisterSources(String domain, String... interfaces) {
    hub.ec2.deregisterTransitGatewayMulticastGroupSources(r ->
        r.transitGatewayMulticastDomainId(domain)
            .groupIpAddress(GROUP)
            .networkInterfaceIds(interfaces));
  }

  /** {@code 224.0.0.200 eni-… receives static sends static}. */
  List<String> groups(String domain, Filter... filters) {
    return hub
        .ec2
        .searchTransitGatewayMulticastGroups(
            r -> r.transitGatewayMulticastDomainId(domain).filters(filters))
        .multicastGroups()
        .stream()
        .map(MulticastHub::text)
        .toList();
  }

  private static String text(TransitGatewayMulticastGroup line) {
    return line.groupIpAddress()
        + " "
        + line.networkInterfaceId()
        + (line.groupMember() ? " receives " + line.memberTypeAsString() : "")
        + (line.groupSource() ? " sends " + line.sourceTypeAsString() : "");
  }
}
