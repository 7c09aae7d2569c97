package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What nobody should send, sent through real sockets. {@code -Dculvert.seed} replays a run. */
class HostileRequestsTest {

  private static final int REQUESTS = 10_000;
  private static final int CLIENTS = 8;
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final long SEED = Long.getLong("culvert.seed", System.nanoTime());

  private static final List<String> BODIES =
      List.of(
          "Action=RunInstances&ImageId=ami-1&MinCount=1&MaxCount=999999999999",
          "Action=CreateVpc&CidrBlock=10.0.0.0/4294967296",
          "Action=CreateVpc&CidrBlock=10.0.0.0/16&CidrBlock=10.1.0.0/16",
          "Action=CreateSubnet&VpcId=vpc-%00&CidrBlock=10.0.0.0/24",
          "Action=DescribeVpcs&Filter.1.Name=nosuch&Filter.1.Value.1=x",
          "Action=DescribeVpcs&MaxResults=minus&NextToken=x",
          "Action=DescribeVpcs&NextToken=%FF%FE",
          "Action=NoSuchAction",
          "Action=CreateVpnConnection",
          "Action=DescribeInstances&InstanceId.1=i-&InstanceId.99999999999=i-1",
          "Action=%zz",
          "Version=2016-11-15",
          "",
          "Action=AuthorizeSecurityGroupIngress&GroupId=sg-1&IpPermissions.1.FromPort=x",
          "{\"Action\":\"DescribeVpcs\"}",
          "<DescribeVpcs/>");

  private static final List<String> TARGETS =
      List.of("/", "/%zz", "/..%2f..", "/createresourceshare", "/?Action=CreateVpc", "/\u00fc");

  private static final List<String> HEADERS =
      List.of(
          "Authorization: AWS4-HMAC-SHA256 Credential=a/b/c/d/e",
          "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/nowhere-1/ec2/aws4_request,"
              + " SignedHeaders=host, Signature=0",
          "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/s3/aws4_request,"
              + " SignedHeaders=host, Signature=0",
          "Authorization: AWS4-HMAC-SHA256"
              + " Credential=AKID/20260101/us-east-1/directconnect/aws4_request",
          "X-Amz-Target: OvertureService.NoSuch",
          "X-Amz-Target: \u0001",
          "Content-Type: application/x-amz-json-1.1",
          "Expect: 100-continue",
          "X-Long: " + "x".repeat(20_000));

  private static CulvertServer server = CulvertServer.start(Settings.ephemeral());

  @BeforeAll
  static void seed() {
    System.out.println("HostileRequestsTest: -Dculvert.seed=" + SEED);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What came back: the status, or 0 where the connection was closed without an answer. */
  private record Reply(int status, String text) {}

  /**
   * A request.
   *
   * @param garbled whether some bytes were changed, so that it may not even end
   */
  private record Request(byte[] bytes, boolean garbled) {}

  private static Request request(Random random) {
    String body = BODIES.get(random.nextInt(BODIES.size()));
    String target = TARGETS.get(random.nextInt(TARGETS.size()));
    StringBuilder head = new StringBuilder("POST " + target + " HTTP/1.1\r\nHost: culvert\r\n");
    if (random.nextInt(3) == 0) {
      head.append(HEADERS.get(random.nextInt(HEADERS.size()))).append("\r\n");
    }
    head.append("Connection: close\r\nContent-Length: ");
    head.append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n\r\n");
    byte[] whole = (head + body).getBytes(StandardCharsets.ISO_8859_1);
    boolean garbled = random.nextInt(4) == 0;
    for (int i = 0; garbled && i < 3; i++) {
      whole[random.nextInt(whole.length)] = (byte) random.nextInt(256);
    }
    return new Request(whole, garbled);
  }

  private static Reply send(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      socket.shutdownOutput();
      return reply(socket.getInputStream());
    } catch (SocketException e) {
      return new Reply(0, String.valueOf(e.getMessage()));
    }
  }

  private static Reply reply(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException e) {
      // Closed with what had come.
    }
    String text = all.toString(StandardCharsets.UTF_8).replace("HTTP/1.1 100 Continue\r\n\r\n", "");
    return text.startsWith("HTTP/1.1 ")
        ? new Reply(Integer.parseInt(text.substring(9, 12)), text)
        : new Reply(0, text);
  }

  @Test
  void ten_thousand_bad_requests_are_ten_thousand_refusals() throws Exception {
    long before = usedBytes();
    Map<Integer, Integer> byStatus = new ConcurrentHashMap<>();
    List<Callable<Void>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      Random random = new Random(SEED + client);
      clients.add(() -> {
        for (int i = 0; i < REQUESTS / CLIENTS; i++) {
          Request request = request(random);
          Reply reply = send(request.bytes());
          byStatus.merge(reply.status(), 1, Integer::sum);
          check(request, reply);
        }
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Void> done : threads.invokeAll(clients)) {
        done.get();
      }
    }
    System.out.println("HostileRequestsTest: by status " + byStatus);
    assertThat(byStatus.getOrDefault(400, 0)).isGreaterThan(REQUESTS / 2);
    assertThat(usedBytes() - before).as("growth in bytes").isLessThan(20 << 20);
  }

  /** A mutation may by chance be a good request; it may never be a fault of Culvert's. */
  private static void check(Request request, Reply reply) {
    String sent = new String(request.bytes(), StandardCharsets.ISO_8859_1);
    assertThat(reply.status()).as(sent).isLessThan(500);
    if (!request.garbled()) {
      assertThat(reply.status()).as(sent).isGreaterThanOrEqualTo(400);
    }
    if (reply.status() >= 400) {
      assertThat(reply.text())
          .as(sent)
          .containsAnyOf(
              "<Response><Errors><Error><Code>", "<ErrorResponse", "\"__type\"", "\"message\"");
    }
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void a_body_that_is_too_large_is_refused_before_it_is_read() throws IOException {
    Reply reply =
        send(
            "POST / HTTP/1.1\r\nHost: culvert\r\nContent-Length: 99999999\r\n\r\nAction="
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.text()).contains("<Code>RequestEntityTooLarge</Code>");
  }

  @Test
  void a_body_that_turns_out_too_large_is_refused_though_a_snapshot_may_be_larger()
      throws IOException {
    String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
    String head = " HTTP/1.1\r\nHost: culvert\r\nTransfer-Encoding: chunked\r\n\r\n";
    Reply reply =
        send(("POST /" + head + chunk.repeat(5) + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.text()).contains("<Code>RequestEntityTooLarge</Code>");
    Reply snapshot =
        send(
            ("POST /_culvert/snapshots" + head + chunk.repeat(5) + "0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(snapshot.status()).isEqualTo(400);
    assertThat(snapshot.text()).contains("not JSON");
    assertAlive();
  }

  @Test
  void headers_that_are_too_large_are_refused() throws IOException {
    Reply reply =
        send(
            ("POST / HTTP/1.1\r\nHost: culvert\r\nX-Long: " + "x".repeat(200_000) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(reply.status()).isBetween(0, 499);
    assertAlive();
  }

  @Test
  void idle_connections_do_not_keep_others_out() throws IOException {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }
      assertAlive();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private static void assertAlive() throws IOException {
    Reply reply =
        send(
            ("POST / HTTP/1.1\r\nHost: culvert\r\nConnection: close\r\nContent-Length: 19\r\n\r\n"
                    + "Action=DescribeVpcs")
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(reply.status()).isEqualTo(200);
  }
}
