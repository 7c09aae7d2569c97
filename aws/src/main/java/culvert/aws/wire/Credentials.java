package culvert.aws.wire;

/** Whose an access key is, and whether a request was signed with it. */
public interface Credentials {

  /** The account that an access key belongs to. */
  String account(String accessKey);

  /**
   * Checks the signature of a request to a service.
   *
   * @throws WireException where it does not hold
   */
  void verify(ApiRequest request, Service service);
}
