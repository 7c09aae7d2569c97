package culvert.aws.operations;

import culvert.aws.wire.WireException;

/**
 * AWS's error codes, in the spelling of each (section 5 of the rules: the casing is not regular).
 * The text has one {@code %s} for each argument.
 */
public enum Ec2Error {
  // General
  DEPENDENCY_VIOLATION("DependencyViolation", "%s"),
  DRY_RUN_OPERATION(
      "DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set."),
  FILTER_LIMIT_EXCEEDED("FilterLimitExceeded", "The filter '%s' has more than 200 values."),
  IDEMPOTENT_PARAMETER_MISMATCH(
      "IdempotentParameterMismatch",
      "The client token '%s' was used before with other parameters."),
  INCORRECT_STATE("IncorrectState", "%s"),
  INVALID_NEXT_TOKEN("InvalidNextToken", "The token '%s' is invalid."),
  INVALID_PARAMETER("InvalidParameter", "%s"),
  INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", "%s"),
  INVALID_PARAMETER_VALUE("InvalidParameterValue", "%s"),
  MISSING_PARAMETER("MissingParameter", "The request must contain the parameter %s"),
  OPERATION_NOT_PERMITTED("OperationNotPermitted", "%s"),
  UNSUPPORTED_OPERATION("UnsupportedOperation", "%s"),
  RESOURCE_ALREADY_ASSOCIATED("Resource.AlreadyAssociated", "%s"),
  RESOURCE_COUNT_LIMIT_EXCEEDED("ResourceCountLimitExceeded", "%s"),
  INVALID_ID("InvalidID", "The ID '%s' is not valid"),
  TAG_LIMIT_EXCEEDED("TagLimitExceeded", "More than 50 tags specified"),

  // VPCs and subnets
  INVALID_VPC_ID_NOT_FOUND("InvalidVpcID.NotFound", "The vpc ID '%s' does not exist"),
  INVALID_VPC_ID_MALFORMED("InvalidVpcID.Malformed", "Invalid id: \"%s\" (expecting \"vpc-...\")"),
  INVALID_VPC_RANGE("InvalidVpc.Range", "The CIDR '%s' is invalid."),
  VPC_LIMIT_EXCEEDED("VpcLimitExceeded", "The maximum number of VPCs has been reached."),
  CIDR_LIMIT_EXCEEDED(
      "CidrLimitExceeded", "This network '%s' has met its maximum number of allowed CIDRs: %s"),
  INVALID_VPC_CIDR_BLOCK_ASSOCIATION_ID_NOT_FOUND(
      "InvalidVpcCidrBlockAssociationID.NotFound",
      "The vpc CIDR block association ID '%s' does not exist"),
  DEFAULT_VPC_ALREADY_EXISTS(
      "DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region."),
  INVALID_SUBNET_ID_NOT_FOUND("InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist"),
  INVALID_SUBNET_ID_MALFORMED(
      "InvalidSubnetID.Malformed", "Invalid id: \"%s\" (expecting \"subnet-...\")"),
  INVALID_SUBNET_RANGE("InvalidSubnet.Range", "The CIDR '%s' is invalid."),
  INVALID_SUBNET_CONFLICT("InvalidSubnet.Conflict", "The CIDR '%s' conflicts with another subnet"),
  SUBNET_LIMIT_EXCEEDED("SubnetLimitExceeded", "The maximum number of subnets has been reached."),

  // DHCP options, accounts, Regions

  // Route tables

  // Internet and egress-only gateways

  // NAT gateways and Elastic IPs

  // Prefix lists and flow logs

  // Security groups

  // Network ACLs

  // Peering

  // Network interfaces

  // Instances, images and key pairs

  ;

  private final String code;
  private final int status;
  private final String text;

  Ec2Error(String code, String text) {
    this(code, 400, text);
  }

  Ec2Error(String code, int status, String text) {
    this.code = code;
    this.status = status;
    this.text = text;
  }

  /** The code as AWS writes it. */
  public String code() {
    return code;
  }

  /** The error with its text's arguments filled in. */
  public WireException with(Object... arguments) {
    return new WireException(code, status, text.formatted(arguments));
  }
}
