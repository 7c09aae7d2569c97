package culvert.aws.operations.endpoint;

import culvert.aws.operations.Ec2Error;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Endpoint policies: kept and shown, and full access where none is given (R2.1.10, R2.2.13). */
final class EndpointPolicy {

  static final String FULL_ACCESS =
      """
      {"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*",\
      "Resource":"*"}]}\
      """;

  /** R2.1.10: blanks included. */
  private static final int MOST_CHARACTERS = 20_480;

  private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
  private static final JsonFactory FACTORY = new JsonFactory();

  private EndpointPolicy() {}

  /** The policy of an endpoint to that service. */
  static String of(@Nullable String given, EndpointService service) {
    if (given == null || given.isEmpty()) {
      return FULL_ACCESS;
    }
    List<Map<?, ?>> statements = statements(given);
    boolean supported = Objects.equals(service.detail().vpcEndpointPolicySupported(), true);
    if (!supported && !isFullAccess(statements)) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The VPC endpoint service "
              + service.name()
              + " does not support VPC endpoint policies.");
    }
    return given;
  }

  private static boolean isFullAccess(List<Map<?, ?>> statements) {
    return statements.size() == 1
        && "Allow".equals(statements.getFirst().get("Effect"))
        && "*".equals(statements.getFirst().get("Principal"))
        && "*".equals(statements.getFirst().get("Action"))
        && "*".equals(statements.getFirst().get("Resource"));
  }

  /** The statements of a policy, each of which allows or denies something. */
  private static List<Map<?, ?>> statements(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw refused("Policy exceeds the limit of " + MOST_CHARACTERS + " characters");
    }
    if (!(parse(text) instanceof Map<?, ?> policy)) {
      throw refused("Policy document is not a JSON object");
    }
    Object version = policy.get("Version");
    if (version != null && !VERSIONS.contains(version)) {
      throw refused("The policy version " + version + " is not supported");
    }
    List<?> given =
        policy.get("Statement") instanceof List<?> many ? many : list(policy.get("Statement"));
    if (given.isEmpty()) {
      throw refused("Policy document has no Statement");
    }
    List<Map<?, ?>> statements = new ArrayList<>();
    for (Object each : given) {
      statements.add(statement(each));
    }
    return statements;
  }

  private static List<?> list(@Nullable Object one) {
    return one == null ? List.of() : List.of(one);
  }

  private static Map<?, ?> statement(Object given) {
    if (!(given instanceof Map<?, ?> statement)) {
      throw refused("A Statement is not a JSON object");
    }
    if (!"Allow".equals(statement.get("Effect")) && !"Deny".equals(statement.get("Effect"))) {
      throw refused("The Effect of a Statement must be Allow or Deny");
    }
    if (!statement.containsKey("Action") && !statement.containsKey("NotAction")) {
      throw refused("A Statement must have an Action or a NotAction");
    }
    return statement;
  }

  private static @Nullable Object parse(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Object value = value(json, json.nextToken());
      if (json.nextToken() != null) {
        throw refused("There is more behind the policy document");
      }
      return value;
    } catch (JacksonException e) {
      throw refused("Policy document is not JSON: " + e.getOriginalMessage());
    }
  }

  private static @Nullable Object value(JsonParser json, @Nullable JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> object = new HashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        object.put(name, value(json, json.nextToken()));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> array = new ArrayList<>();
      for (JsonToken each = json.nextToken();
          each != JsonToken.END_ARRAY;
          each = json.nextToken()) {
        array.add(value(json, each));
      }
      return array;
    }
    return token == null || token == JsonToken.VALUE_NULL ? null : json.getString();
  }

  private static RuntimeException refused(String why) {
    return Ec2Error.INVALID_POLICY_DOCUMENT.with(why);
  }
}
