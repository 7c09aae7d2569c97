package culvert.app.server;

import culvert.app.report.FocusCsv;
import culvert.aws.AwsApi;
import culvert.network.cost.Bill;
import culvert.network.cost.BillingPeriod;
import culvert.network.cost.Demand;
import culvert.network.cost.Flow;
import culvert.network.why.BadQuestion;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /_culvert/bill}: what the network costs, as JSON or, with {@code format=csv}, as CSV;
 * {@code POST} with expected traffic, {@code {"traffic": [{"from": …, "to": …, "gb": …}]}}, what it
 * costs with that.
 */
final class BillResource {

  private static final String PATH = "/_culvert/bill";

  /** A hundred thousand pairs and more. */
  private static final int MAX_BYTES = 64 << 20;

  private static final List<String> QUERY = List.of("period", "format", "advise");

  private final AwsApi api;

  BillResource(AwsApi api) {
    this.api = api;
  }

  void route(HttpRouting.Builder routing) {
    routing.get(PATH, Answering.of(request -> bill(request, List.of())));
    routing.post(
        PATH, Answering.of(request -> bill(request, traffic(Bodies.json(request, MAX_BYTES)))));
  }

  private Answering.Content bill(ServerRequest request, List<Demand> traffic) {
    Query query = new Query(request, QUERY);
    BillingPeriod period = period(query.value("period"));
    boolean csv = isCsv(query.value("format"));
    boolean advise = Query.isTrue("advise", query.value("advise"));
    if (advise && !csv) {
      List<Flow> flows = Billing.flows(api, traffic);
      Billing billing = Billing.ofFlows(api, flows);
      ObjectNode json = billing.json(period);
      json.set("advice", AdviceJson.of(billing.advice(api.graph().topology(), flows)));
      return new Answering.Content(Answering.JSON, Json.bytes(json));
    }
    Billing billing = Billing.of(api, traffic);
    if (csv) {
      // A month of 730 hours is no time of its own.
      BillingPeriod of = period == BillingPeriod.MONTH ? BillingPeriod.CALENDAR_MONTH : period;
      return new Answering.Content(
          "text/csv; charset=utf-8", csv(billing.bill(period), of.span(billing.now())));
    }
    return new Answering.Content(Answering.JSON, Json.bytes(billing.json(period)));
  }

  private static byte[] csv(Bill bill, BillingPeriod.Span span) {
    StringBuilder out = new StringBuilder();
    try {
      FocusCsv.write(bill, span.from(), span.to(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isCsv(@Nullable String format) {
    return switch (format) {
      case null -> false;
      case "json" -> false;
      case "csv" -> true;
      default -> throw new BadQuestion("format takes json or csv, not " + format);
    };
  }

  private static BillingPeriod period(@Nullable String label) {
    if (label == null) {
      return BillingPeriod.MONTH;
    }
    for (BillingPeriod period : BillingPeriod.values()) {
      if (period.label().equals(label)) {
        return period;
      }
    }
    throw new BadQuestion(
        "period takes %s, not %s"
            .formatted(
                Arrays.stream(BillingPeriod.values())
                    .map(BillingPeriod::label)
                    .collect(Collectors.joining(", ")),
                label));
  }

  private static List<Demand> traffic(JsonNode body) {
    JsonNode items = body.path("traffic");
    if (!items.isArray()) {
      throw new BadQuestion("bill takes {\"traffic\": [{\"from\": …, \"to\": …, \"gb\": …}]}");
    }
    List<Demand> demands = new ArrayList<>(items.size());
    for (JsonNode item : items) {
      try {
        demands.add(TrafficJson.demand(item));
      } catch (BadQuestion e) {
        throw new BadQuestion("traffic[%d]: %s".formatted(demands.size(), e.getMessage()));
      }
    }
    return demands;
  }
}
