package culvert.aws.operations;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.wire.Answer;
import culvert.aws.wire.Caller;
import culvert.aws.wire.Member;
import culvert.aws.wire.Operation;
import culvert.aws.wire.OperationTable;
import culvert.aws.wire.Service;
import culvert.aws.wire.Shape;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The operations that exist, and what is the same for all of them: a write is one transaction, a
 * dry run is one that is taken back (R5.1.2), a client token makes a repeated call the same call
 * (R5.1.6), and an account's first call in a Region finds AWS's defaults there.
 */
public final class Registry implements OperationTable {

  private final Catalog catalog;
  private final DefaultNetwork defaults;
  private final Map<Service, Map<String, Operation>> operations = new EnumMap<>(Service.class);
  private final Map<Kind<?>, Describe<?>> described = new HashMap<>();

  /** A registry without operations. */
  public Registry(Catalog catalog) {
    this.catalog = catalog;
    defaults = new DefaultNetwork();
  }

  /** What the registry's own resources do by themselves: client tokens are forgotten. */
  public static void lifecycles(Lifecycles lifecycles) {
    Idempotency.lifecycles(lifecycles);
  }

  /** An EC2 operation that may change something. */
  public <Q extends SdkPojo> void write(
      String name, Supplier<? extends SdkPojo> request, BiFunction<Q, Transaction, SdkPojo> call) {
    write(Service.EC2, name, request, call);
  }

  /** An operation of any service's that may change something. */
  public <Q extends SdkPojo> void write(
      Service service,
      String name,
      Supplier<? extends SdkPojo> request,
      BiFunction<Q, Transaction, SdkPojo> call) {
    add(
        new Operation(
            service,
            name,
            request,
            (asked, caller) -> new Answer.Response(write(name, asked, scope(caller), call))));
  }

  /** An EC2 operation that only reads. */
  public <Q extends SdkPojo> void read(
      String name, Supplier<? extends SdkPojo> request, BiFunction<Q, View, SdkPojo> call) {
    read(Service.EC2, name, request, call);
  }

  /** An operation of any service's that only reads. */
  public <Q extends SdkPojo> void read(
      Service service,
      String name,
      Supplier<? extends SdkPojo> request,
      BiFunction<Q, View, SdkPojo> call) {
    add(
        new Operation(
            service,
            name,
            request,
            (asked, caller) -> {
              SdkPojo answer = call.apply(cast(asked), view(scope(caller)));
              refuseDryRun(asked);
              return new Answer.Response(answer);
            }));
  }

  /** An EC2 operation that describes resources. */
  public void describe(String name, Describe<?> describe) {
    described.putIfAbsent(describe.kind(), describe);
    add(
        new Operation(
            Service.EC2,
            name,
            describe.request(),
            (asked, caller) -> {
              Answer answer = describe.answer(asked, view(scope(caller)));
              refuseDryRun(asked);
              return answer;
            }));
  }

  /** What AWS shows of a resource in the list of its kind; the shape itself where it has none. */
  @SuppressWarnings("unchecked")
  public <T extends SdkPojo> T shown(Resource<T> resource, CatalogView view) {
    Describe<T> describe = (Describe<T>) described.get(resource.kind());
    return describe == null ? resource.shape() : describe.shown(resource, view);
  }

  /** An STS operation, which needs no network. */
  <Q extends SdkPojo> void sts(String name, Supplier<? extends SdkPojo> request, StsCall<Q> call) {
    add(
        new Operation(
            Service.STS,
            name,
            request,
            (asked, caller) ->
                new Answer.Response(
                    catalog.write(
                        scope(caller),
                        transaction -> call.answer(cast(asked), caller, transaction)))));
  }

  /** What an STS operation does. */
  @FunctionalInterface
  interface StsCall<Q> {
    SdkPojo answer(Q request, Caller caller, Transaction transaction);
  }

  /** Any other operation. */
  void add(Operation operation) {
    Operation before =
        operations
            .computeIfAbsent(operation.service(), _ -> new HashMap<>())
            .put(key(operation.service(), operation.name()), operation);
    if (before != null) {
      throw new IllegalStateException("two operations " + operation.name());
    }
  }

  /** RAM's operations are found by their path, which is in lower case. */
  private static String key(Service service, String name) {
    return service == Service.RAM ? name.toLowerCase(java.util.Locale.ROOT) : name;
  }

  @Override
  public @Nullable Operation find(Service service, String name) {
    return operations.getOrDefault(service, Map.of()).get(key(service, name));
  }

  @Override
  public boolean inScope(Service service, String name) {
    return find(service, name) != null || OperationsInScope.contains(service, name);
  }

  /** The names of a service's operations, sorted. */
  public Set<String> names(Service service) {
    return new TreeSet<>(operations.getOrDefault(service, Map.of()).keySet());
  }

  private static Scope scope(Caller caller) {
    return new Scope(caller.account(), caller.region());
  }

  @SuppressWarnings("unchecked")
  private static <Q extends SdkPojo> Q cast(SdkPojo asked) {
    return (Q) asked;
  }

  /** What a scope sees, AWS's defaults included. */
  private View view(Scope scope) {
    View view = catalog.view(scope);
    if (defaults.present(view)) {
      return view;
    }
    catalog.write(scope, defaults::ensure);
    return catalog.view(scope);
  }

  private <Q extends SdkPojo> SdkPojo write(
      String name, SdkPojo asked, Scope scope, BiFunction<Q, Transaction, SdkPojo> call) {
    return catalog.write(
        scope,
        transaction -> {
          defaults.ensure(transaction);
          SdkPojo answer =
              Idempotency.once(
                  name, asked, transaction, () -> call.apply(cast(asked), transaction));
          refuseDryRun(asked);
          return answer;
        });
  }

  /** A dry run that would succeed fails, with an error that says so (R5.1.2). */
  private static void refuseDryRun(SdkPojo asked) {
    Member dryRun = Shape.of(asked).member("DryRun");
    if (dryRun != null && Objects.equals(dryRun.get(asked), Boolean.TRUE)) {
      throw Ec2Error.DRY_RUN_OPERATION.with();
    }
  }
}
