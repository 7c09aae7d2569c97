package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.DescribeLoaRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeLoaResponse;
import software.amazon.awssdk.services.directconnect.model.LoaContentType;

/** The LOA-CFA of ports and LAGs. When it was last asked for is kept with the port (B1). */
final class LoaOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    Calls calls = new Calls(registry);
    calls.write("DescribeLoa", DescribeLoaRequest::builder, LoaOperations::describe);
    calls.write("DescribeConnectionLoa", DescribeLoaRequest::builder, LoaOperations::ofConnection);
    calls.write("DescribeInterconnectLoa", InterconnectRequest::new, LoaOperations::ofInterconnect);
  }

  private static DescribeLoaResponse describe(DescribeLoaRequest request, Transaction transaction) {
    return issue(transaction, request.connectionId(), request.providerName());
  }

  private static LoaAnswer ofConnection(DescribeLoaRequest request, Transaction transaction) {
    return new LoaAnswer(describe(request, transaction));
  }

  private static LoaAnswer ofInterconnect(InterconnectRequest request, Transaction transaction) {
    return new LoaAnswer(issue(transaction, request.interconnect(), request.providerName()));
  }

  private static DescribeLoaResponse issue(
      Transaction transaction, String id, @Nullable String provider) {
    List<Resource<Connection>> ports = ports(transaction, id);
    Connection first = ports.getFirst().shape();
    LetterOfAuthorization letter =
        new LetterOfAuthorization(
            id,
            transaction.scope().account(),
            Locations.get(first.location(), first.region()),
            ports.stream().map(Resource::shape).toList(),
            provider,
            transaction.now());
    for (Resource<Connection> port : ports) {
      Connections.replace(
          transaction, port, port.shape().toBuilder().loaIssueTime(transaction.now()).build());
    }
    return DescribeLoaResponse.builder()
        .loaContent(SdkBytes.fromByteArray(letter.pdf()))
        .loaContentType(LoaContentType.APPLICATION_PDF)
        .build();
  }

  /** There is none of a hosted connection, nor of what AWS still looks at. */
  private static List<Resource<Connection>> ports(Transaction transaction, String id) {
    List<Resource<Connection>> ports =
        id.startsWith(Lags.ID_PREFIX)
            ? Connections.links(transaction, Lags.own(transaction, id).lagId())
            : List.of(Connections.port(transaction, id));
    boolean ready =
        !ports.isEmpty()
            && ports.stream()
                .map(Resource::shape)
                .noneMatch(each ->
                    Connections.isHosted(each)
                        || each.connectionState() == ConnectionState.REQUESTED);
    if (!ready) {
      throw DirectConnectError.refused("The LOA-CFA of " + id + " is not available.");
    }
    return ports;
  }
}
