package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** Instances: run and described. */
final class InstanceOperations implements OperationFamily {

  private static final int MOST_AT_ONCE = 1000;

  private static final Filters<InstanceFilters.Described> FILTERS = InstanceFilters.all();

  @Override
  public void register(Registry registry) {
    registry.write("RunInstances", RunInstancesRequest::builder, InstanceOperations::run);
    registry.read(
        "DescribeInstances", DescribeInstancesRequest::builder, InstanceOperations::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.INSTANCE, InstanceStates::next);
  }

  static List<NetworkInterface> interfaces(CatalogView view, String instanceId) {
    return view.snapshot()
        .referringAnywhere(Kinds.NETWORK_INTERFACE, instanceId)
        .map(Resource::shape)
        .filter(held -> held.attachment() != null)
        .filter(held -> instanceId.equals(held.attachment().instanceId()))
        .toList();
  }

  private static RunInstancesResponse run(RunInstancesRequest request, Transaction transaction) {
    if (request.minCount() == null || request.maxCount() == null) {
      throw Ec2Error.MISSING_PARAMETER.with(request.minCount() == null ? "MinCount" : "MaxCount");
    }
    if (request.minCount() < 1
        || request.maxCount() < request.minCount()
        || request.maxCount() > MOST_AT_ONCE) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "MinCount and MaxCount take 1 to 1000, the first not above the second");
    }
    NewInstances launch = new NewInstances(request, transaction);
    List<Instance> made = new ArrayList<>();
    for (int i = 0; i < request.maxCount(); i++) {
      made.add(InstanceView.shown(launch.create(i), transaction));
    }
    return RunInstancesResponse.builder()
        .reservationId(launch.reservationId())
        .ownerId(transaction.scope().account())
        .groups(List.of())
        .instances(made)
        .build();
  }

  private static DescribeInstancesResponse describe(DescribeInstancesRequest request, View view) {
    Paging.refuseWithIds(request.maxResults(), !request.instanceIds().isEmpty(), "instancesSet");
    Predicate<InstanceFilters.Described> matching = FILTERS.matching(request.filters());
    Paging paging = Paging.of(request, Paging.LEAST);
    Iterator<Resource<Instance>> candidates = candidates(request, paging, view).iterator();
    Map<String, List<Instance>> byReservation = new LinkedHashMap<>();
    long last = 0;
    int count = 0;
    String token = null;
    while (token == null && candidates.hasNext()) {
      Resource<Instance> candidate = candidates.next();
      InstanceFilters.Described described = InstanceView.described(candidate.shape(), view);
      if (matching.test(described)) {
        if (count == paging.most() && request.instanceIds().isEmpty()) {
          token = paging.token(last);
        } else {
          byReservation
              .computeIfAbsent(described.reservationId(), _ -> new ArrayList<>())
              .add(described.instance());
          last = candidate.sequence();
          count++;
        }
      }
    }
    return DescribeInstancesResponse.builder()
        .reservations(reservations(byReservation, view))
        .nextToken(token)
        .build();
  }

  private static Stream<Resource<Instance>> candidates(
      DescribeInstancesRequest request, Paging paging, View view) {
    if (request.instanceIds().isEmpty()) {
      return view.snapshot().after(view.scope(), Kinds.INSTANCE, paging.after());
    }
    return request.instanceIds().stream()
        .distinct()
        .map(id -> {
          Lookup.INSTANCE.get(view, id, "InstanceId");
          return view.resource(Kinds.INSTANCE, id);
        });
  }

  private static List<Reservation> reservations(
      Map<String, List<Instance>> byReservation, View view) {
    return byReservation.entrySet().stream()
        .map(reservation ->
            Reservation.builder()
                .reservationId(reservation.getKey())
                .ownerId(view.scope().account())
                .groups(List.of())
                .instances(reservation.getValue())
                .build())
        .toList();
  }
}
