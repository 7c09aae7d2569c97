package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.aws.price.PriceList;
import culvert.network.cost.PathCharges;
import culvert.network.cost.PathCost;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.LastProof;
import culvert.network.proof.Matrix;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.NameQuestion;
import culvert.network.why.Question;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Culvert serves of its own, under {@code /_culvert/}: JSON, of all accounts and Regions. */
final class OwnResources {

  private static final List<String> WHY =
      List.of("from", "to", "port", "protocol", "sourcePort", "family");
  private static final List<String> RESOLVE = List.of("from", "name");
  private static final List<String> MATRIX =
      List.of("port", "protocol", "sourcePort", "by", "fold");

  /** As many groups as are easily seen together. */
  private static final int A_PAGE = 40;

  private final AwsApi api;
  private final FailureResources failures;
  private final SnapshotResources snapshots;
  private final LastProof lastProof = new LastProof();

  OwnResources(AwsApi api, FailureResources failures, SnapshotResources snapshots) {
    this.api = api;
    this.failures = failures;
    this.snapshots = snapshots;
  }

  void route(HttpRouting.Builder routing) {
    routing.get("/_culvert/health", Answering.with(_ -> Json.object().put("status", "ready")));
    routing.get("/_culvert/why", Answering.with(this::why));
    routing.get("/_culvert/resolve", Answering.with(this::resolve));
    routing.get("/_culvert/matrix", Answering.with(this::matrix));
    routing.post("/_culvert/reset", Answering.with(_ -> reset()));
    failures.route(routing);
    snapshots.route(routing);
    new DifferenceResource(api, snapshots).route(routing);
    new BillResource(api).route(routing);
    routing.any(
        "/_culvert/{+rest}",
        (request, response) ->
            Answering.send(
                response,
                404,
                Json.error(
                    "there is no "
                        + request.prologue().method().text()
                        + " "
                        + request.prologue().uriPath().rawPath())));
  }

  private ObjectNode why(ServerRequest request) {
    Query query = new Query(request, WHY);
    ForwardingGraph graph = api.graph();
    Question question = query.question().read(graph.topology());
    Answer answer = Why.ask(graph, question);
    ObjectNode json = Json.of(question, answer);
    PathCharges charges = PathCharges.of(graph, question, answer);
    json.set("price", PriceJson.of(PathCost.of(charges, PriceList.get())));
    return json;
  }

  private ObjectNode resolve(ServerRequest request) {
    Query query = new Query(request, RESOLVE);
    Topology topology = api.graph().topology();
    NameQuestion question =
        NameQuestion.read(query.required("from"), query.required("name"), topology);
    return Json.of(question, question.ask(topology));
  }

  private ObjectNode matrix(ServerRequest request) {
    Query query = new Query(request, MATRIX);
    Grouped asked =
        Grouped.read(
            query.value("by"),
            query.value("port"),
            query.value("protocol"),
            query.value("sourcePort"),
            api.catalog().snapshot());
    Spoken spoken = asked.spoken();
    ForwardingGraph graph = api.graph();
    Matrix matrix = Matrix.of(graph, asked.by(), spoken, lastProof);
    return Json.of(
        asked.by(), spoken, folds(query.value("fold"), matrix) ? matrix.folded() : matrix, graph);
  }

  /** Unless it is said, what is more than a page is folded. */
  private static boolean folds(@Nullable String fold, Matrix matrix) {
    return fold == null ? matrix.groups().size() > A_PAGE : Query.isTrue("fold", fold);
  }

  private ObjectNode reset() {
    api.catalog().clear();
    return Json.object().put("reset", true);
  }
}
