package culvert.aws.operations.transitgateway;

import java.io.ByteArrayOutputStream;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRoute;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRouteAttachment;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The file that routes are exported to: the filters that were asked for, and what they left. */
final class RouteExport {

  private static final JsonFactory FACTORY = new JsonFactory();

  private RouteExport() {}

  static byte[] json(List<Filter> filters, List<TransitGatewayRoute> routes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("filter");
      filters.forEach(filter -> write(json, filter));
      json.writeEndArray();
      json.writeArrayPropertyStart("routes");
      routes.forEach(route -> write(json, route));
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Filter filter) {
    json.writeStartObject();
    json.writeStringProperty("name", filter.name());
    json.writeArrayPropertyStart("values");
    filter.values().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, TransitGatewayRoute route) {
    json.writeStartObject();
    json.writeStringProperty("destinationCidrBlock", route.destinationCidrBlock());
    json.writeArrayPropertyStart("transitGatewayAttachments");
    for (TransitGatewayRouteAttachment attachment : route.transitGatewayAttachments()) {
      json.writeStartObject();
      json.writeStringProperty("resourceId", attachment.resourceId());
      json.writeStringProperty(
          "transitGatewayAttachmentId", attachment.transitGatewayAttachmentId());
      json.writeStringProperty("resourceType", attachment.resourceTypeAsString());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (route.prefixListId() != null) {
      json.writeStringProperty("prefixListId", route.prefixListId());
    }
    json.writeStringProperty("type", route.typeAsString());
    json.writeStringProperty("state", route.stateAsString());
    json.writeEndObject();
  }
}
