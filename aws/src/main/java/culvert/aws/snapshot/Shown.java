package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.View;
import culvert.aws.operations.Registry;
import java.time.Instant;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/** A state of the catalog as AWS's describe operations show it. */
record Shown(Snapshot snapshot, Instant now, Registry registry) {

  View view(Scope scope) {
    return new View(snapshot, scope, now);
  }

  <T extends SdkPojo> Stream<T> all(Scope scope, Kind<T> kind) {
    View view = view(scope);
    return snapshot.all(scope, kind).map(resource -> registry.shown(resource, view));
  }

  <T> Stream<Resource<T>> stored(Scope scope, Kind<T> kind) {
    return snapshot.all(scope, kind);
  }
}
