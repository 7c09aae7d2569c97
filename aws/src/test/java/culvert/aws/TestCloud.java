package culvert.aws;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.AwsApi;
import culvert.aws.operations.Quotas;
import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiService;
import culvert.aws.wire.Credentials;
import culvert.network.time.Timeline;
import culvert.network.time.VirtualTimeline;
import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** An ephemeral Culvert for one test, on a virtual clock, with the SDK's clients to call it. */
public final class TestCloud implements AutoCloseable {

  public static final String ACCOUNT = "111111111111";
  public static final String OTHER_ACCOUNT = "222222222222";

  private final VirtualTimeline timeline = Timeline.virtual(Instant.parse("2026-01-01T00:00:00Z"));
  private final AwsApi api;
  private final ApiService service;

  public TestCloud() {
    this(Timing.INSTANT, Quotas.raised());
  }

  public TestCloud(Timing timing, Quotas quotas) {
    api = AwsApi.over(timing, quotas, lifecycles -> Catalog.ephemeral(lifecycles, timeline));
    service = api.service(new AnySignature());
  }

  private static final class AnySignature implements Credentials {
    @Override
    public String account(String accessKey) {
      return accessKey.matches("\\d{12}") ? accessKey : "000000000000";
    }

    @Override
    public void verify(ApiRequest request) {}
  }

  /** A client of {@link #ACCOUNT} in us-east-1. */
  public Ec2Client ec2() {
    return ec2(ACCOUNT, "us-east-1");
  }

  public Ec2Client ec2(String account, String region) {
    return Ec2Client.builder()
        .region(Region.of(region))
        .endpointOverride(URI.create("http://culvert.test"))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
        .httpClient(new InProcessHttpClient(service))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  /** The clock: advance it to let time pass. */
  public VirtualTimeline timeline() {
    return timeline;
  }

  public AwsApi api() {
    return api;
  }

  public ApiService service() {
    return service;
  }

  @Override
  public void close() {
    api.catalog().close();
  }
}
