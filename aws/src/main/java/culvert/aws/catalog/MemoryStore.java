package culvert.aws.catalog;

import java.util.List;
import java.util.function.Consumer;

/** Keeps nothing: the catalog lives as long as the process. */
record MemoryStore() implements Store {

  @Override
  public boolean keeps() {
    return false;
  }

  @Override
  public void load(Consumer<Resource<?>> into) {}

  @Override
  public void commit(List<Change> changes) {}

  @Override
  public void clear() {}

  @Override
  public void close() {}
}
