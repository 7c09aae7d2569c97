package culvert.app.command;

import culvert.app.demo.DemoNetwork;
import culvert.app.demo.WorkedQuestion;
import culvert.app.report.BillText;
import culvert.app.report.MatrixText;
import culvert.app.report.Picture;
import culvert.app.report.WhyText;
import culvert.app.server.Billing;
import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import culvert.network.cost.BillingPeriod;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.proof.Grouping;
import culvert.network.proof.Matrix;
import culvert.network.why.Question;
import culvert.network.why.QuestionText;
import culvert.network.why.Spoken;
import culvert.network.why.Why;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code demo}: builds a network through the API and asks it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Builds peered VPCs, a hub of VPCs and an office with Direct Connect and VPN through the"
            + " API, draws them, asks who reaches whom, and cuts the Direct Connect.")
final class DemoCommand implements Callable<Integer> {

  private static final Grouping BY_INSTANCE = new Grouping.ByInstance();

  @Spec private CommandSpec spec;

  @Option(names = "--keep", description = "Go on serving.")
  private boolean keep;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port to listen at (default: any free one).")
  private int port;

  @Option(names = "--json", description = "Print the matrix and the answers as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    try (CulvertServer server =
        CulvertServer.start(Settings.ephemeral().atPort(port).onVirtualClock())) {
      DemoNetwork demo = DemoNetwork.build(server.url());
      DemoFailure failure = new DemoFailure(server.url(), demo.seoul());
      failure.connect();
      ForwardingGraph graph = server.api().graph();
      if (json) {
        printJson(demo, graph, server, failure);
      } else {
        print(demo, graph, server, failure);
      }
      if (keep) {
        new CountDownLatch(1).await();
      }
    }
    return 0;
  }

  private void print(
      DemoNetwork demo, ForwardingGraph graph, CulvertServer server, DemoFailure failure) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Picture.of(graph.topology()));
    out.println(MatrixText.of(matrix(graph)));
    for (WorkedQuestion question : demo.questions()) {
      out.println(question.saying());
      out.println(WhyText.of(question.from(), question.to(), ask(graph, question)));
    }
    out.println("With some traffic, by usage type:");
    out.println(BillText.of(bill(demo, server), BillText.Sums.USAGE_TYPE));
    failure.print(out);
    out.println(
        "The API listens at "
            + server.url()
            + (keep ? "" : " while it runs (--keep leaves it serving)"));
    out.flush();
  }

  private void printJson(
      DemoNetwork demo, ForwardingGraph graph, CulvertServer server, DemoFailure failure) {
    ObjectNode all = Json.object().put("endpoint", server.url());
    all.set("matrix", matrix(graph));
    ArrayNode answers = all.putArray("why");
    demo.questions().forEach(question -> answers.add(ask(graph, question)));
    all.set("bill", bill(demo, server));
    all.set("failure", failure.cut());
    spec.commandLine().getOut().println(Json.pretty(all));
    spec.commandLine().getOut().flush();
  }

  private static ObjectNode bill(DemoNetwork demo, CulvertServer server) {
    return Billing.of(server.api(), demo.traffic()).json(BillingPeriod.MONTH);
  }

  private static ObjectNode matrix(ForwardingGraph graph) {
    return Json.of(
        BY_INSTANCE, Spoken.DEFAULT, Matrix.of(graph, BY_INSTANCE, Spoken.DEFAULT), graph);
  }

  private static ObjectNode ask(ForwardingGraph graph, WorkedQuestion worked) {
    Question question = QuestionText.between(worked.from(), worked.to()).read(graph.topology());
    return Json.of(question, Why.ask(graph, question));
  }
}
