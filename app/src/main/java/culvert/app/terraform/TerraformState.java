package culvert.app.terraform;

import culvert.app.CommandException;
import culvert.app.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads which resource of Terraform's has which name: its id, or where it is a part of another
 * thing, that one's id with a field of it and what is there ({@code rtb-… routes 10.0.0.0/16}), as
 * {@link culvert.network.difference.Change#names} has it.
 */
public final class TerraformState {

  private TerraformState() {}

  /**
   * The addresses of managed resources by their names, of a state file or of what {@code terraform
   * show -json} printed.
   *
   * @throws CommandException naming the file where it is neither
   */
  public static Map<String, String> addresses(Path file) {
    JsonNode json;
    try {
      json = Json.tree(Files.readString(file));
    } catch (IOException e) {
      throw CommandException.badInput("cannot read " + e.getMessage());
    } catch (JacksonException e) {
      throw CommandException.badInput(file + " is not JSON: " + e.getOriginalMessage());
    }
    Map<String, String> addresses = new HashMap<>();
    if (json.path("values").has("root_module")) {
      addShown(json.path("values").path("root_module"), addresses);
    } else if (json.path("resources").isArray()) {
      json.path("resources").forEach(resource -> addKept(resource, addresses));
    } else if (!json.has("terraform_version")) {
      throw CommandException.badInput(file + " is no state of Terraform's");
    }
    return addresses;
  }

  private static void addShown(JsonNode module, Map<String, String> addresses) {
    for (JsonNode resource : module.path("resources")) {
      if (resource.path("mode").asString("").equals("managed")) {
        add(
            resource.path("type").asString(""),
            resource.path("values"),
            resource.path("address").asString(""),
            addresses);
      }
    }
    module.path("child_modules").forEach(child -> addShown(child, addresses));
  }

  private static void addKept(JsonNode resource, Map<String, String> addresses) {
    if (!resource.path("mode").asString("").equals("managed")) {
      return;
    }
    String module = resource.path("module").asString("");
    String address =
        (module.isEmpty() ? "" : module + ".")
            + resource.path("type").asString("")
            + "."
            + resource.path("name").asString("");
    for (JsonNode instance : resource.path("instances")) {
      JsonNode key = instance.path("index_key");
      add(
          resource.path("type").asString(""),
          instance.path("attributes"),
          key.isMissingNode()
              ? address
              : address
                  + "["
                  + (key.isNumber() ? key.asString() : Json.quoted(key.asString()))
                  + "]",
          addresses);
    }
  }

  private static void add(String type, JsonNode is, String address, Map<String, String> addresses) {
    Names names = new Names(is, address, addresses);
    names.put(text(is, "id"));
    switch (type) {
      case "aws_route" ->
          names.put(
              text(is, "route_table_id"),
              "routes",
              text(
                  is,
                  "destination_cidr_block",
                  "destination_ipv6_cidr_block",
                  "destination_prefix_list_id"));
      case "aws_route_table_association" -> {
        names.put(text(is, "route_table_id"), "subnets", text(is, "subnet_id"));
        names.put(text(is, "route_table_id"), "gateways", text(is, "gateway_id"));
      }
      case "aws_main_route_table_association" ->
          names.put(text(is, "route_table_id"), "main", text(is, "vpc_id"));
      case "aws_vpn_gateway_route_propagation" ->
          names.put(text(is, "route_table_id"), "propagating", text(is, "vpn_gateway_id"));
      case "aws_ec2_transit_gateway_route" ->
          names.ofTransitGatewayTable("routes", text(is, "destination_cidr_block"));
      case "aws_ec2_transit_gateway_prefix_list_reference" ->
          names.ofTransitGatewayTable("routes", text(is, "prefix_list_id"));
      case "aws_ec2_transit_gateway_route_table_association" ->
          names.ofTransitGatewayTable("associations", text(is, "transit_gateway_attachment_id"));
      case "aws_ec2_transit_gateway_route_table_propagation" ->
          names.ofTransitGatewayTable("propagations", text(is, "transit_gateway_attachment_id"));
      case "aws_network_acl_rule" ->
          names.put(
              text(is, "network_acl_id"),
              is.path("egress").asBoolean(false) ? "outbound" : "inbound",
              text(is, "rule_number"));
      case "aws_network_acl_association" ->
          names.put(text(is, "network_acl_id"), "subnets", text(is, "subnet_id"));
      case "aws_security_group_rule" -> names.put(text(is, "security_group_rule_id"));
      case "aws_vpn_connection_route" ->
          names.put(
              text(is, "vpn_connection_id"), "staticRoutes", text(is, "destination_cidr_block"));
      case "aws_ec2_managed_prefix_list_entry" ->
          names.put(text(is, "prefix_list_id"), "entries", text(is, "cidr"));
      default -> {}
    }
  }

  /** The first of the attributes that says anything, or empty. */
  private static String text(JsonNode attributes, String... names) {
    for (String name : names) {
      String value = attributes.path(name).asString("");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** The names of one resource. What has the id of another resource's is none by itself. */
  private record Names(JsonNode attributes, String address, Map<String, String> addresses) {

    void put(String... parts) {
      if (Stream.of(parts).noneMatch(String::isEmpty)) {
        addresses.putIfAbsent(String.join(" ", parts), address);
      }
    }

    void ofTransitGatewayTable(String field, String key) {
      put(text(attributes, "transit_gateway_route_table_id"), field, key);
    }
  }
}
