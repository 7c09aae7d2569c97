package culvert.aws.operations.endpoint;

import culvert.aws.catalog.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DnsNameState;
import software.amazon.awssdk.services.ec2.model.PrivateDnsDetails;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;

/**
 * A service as those see it who may have an endpoint to it.
 *
 * @param configuration how its owner set it up; null for a service of AWS's
 * @param remote whether other Regions reach it
 * @param wild whether the names of its endpoints stand for every name below them
 */
record EndpointService(
    ServiceDetail detail,
    @Nullable Resource<ServiceConfiguration> configuration,
    boolean remote,
    boolean wild) {

  String name() {
    return detail.serviceName();
  }

  ServiceType type() {
    return detail.serviceType().getFirst().serviceType();
  }

  /** The names that it answers to inside a VPC with private DNS; none where they are unverified. */
  List<String> privateNames() {
    return detail.privateDnsNameVerificationState() == DnsNameState.VERIFIED
        ? detail.privateDnsNames().stream().map(PrivateDnsDetails::privateDnsName).toList()
        : List.of();
  }
}
