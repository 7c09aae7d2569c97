package culvert.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.acceptance.Commands.Ended;
import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsCliTest {

  private static final String SHOP = "111111111111";
  private static final String ORDERS = "222222222222";

  @TempDir private Path directory;
  private CulvertServer server;

  @BeforeAll
  void start() {
    Commands.need("aws");
    server = CulvertServer.start(Settings.ephemeral());
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** {@code aws} as an account, in us-east-1 unless told otherwise; blanks part the arguments. */
  private Ended run(String account, String line) {
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL",
            server.url(),
            "AWS_ACCESS_KEY_ID",
            account,
            "AWS_SECRET_ACCESS_KEY",
            "any",
            "AWS_DEFAULT_REGION",
            "us-east-1",
            "AWS_CONFIG_FILE",
            directory.resolve("none").toString(),
            "AWS_SHARED_CREDENTIALS_FILE",
            directory.resolve("none").toString(),
            "AWS_MAX_ATTEMPTS",
            "1",
            "AWS_PAGER",
            "");
    return new Commands(directory, environment).run(List.of("aws"), line.strip().split("\\s+"));
  }

  /** What a command of {@link #SHOP}'s prints as text. */
  private String aws(String line) {
    return run(SHOP, line + " --output text").printed().strip();
  }

  @Test
  void a_vpc_is_created_waited_for_described_and_deleted() {
    String vpc =
        aws(
            "ec2 create-vpc --cidr-block 10.1.0.0/16 --query Vpc.VpcId"
                + " --tag-specifications ResourceType=vpc,Tags=[{Key=Name,Value=shop}]");
    aws("ec2 wait vpc-available --vpc-ids " + vpc);
    assertThat(
            aws(
                "ec2 describe-vpcs --filters Name=tag:Name,Values=sh* Name=state,Values=available"
                    + " --query Vpcs[].[VpcId,CidrBlock,IsDefault,Tags[0].Value]"))
        .isEqualTo(vpc + "\t10.1.0.0/16\tFalse\tshop");
    aws("ec2 modify-vpc-attribute --vpc-id " + vpc + " --enable-dns-hostnames");
    assertThat(
            aws(
                "ec2 describe-vpc-attribute --attribute enableDnsHostnames --vpc-id "
                    + vpc
                    + " --query EnableDnsHostnames.Value"))
        .isEqualTo("True");
    aws("ec2 delete-vpc --vpc-id " + vpc);
    Ended gone = run(SHOP, "ec2 describe-vpcs --vpc-ids " + vpc);
    assertThat(gone.exit()).isNotZero();
    assertThat(gone.err())
        .contains(
            "An error occurred (InvalidVpcID.NotFound) when calling the DescribeVpcs operation:"
                + " The vpc ID '"
                + vpc
                + "' does not exist");
  }

  @Test
  void pages_are_followed_and_max_items_can_be_resumed() {
    String vpc = aws("ec2 create-vpc --cidr-block 10.2.0.0/16 --query Vpc.VpcId");
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      made.add(
          aws(
              "ec2 create-subnet --query Subnet.SubnetId --vpc-id %s --cidr-block 10.2.%d.0/24"
                  .formatted(vpc, i)));
    }
    String list = "ec2 describe-subnets --page-size 5 --filters Name=vpc-id,Values=" + vpc;
    JsonNode first = Json.parse(run(SHOP, list + " --max-items 4").printed());
    List<String> shown =
        first.path("Subnets").valueStream().map(each -> each.path("SubnetId").asString()).toList();
    assertThat(shown).hasSize(4);
    String rest =
        aws(
            list
                + " --query Subnets[].SubnetId --starting-token "
                + first.path("NextToken").asString());
    assertThat(Stream.concat(shown.stream(), Arrays.stream(rest.split("\\s+"))))
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void a_dry_run_changes_nothing() {
    Ended dry = run(SHOP, "ec2 create-vpc --cidr-block 10.9.0.0/16 --dry-run");
    assertThat(dry.exit()).isNotZero();
    assertThat(dry.err())
        .contains(
            "An error occurred (DryRunOperation) when calling the CreateVpc operation:"
                + " Request would have succeeded, but DryRun flag is set.");
    assertThat(aws("ec2 describe-vpcs --filters Name=cidr,Values=10.9.0.0/16 --query Vpcs"))
        .isEmpty();
  }

  @Test
  void errors_come_in_the_words_of_aws() {
    assertThat(run(SHOP, "ec2 create-vpc --cidr-block 10.0.0.0/8").err())
        .contains("(InvalidVpc.Range)", "The CIDR '10.0.0.0/8' is invalid.");
    assertThat(run(SHOP, "ec2 describe-vpcs --filters Name=colour,Values=red").err())
        .contains("(InvalidParameterValue)", "The filter 'colour' is invalid");
    assertThat(run(SHOP, "ec2 describe-vpcs --vpc-ids vpc-zz").err())
        .contains("(InvalidVpcID.Malformed)", "Invalid id: \"vpc-zz\"");
    assertThat(run(SHOP, "ec2 describe-carrier-gateways").err()).contains("(InvalidAction)");
  }

  @Test
  void accounts_and_regions_are_worlds_of_their_own_until_they_peer() {
    assertThat(aws("sts get-caller-identity --query [Account,Arn]"))
        .isEqualTo(SHOP + "\tarn:aws:iam::" + SHOP + ":root");
    assertThat(aws("ec2 describe-regions --query Regions[].RegionName"))
        .contains("us-east-1", "eu-west-1");
    assertThat(
            aws(
                "ec2 describe-availability-zones --region eu-west-1"
                    + " --query AvailabilityZones[].ZoneName"))
        .contains("eu-west-1a", "eu-west-1b");
    String mine = aws("ec2 create-vpc --cidr-block 10.3.0.0/16 --query Vpc.VpcId");
    String theirs =
        run(
                ORDERS,
                "ec2 create-vpc --cidr-block 10.4.0.0/16 --region eu-west-1"
                    + " --query Vpc.VpcId --output text")
            .printed()
            .strip();
    assertThat(run(SHOP, "ec2 describe-vpcs --region eu-west-1 --vpc-ids " + theirs).err())
        .contains("(InvalidVpcID.NotFound)");
    assertThat(run(ORDERS, "ec2 describe-vpcs --vpc-ids " + theirs).err())
        .contains("(InvalidVpcID.NotFound)");
    String peering =
        aws(
            "ec2 create-vpc-peering-connection --peer-region eu-west-1 --peer-owner-id "
                + ORDERS
                + " --vpc-id "
                + mine
                + " --peer-vpc-id "
                + theirs
                + " --query VpcPeeringConnection.VpcPeeringConnectionId");
    aws("ec2 wait vpc-peering-connection-exists --vpc-peering-connection-ids " + peering);
    assertThat(
            run(
                    ORDERS,
                    "ec2 accept-vpc-peering-connection --region eu-west-1"
                        + " --vpc-peering-connection-id "
                        + peering)
                .printed())
        .contains("\"OwnerId\": \"" + SHOP + "\"");
    assertThat(
            aws(
                "ec2 describe-vpc-peering-connections --vpc-peering-connection-ids "
                    + peering
                    + " --query VpcPeeringConnections[0].Status.Code"))
        .isEqualTo("active");
  }

  @Test
  void a_subnet_is_given_a_way_out_and_an_instance() {
    String vpc = aws("ec2 create-vpc --cidr-block 10.5.0.0/16 --query Vpc.VpcId");
    String subnet =
        aws("ec2 create-subnet --cidr-block 10.5.1.0/24 --query Subnet.SubnetId --vpc-id " + vpc);
    aws("ec2 wait subnet-available --subnet-ids " + subnet);
    String gateway = aws("ec2 create-internet-gateway --query InternetGateway.InternetGatewayId");
    aws("ec2 attach-internet-gateway --internet-gateway-id " + gateway + " --vpc-id " + vpc);
    String table =
        aws(
            "ec2 describe-route-tables --query RouteTables[].RouteTableId"
                + " --filters Name=association.main,Values=true Name=vpc-id,Values="
                + vpc);
    aws(
        "ec2 create-route --destination-cidr-block 0.0.0.0/0 --route-table-id "
            + table
            + " --gateway-id "
            + gateway);
    String allocation = aws("ec2 allocate-address --domain vpc --query AllocationId");
    String nat =
        aws(
            "ec2 create-nat-gateway --query NatGateway.NatGatewayId --subnet-id "
                + subnet
                + " --allocation-id "
                + allocation);
    aws("ec2 wait nat-gateway-available --nat-gateway-ids " + nat);
    String group =
        aws(
            "ec2 create-security-group --group-name web --description web --query GroupId"
                + " --vpc-id "
                + vpc);
    aws(
        "ec2 authorize-security-group-ingress --protocol tcp --port 22 --cidr 0.0.0.0/0 --group-id "
            + group);
    String instance =
        aws(
            "ec2 run-instances --image-id ami-0c02fb55956c7d316 --instance-type t3.micro"
                + " --associate-public-ip-address --query Instances[0].InstanceId --subnet-id "
                + subnet
                + " --security-group-ids "
                + group);
    aws("ec2 wait instance-running --instance-ids " + instance);
    assertThat(new Answers(server).why("internet/203.0.113.9", instance, 22)).isTrue();
    assertThat(new Answers(server).why("internet/203.0.113.9", instance, 443)).isFalse();
    aws("ec2 terminate-instances --instance-ids " + instance);
    aws("ec2 wait instance-terminated --instance-ids " + instance);
    Ended refused = run(SHOP, "ec2 delete-vpc --vpc-id " + vpc);
    assertThat(refused.err())
        .contains(
            "(DependencyViolation)",
            "The vpc '" + vpc + "' has dependencies and cannot be deleted.");
  }
}
