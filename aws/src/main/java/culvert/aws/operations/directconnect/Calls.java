package culvert.aws.operations.directconnect;

import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** Adds operations of Direct Connect, whose requests are held against AWS's model first. */
record Calls(Registry registry) {

  /** One that may change something. */
  <Q extends SdkPojo> void write(
      String name, Supplier<? extends SdkPojo> request, BiFunction<Q, Transaction, SdkPojo> call) {
    registry.<Q>write(
        Service.DIRECTCONNECT,
        name,
        request,
        (asked, transaction) -> {
          RequestCheck.check(asked);
          return call.apply(asked, transaction);
        });
  }

  /** One that only reads. */
  <Q extends SdkPojo> void read(
      String name, Supplier<? extends SdkPojo> request, BiFunction<Q, View, SdkPojo> call) {
    registry.<Q>read(
        Service.DIRECTCONNECT,
        name,
        request,
        (asked, view) -> {
          RequestCheck.check(asked);
          return call.apply(asked, view);
        });
  }
}
