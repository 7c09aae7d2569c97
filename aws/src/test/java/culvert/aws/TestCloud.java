package culvert.aws;

import culvert.aws.billing.Balance;
import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Buckets;
import culvert.aws.operations.LearnedRoutes;
import culvert.aws.operations.Quotas;
import culvert.aws.signature.AccessKeys;
import culvert.aws.snapshot.RoundTrip;
import culvert.aws.wire.ApiService;
import culvert.aws.wire.Credentials;
import culvert.network.time.Timeline;
import culvert.network.time.VirtualTimeline;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.ram.RamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** An ephemeral Culvert for one test, on a virtual clock, with the SDK's clients to call it. */
public final class TestCloud implements AutoCloseable {

  public static final String ACCOUNT = "111111111111";
  public static final String OTHER_ACCOUNT = "222222222222";

  private final VirtualTimeline timeline = Timeline.virtual(Instant.parse("2026-01-01T00:00:00Z"));
  private final AwsApi api;
  private final ApiService service;
  private final Timing timing;
  private final Quotas quotas;
  private boolean checked = !Boolean.getBoolean("culvert.snapshots");
  private boolean balanced;

  public TestCloud() {
    this(Timing.INSTANT, Quotas.raised());
  }

  public TestCloud(Timing timing, Quotas quotas) {
    this(timing, quotas, catalog -> AccessKeys.any(catalog, "000000000000"));
  }

  /** One that has S3's place in a directory. */
  public TestCloud(Path buckets) {
    this(
        Timing.INSTANT,
        Quotas.raised(),
        Buckets.in(buckets),
        catalog -> AccessKeys.any(catalog, "000000000000"));
  }

  public TestCloud(Timing timing, Quotas quotas, Function<Catalog, Credentials> credentials) {
    this(timing, quotas, Buckets.none(), credentials);
  }

  private TestCloud(
      Timing timing, Quotas quotas, Buckets buckets, Function<Catalog, Credentials> credentials) {
    this(timing, quotas, buckets, credentials, Catalog::ephemeral);
  }

  private TestCloud(
      Timing timing,
      Quotas quotas,
      Buckets buckets,
      Function<Catalog, Credentials> credentials,
      BiFunction<Lifecycles, Timeline, Catalog> open) {
    this.timing = timing;
    this.quotas = quotas;
    api =
        AwsApi.over(
            timing,
            timing == Timing.AWS,
            quotas,
            buckets,
            lifecycles -> open.apply(lifecycles, timeline));
    service = api.service(credentials.apply(api.catalog()));
  }

  /** One that a directory keeps, whose clock begins anew. */
  public static TestCloud keptIn(Path directory, Timing timing) {
    return new TestCloud(
        timing,
        Quotas.raised(),
        Buckets.none(),
        catalog -> AccessKeys.any(catalog, "000000000000"),
        (lifecycles, timeline) -> Catalog.in(directory, lifecycles, timeline));
  }

  /** One in which tunnels and routes are as the test says. */
  public TestCloud(LearnedRoutes learned) {
    timing = Timing.INSTANT;
    quotas = Quotas.raised();
    checked = true;
    api =
        AwsApi.told(
            learned, Quotas.raised(), lifecycles -> Catalog.ephemeral(lifecycles, timeline));
    service = api.service(AccessKeys.any(api.catalog(), ACCOUNT));
  }

  /** A client of {@link #ACCOUNT} in us-east-1. */
  public Ec2Client ec2() {
    return ec2(ACCOUNT, "us-east-1");
  }

  public Ec2Client ec2(String account, String region) {
    return ec2(AwsBasicCredentials.create(account, "secret"), region);
  }

  public Ec2Client ec2(AwsCredentials credentials, String region) {
    return configured(Ec2Client.builder(), credentials, region).build();
  }

  public ElasticLoadBalancingV2Client elb(String account, String region) {
    AwsCredentials credentials = AwsBasicCredentials.create(account, "secret");
    return configured(ElasticLoadBalancingV2Client.builder(), credentials, region).build();
  }

  public StsClient sts(AwsCredentials credentials) {
    return configured(StsClient.builder(), credentials, "us-east-1").build();
  }

  public DirectConnectClient directConnect(AwsCredentials credentials) {
    return configured(DirectConnectClient.builder(), credentials, "us-east-1").build();
  }

  public DirectConnectClient directConnect(String account, String region) {
    AwsCredentials credentials = AwsBasicCredentials.create(account, "secret");
    return configured(DirectConnectClient.builder(), credentials, region).build();
  }

  public RamClient ram(String account) {
    return ram(AwsBasicCredentials.create(account, "secret"));
  }

  public RamClient ram(AwsCredentials credentials) {
    return configured(RamClient.builder(), credentials, "us-east-1").build();
  }

  private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
      B builder, AwsCredentials credentials, String region) {
    return builder
        .region(Region.of(region))
        .endpointOverride(URI.create("http://culvert.test"))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(new InProcessHttpClient(service))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)));
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

  /** How fast AWS's work goes here. */
  public Timing timing() {
    return timing;
  }

  public Quotas quotas() {
    return quotas;
  }

  /** The same, whose network and meters are not checked at the end. */
  public TestCloud unchecked() {
    checked = true;
    balanced = true;
    return this;
  }

  /**
   * Every test's meters must be those that its network runs; with {@code -Dculvert.snapshots=true}
   * the network must survive a dump and a load, too.
   */
  @Override
  public void close() {
    if (!balanced) {
      balanced = true;
      Balance.check(api.catalog().snapshot());
    }
    if (!checked) {
      checked = true;
      RoundTrip.check(this);
    }
    api.catalog().close();
  }
}
