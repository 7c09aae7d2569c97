package culvert.aws.signature;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import culvert.aws.wire.ApiRequest;
import culvert.aws.wire.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Signatures as the AWS SDK makes them, checked against a file of keys. */
class SignatureTest {

  private static final AwsBasicCredentials GOOD =
      AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final AwsBasicCredentials WRONG_SECRET =
      AwsBasicCredentials.create("AKIDEXAMPLE", "another");
  private static final AwsBasicCredentials UNKNOWN =
      AwsBasicCredentials.create("AKIDUNKNOWN", "another");

  @TempDir private Path directory;
  private Instant now = Instant.now();
  private TestCloud cloud = new TestCloud();

  @BeforeEach
  void keys() throws IOException {
    Path file = directory.resolve("keys");
    Files.writeString(
        file, "# ours\nAKIDEXAMPLE wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY 123456789012\n");
    cloud =
        new TestCloud(
            Timing.INSTANT,
            Quotas.raised(),
            catalog -> AccessKeys.of(file, catalog, "000000000000", () -> now));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void a_key_of_the_file_is_its_account() {
    assertThat(cloud.ec2(GOOD, "eu-west-1").describeVpcs().vpcs().getFirst().ownerId())
        .isEqualTo("123456789012");
    assertThat(cloud.sts(GOOD).getCallerIdentity().arn())
        .isEqualTo("arn:aws:iam::123456789012:root");
  }

  @Test
  void each_service_refuses_a_wrong_secret_in_its_own_words() {
    refused(() -> cloud.ec2(WRONG_SECRET, "us-east-1").describeVpcs(), "SignatureDoesNotMatch");
    refused(() -> cloud.sts(WRONG_SECRET).getCallerIdentity(), "SignatureDoesNotMatch");
    refused(
        () -> cloud.directConnect(WRONG_SECRET).describeConnections(), "InvalidSignatureException");
    refused(
        () -> cloud.ram(WRONG_SECRET).getResourceShareInvitations(r -> {}),
        "InvalidSignatureException");
  }

  @Test
  void each_service_refuses_an_unknown_key_in_its_own_words() {
    refused(
        () -> cloud.ec2(UNKNOWN, "us-east-1").describeVpcs(),
        "AuthFailure",
        "AWS was not able to validate the provided access credentials");
    refused(() -> cloud.sts(UNKNOWN).getCallerIdentity(), "InvalidClientTokenId");
    refused(
        () -> cloud.directConnect(UNKNOWN).describeConnections(), "UnrecognizedClientException");
  }

  @Test
  void a_clock_may_be_a_quarter_of_an_hour_off_and_no_more() {
    now = Instant.now().plus(Duration.ofMinutes(14));
    cloud.ec2(GOOD, "us-east-1").describeVpcs();
    now = Instant.now().plus(Duration.ofMinutes(16));
    refused(() -> cloud.ec2(GOOD, "us-east-1").describeVpcs(), "RequestExpired");
    now = Instant.now().minus(Duration.ofMinutes(16));
    refused(() -> cloud.ec2(GOOD, "us-east-1").describeVpcs(), "RequestExpired");
  }

  private static AwsCredentialsIdentity identity() {
    return AwsCredentialsIdentity.create(GOOD.accessKeyId(), GOOD.secretAccessKey());
  }

  private ApiRequest presigned(Duration expires) {
    SdkHttpRequest http =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("http://culvert.test/"))
            .putRawQueryParameter("Action", "DescribeVpcs")
            .putRawQueryParameter("Version", "2016-11-15")
            .putRawQueryParameter("Filter.1.Name", "tag:a b")
            .putRawQueryParameter("Filter.1.Value.1", "ü*+/")
            .build();
    return presigned(http, "ec2", identity(), expires);
  }

  private static ApiRequest presigned(
      SdkHttpRequest http, String service, AwsCredentialsIdentity who, Duration expires) {
    return request(
        AwsV4HttpSigner.create()
            .sign(r ->
                r.request(http)
                    .identity(who)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expires)
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK,
                        Clock.fixed(Instant.now(), java.time.ZoneOffset.UTC)))
            .request(),
        new byte[0]);
  }

  private static ApiRequest request(SdkHttpRequest http, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    http.forEachHeader(
        (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return new ApiRequest(
        http.method().name(),
        http.encodedPath(),
        http.encodedQueryParameters().orElse(""),
        headers,
        body);
  }

  private static ApiRequest signed(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest http =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://culvert.test" + path))
            .putHeader("X-Culvert", "  two   spaces ")
            .build();
    return request(
        AwsV4HttpSigner.create()
            .sign(r ->
                r.request(http)
                    .payload(() -> new java.io.ByteArrayInputStream(bytes))
                    .identity(identity())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request(),
        bytes);
  }

  private String answer(ApiRequest request) {
    ApiResponse answer = cloud.service().handle(request);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    answer.body().forEach(body::writeBytes);
    return answer.status() + " " + body.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_presigned_request_holds_for_its_time() {
    ApiRequest request = presigned(Duration.ofHours(1));
    assertThat(answer(request)).startsWith("200 ");
    now = Instant.now().plus(Duration.ofMinutes(59));
    assertThat(answer(request)).startsWith("200 ");
    now = Instant.now().plus(Duration.ofMinutes(61));
    assertThat(answer(request)).startsWith("400 ").contains("<Code>RequestExpired</Code>");
  }

  @Test
  void a_presigned_request_cannot_be_changed() {
    ApiRequest request = presigned(Duration.ofHours(1));
    ApiRequest changed =
        new ApiRequest(
            request.method(),
            request.path(),
            request.query().replace("DescribeVpcs", "DescribeSubnets"),
            request.headers(),
            request.body());
    assertThat(answer(changed)).startsWith("403 ").contains("SignatureDoesNotMatch");
  }

  @Test
  void the_body_that_came_is_what_was_signed() {
    ApiRequest request = signed("/", "Action=DescribeVpcs&Version=2016-11-15");
    assertThat(answer(request)).startsWith("200 ");
    ApiRequest changed =
        new ApiRequest(
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            "Action=DescribeSubnets&Version=2016-11-15".getBytes(StandardCharsets.UTF_8));
    assertThat(answer(changed)).startsWith("403 ").contains("SignatureDoesNotMatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a%20b/c", "/a//b/", "/%C3%BC/../x"})
  void any_path_is_signed(String path) {
    assertThat(answer(signed(path, "Action=DescribeVpcs&Version=2016-11-15"))).startsWith("200 ");
  }

  @Test
  void a_header_of_awss_own_must_be_signed() {
    ApiRequest request = signed("/", "Action=DescribeVpcs&Version=2016-11-15");
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("x-amz-target", "something");
    assertThat(
            answer(
                new ApiRequest(
                    request.method(), request.path(), request.query(), headers, request.body())))
        .startsWith("403 ")
        .contains("x-amz-target");
  }

  @Test
  void no_signature_is_told_from_half_of_one() {
    Map<String, String> none = Map.of("host", "culvert.test");
    assertThat(answer(plain(none))).startsWith("403 ").contains("MissingAuthenticationToken");
    for (String authorization :
        new String[] {
          "Basic abc",
          "AWS4-HMAC-SHA256 ",
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/ec2/aws4_request",
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/x, SignedHeaders=host, Signature=0",
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/ec2/aws4_request,"
              + " SignedHeaders=date, Signature=0",
        }) {
      assertThat(
              answer(
                  plain(
                      Map.of(
                          "host",
                          "culvert.test",
                          "authorization",
                          authorization,
                          "x-amz-date",
                          "20260101T000000Z"))))
          .startsWith("400 ")
          .contains("<Code>IncompleteSignature</Code>");
    }
  }

  private static ApiRequest plain(Map<String, String> headers) {
    return new ApiRequest(
        "POST", "/", "", headers, "Action=DescribeVpcs".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void temporary_keys_are_checked_with_their_token_until_they_end() {
    Credentials keys =
        cloud
            .sts(GOOD)
            .assumeRole(r ->
                r.roleArn("arn:aws:iam::222222222222:role/net/Admin")
                    .roleSessionName("me")
                    .durationSeconds(900))
            .credentials();
    AwsSessionCredentials session =
        AwsSessionCredentials.create(
            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    assertThat(cloud.ec2(session, "us-east-1").describeVpcs().vpcs().getFirst().ownerId())
        .isEqualTo("222222222222");
    assertThat(cloud.sts(session).getCallerIdentity().arn())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/Admin/me");
    AwsSessionCredentials forged =
        AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), "forged");
    refused(() -> cloud.ec2(forged, "us-east-1").describeVpcs(), "AuthFailure");
    refused(
        () ->
            cloud
                .ec2(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()),
                    "us-east-1")
                .describeVpcs(),
        "AuthFailure");
    ApiRequest asked =
        presigned(
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://culvert.test/"))
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .build(),
            "sts",
            session,
            Duration.ofHours(1));
    assertThat(answer(asked)).startsWith("200 ");
    now = keys.expiration();
    assertThat(answer(asked)).contains("<Code>ExpiredToken</Code>");
  }

  @Test
  void secrets_show_nowhere() {
    assertThat(AccessKey.lasting("AKID", "geheim", "123456789012").toString())
        .doesNotContain("geheim");
    assertThat(SignedRequest.of(signed("/", "x")).toString())
        .doesNotContain(SignedRequest.of(signed("/", "x")).signature());
  }
}
