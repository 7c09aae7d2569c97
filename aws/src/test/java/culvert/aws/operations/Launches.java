package culvert.aws.operations;

import culvert.aws.TestCloud;
import culvert.aws.reading.TopologyReader;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.QuestionText;
import culvert.network.why.Why;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Instances as tests launch and look at them. */
record Launches(TestCloud cloud) {

  static final String IMAGE = "ami-0123456789abcdef0";

  private Ec2Client ec2() {
    return cloud.ec2();
  }

  /** A t3.micro in the default VPC, but for what the test asks for; as the launch answers it. */
  Instance launch(Consumer<RunInstancesRequest.Builder> asked) {
    return ec2()
        .runInstances(r ->
            r.imageId(IMAGE).instanceType("t3.micro").minCount(1).maxCount(1).applyMutation(asked))
        .instances()
        .getFirst();
  }

  String id(Consumer<RunInstancesRequest.Builder> asked) {
    return launch(asked).instanceId();
  }

  Instance described(String id) {
    return ec2()
        .describeInstances(r -> r.instanceIds(id))
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  void stop(String id) {
    ec2().stopInstances(r -> r.instanceIds(id));
  }

  /** What the network says of a packet on port 443. */
  Answer why(String from, String to) {
    Topology topology = new TopologyReader().read(cloud.api().catalog().snapshot());
    return Why.ask(new ForwardingGraph(topology), QuestionText.between(from, to).read(topology));
  }
}
