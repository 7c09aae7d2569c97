package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMaintenanceOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMaintenanceOptionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyPrivateDnsNameOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyPrivateDnsNameOptionsResponse;

/** The options of an instance that have an operation of their own: metadata, recovery, names. */
final class InstanceOptionOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "ModifyInstanceMetadataOptions",
        ModifyInstanceMetadataOptionsRequest::builder,
        InstanceOptionOperations::metadata);
    registry.write(
        "ModifyInstanceMaintenanceOptions",
        ModifyInstanceMaintenanceOptionsRequest::builder,
        InstanceOptionOperations::maintenance);
    registry.write(
        "ModifyPrivateDnsNameOptions",
        ModifyPrivateDnsNameOptionsRequest::builder,
        InstanceOptionOperations::privateDnsNames);
  }

  private static Instance change(
      Transaction transaction, @Nullable String id, UnaryOperator<Instance> change) {
    Instance instance = Lookup.INSTANCE.get(transaction, id, "InstanceId");
    return transaction.replace(Kinds.INSTANCE, change.apply(instance));
  }

  /** The answer says that the change is on its way; described, it has been applied. */
  private static ModifyInstanceMetadataOptionsResponse metadata(
      ModifyInstanceMetadataOptionsRequest request, Transaction transaction) {
    Instance changed =
        change(
            transaction,
            request.instanceId(),
            instance -> {
              InstanceMetadataOptionsResponse options =
                  LaunchOptions.changed(
                      instance.metadataOptions(),
                      request.httpTokensAsString(),
                      request.httpPutResponseHopLimit(),
                      request.httpEndpointAsString(),
                      request.httpProtocolIpv6AsString(),
                      request.instanceMetadataTagsAsString());
              return instance.toBuilder().metadataOptions(options).build();
            });
    return ModifyInstanceMetadataOptionsResponse.builder()
        .instanceId(changed.instanceId())
        .instanceMetadataOptions(changed.metadataOptions().toBuilder().state("pending").build())
        .build();
  }

  private static ModifyInstanceMaintenanceOptionsResponse maintenance(
      ModifyInstanceMaintenanceOptionsRequest request, Transaction transaction) {
    if (request.autoRecovery() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("AutoRecovery");
    }
    Instance changed =
        change(
            transaction,
            request.instanceId(),
            instance ->
                instance.toBuilder()
                    .maintenanceOptions(m -> m.autoRecovery(request.autoRecovery()))
                    .build());
    return ModifyInstanceMaintenanceOptionsResponse.builder()
        .instanceId(changed.instanceId())
        .autoRecovery(request.autoRecovery())
        .build();
  }

  private static ModifyPrivateDnsNameOptionsResponse privateDnsNames(
      ModifyPrivateDnsNameOptionsRequest request, Transaction transaction) {
    change(
        transaction,
        request.instanceId(),
        instance ->
            instance.toBuilder()
                .privateDnsNameOptions(
                    instance.privateDnsNameOptions().toBuilder()
                        .applyMutation(options -> {
                          if (request.privateDnsHostnameType() != null) {
                            options.hostnameType(request.privateDnsHostnameType());
                          }
                          if (request.enableResourceNameDnsARecord() != null) {
                            options.enableResourceNameDnsARecord(
                                request.enableResourceNameDnsARecord());
                          }
                          if (request.enableResourceNameDnsAAAARecord() != null) {
                            options.enableResourceNameDnsAAAARecord(
                                request.enableResourceNameDnsAAAARecord());
                          }
                        })
                        .build())
                .build());
    return ModifyPrivateDnsNameOptionsResponse.builder().returnValue(true).build();
  }
}
