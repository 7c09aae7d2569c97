package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class StsOperationsTest {

  private static final String ROLE = "arn:aws:iam::222222222222:role/Admin";

  private final TestCloud cloud = new TestCloud();
  private final StsClient sts = cloud.sts(AwsBasicCredentials.create(TestCloud.ACCOUNT, "x"));

  @AfterEach
  void close() {
    cloud.close();
  }

  private static AwsSessionCredentials session(Credentials keys) {
    return AwsSessionCredentials.create(
        keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
  }

  @Test
  void the_account_is_the_access_key_of_12_digits() {
    assertThat(sts.getCallerIdentity().account()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(cloud.sts(AwsBasicCredentials.create("AKIAANY", "x")).getCallerIdentity().account())
        .isEqualTo("000000000000");
  }

  @Test
  void a_roles_keys_are_its_accounts() {
    AssumeRoleResponse assumed = sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me@here"));
    assertThat(assumed.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(assumed.credentials().secretAccessKey()).hasSize(40);
    assertThat(assumed.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/Admin/me@here");
    StsClient there = cloud.sts(session(assumed.credentials()));
    assertThat(there.getCallerIdentity().account()).isEqualTo("222222222222");
    assertThat(there.getCallerIdentity().userId())
        .isEqualTo(assumed.assumedRoleUser().assumedRoleId())
        .matches("AROA[A-Z2-7]{16}:me@here");
    assertThat(
            cloud
                .ec2(session(assumed.credentials()), "us-east-1")
                .describeVpcs()
                .vpcs()
                .getFirst()
                .ownerId())
        .isEqualTo("222222222222");
  }

  @Test
  void a_session_token_is_for_the_callers_own_account() {
    Credentials keys = sts.getSessionToken().credentials();
    assertThat(cloud.sts(session(keys)).getCallerIdentity().arn())
        .isEqualTo("arn:aws:iam::111111111111:root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Admin",
        "arn:aws:iam::2222:role/Admin",
        "arn:aws:iam::222222222222:user/Admin",
        "arn:aws:iam::222222222222:role/",
      })
  void what_is_no_role_is_refused(String arn) {
    refused(
        () -> sts.assumeRole(r -> r.roleArn(arn).roleSessionName("me")), "ValidationError", arn);
  }

  @Test
  void bounds_of_a_session() {
    refused(() -> sts.assumeRole(r -> r.roleArn(ROLE)), "ValidationError", "roleSessionName");
    refused(
        () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("a b")),
        "ValidationError",
        "a b");
    refused(
        () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me").durationSeconds(899)),
        "ValidationError",
        "899");
    refused(
        () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("me").durationSeconds(43201)),
        "ValidationError");
    refused(() -> sts.getSessionToken(r -> r.durationSeconds(129601)), "ValidationError");
  }
}
