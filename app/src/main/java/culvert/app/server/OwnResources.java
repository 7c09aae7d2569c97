package culvert.app.server;

import culvert.aws.catalog.Catalog;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Topology;
import culvert.network.why.BadQuestion;
import culvert.network.why.Matrix;
import culvert.network.why.NameQuestion;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import io.helidon.common.parameters.Parameters;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Culvert serves of its own, under {@code /_culvert/}: JSON, of all accounts and Regions. */
final class OwnResources {

  private static final System.Logger LOG = System.getLogger(OwnResources.class.getName());

  private static final List<String> WHY =
      List.of("from", "to", "port", "protocol", "sourcePort", "family");
  private static final List<String> RESOLVE = List.of("from", "name");
  private static final List<String> MATRIX = List.of("port", "protocol", "sourcePort", "by");

  private final Catalog catalog;
  private final Network network;

  OwnResources(Catalog catalog, Network network) {
    this.catalog = catalog;
    this.network = network;
  }

  void route(HttpRouting.Builder routing) {
    routing.get("/_culvert/health", answering(_ -> Json.object().put("status", "ready")));
    routing.get("/_culvert/why", answering(this::why));
    routing.get("/_culvert/resolve", answering(this::resolve));
    routing.get("/_culvert/matrix", answering(this::matrix));
    routing.post("/_culvert/reset", answering(_ -> reset()));
    routing.any(
        "/_culvert/{+rest}",
        (request, response) ->
            send(
                response,
                404,
                Json.error(
                    "there is no "
                        + request.prologue().method().text()
                        + " "
                        + request.prologue().uriPath().rawPath())));
  }

  /** Answers a request with JSON, or throws {@link BadQuestion}. */
  private interface Answering {
    ObjectNode answer(ServerRequest request);
  }

  private static Handler answering(Answering resource) {
    return (request, response) -> {
      try {
        send(response, 200, resource.answer(request));
      } catch (BadQuestion e) {
        send(response, 400, Json.error(String.valueOf(e.getMessage())));
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "answering failed", e);
        send(response, 500, Json.error("an internal error has occurred; see the log"));
      }
    };
  }

  private static void send(ServerResponse response, int status, ObjectNode json) {
    response.status(status);
    response.header("Content-Type", "application/json");
    response.send(Json.bytes(json));
  }

  private ObjectNode why(ServerRequest request) {
    Query query = new Query(request, WHY);
    ForwardingGraph graph = network.graph();
    Question question =
        new QuestionText(
                query.required("from"),
                query.required("to"),
                query.value("port"),
                query.value("protocol"),
                query.value("sourcePort"),
                query.value("family"))
            .read(graph.topology());
    return Json.of(question, Why.ask(graph, question));
  }

  private ObjectNode resolve(ServerRequest request) {
    Query query = new Query(request, RESOLVE);
    Topology topology = network.graph().topology();
    NameQuestion question =
        NameQuestion.read(query.required("from"), query.required("name"), topology);
    return Json.of(question, question.ask(topology));
  }

  private ObjectNode matrix(ServerRequest request) {
    Query query = new Query(request, MATRIX);
    Spoken spoken =
        Spoken.parse(query.value("port"), query.value("protocol"), query.value("sourcePort"));
    Matrix.By by = by(query.value("by"));
    return Json.of(by, spoken, Matrix.of(network.graph(), by, spoken));
  }

  private static Matrix.By by(@Nullable String text) {
    if (text == null) {
      return Matrix.By.VPC;
    }
    for (Matrix.By by : Matrix.By.values()) {
      if (by.name().toLowerCase(Locale.ROOT).equals(text)) {
        return by;
      }
    }
    throw new BadQuestion("by takes vpc, subnet or instance, not " + text);
  }

  private ObjectNode reset() {
    catalog.clear();
    return Json.object().put("reset", true);
  }

  /** The query of a request; a name that the resource does not know is refused. */
  private static final class Query {

    private final Parameters query;

    Query(ServerRequest request, List<String> names) {
      query = read(request);
      for (String name : query.names()) {
        if (!names.contains(name)) {
          throw new BadQuestion(
              "not a parameter here: " + name + " (there are " + String.join(", ", names) + ")");
        }
      }
    }

    private static Parameters read(ServerRequest request) {
      try {
        return request.query();
      } catch (IllegalArgumentException e) {
        throw new BadQuestion("the query has a malformed escape");
      }
    }

    /** The value, or null where there is none or an empty one. */
    @Nullable String value(String name) {
      String value = query.contains(name) ? query.get(name) : "";
      return value.isEmpty() ? null : value;
    }

    String required(String name) {
      String value = value(name);
      if (value == null) {
        throw new BadQuestion("the parameter " + name + " is missing");
      }
      return value;
    }
  }
}
