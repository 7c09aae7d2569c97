package culvert.aws.operations.endpoint;

import culvert.aws.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/** Calls on several ids that answer with a list of those that were refused (R5.1.9). */
final class Unsuccessful {

  private Unsuccessful() {}

  /**
   * Calls for each id, and lists the refused ones.
   *
   * @param call changes nothing before it refuses
   */
  static List<UnsuccessfulItem> each(List<String> ids, Consumer<String> call) {
    List<UnsuccessfulItem> refused = new ArrayList<>();
    for (String id : ids.stream().distinct().toList()) {
      try {
        call.accept(id);
      } catch (WireException e) {
        refused.add(
            UnsuccessfulItem.builder()
                .resourceId(id)
                .error(error -> error.code(e.code()).message(e.message()))
                .build());
      }
    }
    return refused;
  }
}
