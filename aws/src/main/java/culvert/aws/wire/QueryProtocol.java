package culvert.aws.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * EC2's protocol and that of STS and Elastic Load Balancing: parameters in, XML out. They differ in
 * how lists are numbered, in what stands around the answer, and in the error document.
 */
final class QueryProtocol implements Protocol {

  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "text/xml;charset=UTF-8");
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final boolean ec2;
  private final String namespace;
  private final QueryReader reader;

  private QueryProtocol(boolean ec2, String namespace) {
    this.ec2 = ec2;
    this.namespace = namespace;
    this.reader = new QueryReader(!ec2);
  }

  static QueryProtocol ec2() {
    return new QueryProtocol(true, "http://ec2.amazonaws.com/doc/2016-11-15/");
  }

  static QueryProtocol sts() {
    return new QueryProtocol(false, "https://sts.amazonaws.com/doc/2011-06-15/");
  }

  static QueryProtocol elasticLoadBalancing() {
    return new QueryProtocol(false, "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/");
  }

  /** The parameters of a request: those of the query string and those of the body. */
  static QueryParameters parameters(ApiRequest request) {
    return QueryParameters.parse(request.query(), request.text());
  }

  @Override
  public Call open(ApiRequest request) {
    QueryParameters parameters = parameters(request);
    String action = parameters.value("Action");
    if (action == null || action.isEmpty()) {
      throw new WireException(
          "MissingAction", 400, "The request must contain the parameter Action");
    }
    return new QueryCall(action, parameters, reader);
  }

  private record QueryCall(String operation, QueryParameters parameters, QueryReader reader)
      implements Call {
    @Override
    public void read(SdkPojo builder) {
      reader.read(parameters, builder);
    }
  }

  @Override
  public ApiResponse answer(String operation, Answer answer, String requestId) {
    Bytes out = new Bytes(1024);
    XmlWriter xml = new XmlWriter(out);
    out.ascii(DECLARATION).ascii("<").ascii(operation).ascii("Response xmlns=\"");
    out.ascii(namespace).ascii("\">");
    List<byte[]> pieces = new ArrayList<>();
    if (ec2) {
      xml.text("requestId", requestId);
    } else {
      xml.open(operation + "Result");
    }
    switch (answer) {
      case Answer.Response response -> {
        xml.members(response.shape());
        if (ec2 && Shape.of(response.shape()).members().isEmpty()) {
          xml.text("return", "true");
        }
      }
      case Answer.Page page -> out = page(page, out, pieces);
    }
    xml = new XmlWriter(out);
    if (!ec2) {
      xml.close(operation + "Result").open("ResponseMetadata");
      xml.text("RequestId", requestId).close("ResponseMetadata");
    }
    xml.close(operation + "Response");
    pieces.add(out.toArray());
    return new ApiResponse(200, HEADERS, pieces);
  }

  /** Writes what stands before the list into pieces, then the list; returns what comes behind. */
  private static Bytes page(Answer.Page page, Bytes out, List<byte[]> pieces) {
    Member list = Shape.of(page.response()).member(page.list());
    if (list == null) {
      throw new IllegalStateException("no member " + page.list());
    }
    new XmlWriter(out).open(list.responseName());
    pieces.add(out.toArray());
    pieces.addAll(page.elements());
    Bytes rest = new Bytes(256);
    new XmlWriter(rest).close(list.responseName()).members(page.response());
    return rest;
  }

  @Override
  public ApiResponse error(WireException error, String requestId) {
    Bytes out = new Bytes(512);
    out.ascii(DECLARATION);
    XmlWriter xml = new XmlWriter(out);
    if (ec2) {
      xml.open("Response").open("Errors").open("Error");
      xml.text("Code", error.code()).text("Message", error.message());
      xml.close("Error").close("Errors").text("RequestID", requestId).close("Response");
    } else {
      out.ascii("<ErrorResponse xmlns=\"").ascii(namespace).ascii("\">");
      xml.open("Error").text("Type", error.status() < 500 ? "Sender" : "Receiver");
      xml.text("Code", error.code()).text("Message", error.message()).close("Error");
      xml.text("RequestId", requestId).close("ErrorResponse");
    }
    return new ApiResponse(error.status(), HEADERS, List.of(out.toArray()));
  }
}
