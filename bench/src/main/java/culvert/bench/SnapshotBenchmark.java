package culvert.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code load} of a hub of many VPCs, with two instances, a group with rules and a network ACL in
 * each: the whole command, against a server that has just started, and against one that has loaded
 * it before and was reset.
 */
record SnapshotBenchmark(List<Subject> subjects, List<String> culvert, Effort effort) {

  private static final Pattern SUBNET =
      Pattern.compile("<subnetId>(\\S+?)</subnetId>.*?<vpcId>(\\S+?)</vpcId>", Pattern.DOTALL);

  void run() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("culvert-snapshot");
    try {
      dump(directory);
      System.out.printf("load      %,d KiB of JSON, of %d VPCs%n", size(directory) / 1024, vpcs());
      for (Subject subject : subjects) {
        load(subject, directory);
      }
    } finally {
      remove(directory);
    }
  }

  private int vpcs() {
    return Math.max(effort.vpcs(), HubNetwork.LEAST);
  }

  private void dump(Path directory) throws IOException, InterruptedException {
    try (Served served = Subject.ephemeral(culvert).start();
        Connection ec2 = served.connect(Served.REGION)) {
      HubNetwork.build(ec2, vpcs());
      String subnets =
          ec2.call("DescribeSubnets&Filter.1.Name=default-for-az&Filter.1.Value.1=false");
      var found = SUBNET.matcher(subnets);
      while (found.find()) {
        furnish(ec2, found.group(2), found.group(1));
      }
      command(served, "dump", directory);
    }
  }

  private static void furnish(Connection ec2, String vpc, String subnet) throws IOException {
    String group =
        ec2.made(
            "groupId", "CreateSecurityGroup&GroupName=hosts&GroupDescription=hosts&VpcId=" + vpc);
    ec2.call(LargeNetwork.ingress(group, 443, "10.0.0.0%2F8"));
    ec2.call(LargeNetwork.ingress(group, 22, "10.0.0.0%2F16"));
    ec2.call(
        "RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=2&MaxCount=2&SubnetId="
            + subnet
            + "&SecurityGroupId.1="
            + group);
    String acl = ec2.made("networkAclId", "CreateNetworkAcl&VpcId=" + vpc);
    ec2.call(
        "CreateNetworkAclEntry&RuleNumber=100&Protocol=6&RuleAction=allow&Egress=false"
            + "&CidrBlock=10.0.0.0%2F8&PortRange.From=0&PortRange.To=1023&NetworkAclId="
            + acl);
  }

  private void load(Subject subject, Path directory) throws IOException, InterruptedException {
    List<Double> first = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    for (int round = 0; round < effort.rounds(); round++) {
      try (Served served = subject.start()) {
        served.reset();
        first.add(command(served, "load", directory));
        served.reset();
        again.add(command(served, "load", directory));
      }
    }
    System.out.printf(
        "load      %-20s %6.0f ms into a new process  %6.0f ms into one that has loaded before%n",
        subject.name(), Effort.median(first), Effort.median(again));
  }

  /** Runs a command to its end; how many milliseconds it took. */
  private double command(Served served, String name, Path directory)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(culvert);
    command.addAll(
        List.of(name, directory.toString(), "--endpoint", "http://127.0.0.1:" + served.port()));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " exited " + exit);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static long size(Path directory) throws IOException {
    long size = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
