package culvert.app.server;

import culvert.network.routing.RoutingOscillation;
import culvert.network.why.BadQuestion;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Answers a request with JSON, or throws {@link BadQuestion}. */
@FunctionalInterface
interface Answering {

  String JSON = "application/json";

  System.Logger LOG = System.getLogger(Answering.class.getName());

  ObjectNode answer(ServerRequest request);

  /** The handler that says so over HTTP. */
  static Handler with(Answering resource) {
    return raw(request -> Json.bytes(resource.answer(request)));
  }

  /** The handler of a resource that has its JSON as text already. */
  static Handler raw(Function<ServerRequest, byte[]> resource) {
    return of(request -> new Content(JSON, resource.apply(request)));
  }

  /** What is answered, and of which media type it is. */
  record Content(String type, byte[] bytes) {}

  /** The handler of a resource that has more forms than JSON. */
  static Handler of(Function<ServerRequest, Content> resource) {
    return (request, response) -> {
      try {
        send(response, 200, resource.apply(request));
      } catch (BadQuestion e) {
        send(response, 400, Json.error(String.valueOf(e.getMessage())));
      } catch (Bodies.TooLarge e) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        send(response, 413, Json.error(String.valueOf(e.getMessage())));
      } catch (RoutingOscillation e) {
        send(response, 409, Json.error(String.valueOf(e.getMessage())));
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "answering failed", e);
        send(response, 500, Json.error("an internal error has occurred; see the log"));
      }
    };
  }

  static void send(ServerResponse response, int status, ObjectNode json) {
    send(response, status, new Content(JSON, Json.bytes(json)));
  }

  private static void send(ServerResponse response, int status, Content content) {
    response.status(status);
    response.header("Content-Type", content.type);
    response.send(content.bytes);
  }
}
