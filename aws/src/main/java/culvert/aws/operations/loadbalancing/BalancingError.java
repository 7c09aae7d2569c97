package culvert.aws.operations.loadbalancing;

import culvert.aws.wire.WireException;

/** The error codes of Elastic Load Balancing. The text has one {@code %s} for each argument. */
enum BalancingError {
  ALLOCATION_ID_NOT_FOUND("AllocationIdNotFound", "The allocation ID '%s' does not exist"),
  DUPLICATE_LISTENER("DuplicateListener", "A listener already exists on this port"),
  DUPLICATE_LOAD_BALANCER_NAME(
      "DuplicateLoadBalancerName",
      "A load balancer with the same name '%s' exists, but with different settings"),
  DUPLICATE_TAG_KEYS("DuplicateTagKeys", "Tag keys must be unique"),
  DUPLICATE_TARGET_GROUP_NAME(
      "DuplicateTargetGroupName",
      "A target group with the same name '%s' exists, but with different settings"),
  INCOMPATIBLE_PROTOCOLS("IncompatibleProtocols", "%s"),
  INVALID_CONFIGURATION_REQUEST("InvalidConfigurationRequest", "%s"),
  INVALID_LOAD_BALANCER_ACTION("InvalidLoadBalancerAction", "%s"),
  INVALID_SECURITY_GROUP("InvalidSecurityGroup", "One or more security groups are invalid: '%s'"),
  INVALID_SUBNET("InvalidSubnet", "%s"),
  INVALID_TARGET("InvalidTarget", "%s"),
  LISTENER_NOT_FOUND("ListenerNotFound", "One or more listeners not found"),
  LOAD_BALANCER_NOT_FOUND("LoadBalancerNotFound", "One or more load balancers not found"),
  OPERATION_NOT_PERMITTED("OperationNotPermitted", "%s"),
  RESOURCE_IN_USE("ResourceInUse", "%s"),
  SUBNET_NOT_FOUND("SubnetNotFound", "The subnet ID '%s' does not exist"),
  TARGET_GROUP_ASSOCIATION_LIMIT(
      "TargetGroupAssociationLimit",
      "The following target groups cannot be associated with more than one load balancer: %s"),
  TARGET_GROUP_NOT_FOUND("TargetGroupNotFound", "One or more target groups not found"),
  TOO_MANY_TAGS("TooManyTags", "A resource has at most 50 tags"),
  UNSUPPORTED_PROTOCOL("UnsupportedProtocol", "%s"),
  VALIDATION_ERROR("ValidationError", "%s");

  private final String code;
  private final String text;

  BalancingError(String code, String text) {
    this.code = code;
    this.text = text;
  }

  WireException with(Object... arguments) {
    return new WireException(code, 400, text.formatted(arguments));
  }
}
