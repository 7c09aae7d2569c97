package culvert.aws.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Answers every request of AWS's APIs: finds the service, the caller and the operation. */
public final class ApiService {

  private static final System.Logger LOG = System.getLogger(ApiService.class.getName());

  private static final Map<Service, Protocol> PROTOCOLS =
      Map.of(
          Service.EC2,
          QueryProtocol.ec2(),
          Service.STS,
          QueryProtocol.sts(),
          Service.DIRECTCONNECT,
          new JsonProtocol("OvertureService"),
          Service.RAM,
          new RestJsonProtocol(),
          Service.ELASTICLOADBALANCING,
          QueryProtocol.elasticLoadBalancing());

  private final OperationTable operations;
  private final Credentials credentials;
  private final Predicate<String> regionExists;

  public ApiService(
      OperationTable operations, Credentials credentials, Predicate<String> regionExists) {
    this.operations = operations;
    this.credentials = credentials;
    this.regionExists = regionExists;
  }

  /** Answers in the service's own form whatever comes. */
  public ApiResponse handle(ApiRequest request) {
    String requestId = requestId();
    Protocol protocol = protocol(Service.EC2);
    try {
      CredentialScope scope = CredentialScope.of(request);
      Service service = service(request, scope);
      protocol = protocol(service);
      credentials.verify(request, service);
      Caller caller = caller(scope);
      Protocol.Call call = protocol.open(request);
      Operation operation = operation(service, call.operation());
      SdkPojo builder = operation.request().get();
      call.read(builder);
      Answer answer = operation.handler().handle(Shape.build(builder), caller);
      return protocol.answer(operation.name(), answer, requestId);
    } catch (WireException e) {
      return protocol.error(e, requestId);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "request " + requestId + " failed", e);
      return protocol.error(
          new WireException(
              protocol.faultCode(),
              500,
              "An internal error has occurred. See the log: " + requestId),
          requestId);
    }
  }

  /** Unique, and no secret: it needs no secure random numbers. */
  private static String requestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static Protocol protocol(Service service) {
    return Objects.requireNonNull(PROTOCOLS.get(service));
  }

  private Service service(ApiRequest request, @Nullable CredentialScope scope) {
    if (scope != null) {
      Service named = Service.named(scope.service());
      if (named != null) {
        return named;
      }
      throw new WireException(
          "InvalidAction", 400, "Culvert has no service " + QueryParameters.clip(scope.service()));
    }
    if (request.header("x-amz-target") != null) {
      return Service.DIRECTCONNECT;
    }
    String action = QueryProtocol.parameters(request).value("Action");
    boolean ofSts =
        action != null
            && operations.inScope(Service.STS, action)
            && !operations.inScope(Service.EC2, action);
    return ofSts
        ? Service.STS
        : action == null && request.path().length() > 1 ? Service.RAM : Service.EC2;
  }

  private Caller caller(@Nullable CredentialScope scope) {
    String accessKey = scope == null ? "" : scope.accessKey();
    String region = scope == null ? "us-east-1" : scope.region();
    if (!regionExists.test(region)) {
      throw new WireException(
          "AuthFailure", 401, "AWS has no Region " + QueryParameters.clip(region));
    }
    return new Caller(credentials.account(accessKey), region, accessKey);
  }

  private Operation operation(Service service, String name) {
    Operation operation = operations.find(service, name);
    if (operation != null) {
      return operation;
    }
    String shown = QueryParameters.clip(name);
    throw new WireException(
        switch (service) {
          case EC2, STS, ELASTICLOADBALANCING -> "InvalidAction";
          case DIRECTCONNECT, RAM -> "UnknownOperationException";
        },
        400,
        operations.inScope(service, name)
            ? "The action " + shown + " is in Culvert's scope but does not exist in this version"
            : "The action " + shown + " is not valid for this web service.");
  }

  /** An error in the form of EC2, for what goes wrong before a request can be read. */
  public static ApiResponse refusal(String code, int status, String message) {
    return protocol(Service.EC2).error(new WireException(code, status, message), requestId());
  }

  /** The services that are answered. */
  public static List<Service> services() {
    return List.of(Service.values());
  }
}
