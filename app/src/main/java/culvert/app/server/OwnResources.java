package culvert.app.server;

import culvert.aws.catalog.Catalog;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;

/** What Culvert serves of its own, under {@code /_culvert/}. */
final class OwnResources {

  private final Catalog catalog;

  OwnResources(Catalog catalog) {
    this.catalog = catalog;
  }

  void route(HttpRouting.Builder routing) {
    routing.get("/_culvert/health", (_, response) -> json(response, 200, "{\"status\":\"ready\"}"));
    routing.post(
        "/_culvert/reset",
        (_, response) -> {
          catalog.clear();
          json(response, 200, "{\"reset\":true}");
        });
  }

  private static void json(ServerResponse response, int status, String body) {
    response.status(status);
    response.header("Content-Type", "application/json");
    response.send(body);
  }
}
