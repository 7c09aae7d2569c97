package culvert.app.command;

import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code warm-up}: serves what a first user asks for, and ends. The launcher runs it once a build,
 * so that the JVM records which classes a start needs and which methods run hot. Its calls are
 * plain HTTP: the thousands of classes of an SDK's client would be loaded at every start.
 */
@Command(name = "warm-up", hidden = true, description = "The training run of the launcher.")
final class WarmUpCommand implements Callable<Integer> {

  private static final List<String> DESCRIBES =
      List.of(
          "DescribeVpcs",
          "DescribeVpcs&Filter.1.Name=is-default&Filter.1.Value.1=false",
          "DescribeSubnets",
          "DescribeRouteTables",
          "DescribeSecurityGroups",
          "DescribeNetworkInterfaces",
          "DescribeAvailabilityZones");

  private static final int ROUNDS = 20;
  private static final int LOADS = 10;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("culvert-warm-up");
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral().keptIn(data));
        Calls calls = new Calls(URI.create(server.url()), HttpClient.newHttpClient())) {
      String from = "";
      String to = "";
      for (int i = 0; i < ROUNDS; i++) {
        String vpc = calls.made("vpcId", "CreateVpc&CidrBlock=10." + i + ".0.0/16");
        String subnet =
            calls.made("subnetId", "CreateSubnet&VpcId=" + vpc + "&CidrBlock=10." + i + ".1.0/24");
        String instances =
            "RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1&SubnetId=" + subnet;
        from = calls.made("instanceId", instances);
        to = calls.made("instanceId", instances);
        for (String describe : DESCRIBES) {
          calls.answer(describe);
        }
      }
      hub(calls);
      CulvertCommand.run("why", from, to, "443", "--endpoint", server.url());
      CulvertCommand.run("matrix", "--endpoint", server.url());
      String snapshot = data.resolve("snapshot").toString();
      CulvertCommand.run("dump", snapshot, "--endpoint", server.url());
      for (int i = 0; i < LOADS; i++) {
        CulvertCommand.run("reset", "--endpoint", server.url());
        CulvertCommand.run("load", snapshot, "--endpoint", server.url());
      }
    } finally {
      delete(data);
    }
    return 0;
  }

  /** A transit gateway with two VPCs, which snapshots of larger networks hold. */
  private static void hub(Calls calls) throws IOException, InterruptedException {
    String hub = calls.made("transitGatewayId", "CreateTransitGateway");
    String table =
        calls.made(
            "transitGatewayRouteTableId", "CreateTransitGatewayRouteTable&TransitGatewayId=" + hub);
    for (int i = 0; i < 2; i++) {
      String vpc = calls.made("vpcId", "CreateVpc&CidrBlock=10.10" + i + ".0.0/16");
      String subnet =
          calls.made("subnetId", "CreateSubnet&VpcId=" + vpc + "&CidrBlock=10.10" + i + ".1.0/24");
      String attachment =
          calls.made(
              "transitGatewayAttachmentId",
              "CreateTransitGatewayVpcAttachment&TransitGatewayId=%s&VpcId=%s&SubnetIds.1=%s"
                  .formatted(hub, vpc, subnet));
      String inTable =
          "&TransitGatewayRouteTableId=%s&TransitGatewayAttachmentId=%s"
              .formatted(table, attachment);
      calls.answer("EnableTransitGatewayRouteTablePropagation" + inTable);
      calls.answer(
          "CreateTransitGatewayRoute&DestinationCidrBlock=10.20" + i + ".0.0/16" + inTable);
      String routes = calls.made("routeTableId", "CreateRouteTable&VpcId=" + vpc);
      calls.answer(
          "CreateRoute&DestinationCidrBlock=10.0.0.0/8&RouteTableId=%s&TransitGatewayId=%s"
              .formatted(routes, hub));
      String acl = calls.made("networkAclId", "CreateNetworkAcl&VpcId=" + vpc);
      calls.answer(
          "CreateNetworkAclEntry&RuleNumber=100&Protocol=6&RuleAction=allow&Egress=false"
              + "&CidrBlock=10.0.0.0/8&PortRange.From=0&PortRange.To=1023&NetworkAclId="
              + acl);
      String group =
          calls.made(
              "groupId", "CreateSecurityGroup&GroupName=hosts&GroupDescription=hosts&VpcId=" + vpc);
      calls.answer(
          "AuthorizeSecurityGroupIngress&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22"
              + "&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8&GroupId="
              + group);
    }
  }

  /** Calls of EC2's API without a signature, as the default account makes them. */
  private record Calls(URI server, HttpClient client) implements AutoCloseable {

    String answer(String action) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(server)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("Version=2016-11-15&Action=" + action))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(action + " was answered with " + answer.body());
      }
      return answer.body();
    }

    /** The id of what a call has made. */
    String made(String member, String action) throws IOException, InterruptedException {
      String answer = answer(action);
      Matcher id = Pattern.compile("<" + member + ">([^<]+)<").matcher(answer);
      if (!id.find()) {
        throw new IOException(action + " was answered without " + member + ": " + answer);
      }
      return id.group(1);
    }

    @Override
    public void close() {
      client.close();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
