package culvert.aws.operations.ram;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ram.model.PermissionFeatureSet;
import software.amazon.awssdk.services.ram.model.PermissionStatus;
import software.amazon.awssdk.services.ram.model.PermissionType;
import software.amazon.awssdk.services.ram.model.ResourceSharePermissionDetail;
import software.amazon.awssdk.services.ram.model.ResourceSharePermissionSummary;

/**
 * What participants may do with shared resources of one type; AWS's own, in its only version.
 *
 * @param type as RAM calls it
 * @param actions of EC2
 */
record SharePermission(String name, String type, List<String> actions) {

  static final int VERSION = 1;

  String arn() {
    return "arn:aws:ram::aws:permission/" + name;
  }

  private String policy() {
    return actions.stream()
        .map(action -> "\"ec2:" + action + "\"")
        .collect(Collectors.joining(",", "{\"Effect\":\"Allow\",\"Action\":[", "]}"));
  }

  ResourceSharePermissionSummary summary() {
    return ResourceSharePermissionSummary.builder()
        .arn(arn())
        .version(String.valueOf(VERSION))
        .defaultVersion(true)
        .name(name)
        .resourceType(type)
        .status(PermissionStatus.ATTACHABLE.toString())
        .isResourceTypeDefault(true)
        .permissionType(PermissionType.AWS_MANAGED)
        .featureSet(PermissionFeatureSet.STANDARD)
        .build();
  }

  ResourceSharePermissionDetail detail() {
    return ResourceSharePermissionDetail.builder()
        .arn(arn())
        .version(String.valueOf(VERSION))
        .defaultVersion(true)
        .name(name)
        .resourceType(type)
        .permission(policy())
        .isResourceTypeDefault(true)
        .permissionType(PermissionType.AWS_MANAGED)
        .featureSet(PermissionFeatureSet.STANDARD)
        .status(PermissionStatus.ATTACHABLE)
        .build();
  }
}
