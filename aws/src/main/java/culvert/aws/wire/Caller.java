package culvert.aws.wire;

/**
 * Who calls.
 *
 * @param account the account that the access key belongs to
 * @param region from the credential scope
 * @param accessKey the access key's id, or empty for a request without a signature
 */
public record Caller(String account, String region, String accessKey) {}
