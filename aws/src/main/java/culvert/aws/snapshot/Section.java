package culvert.aws.snapshot;

import culvert.aws.catalog.Scope;
import culvert.aws.wire.JsonCodec;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;

/**
 * A list that files may hold, and what becomes of its elements.
 *
 * @param key at the top of the file: {@code Vpcs}
 * @param read reads the element that the parser stands at
 * @param put puts an element among what is gathered
 * @param write the elements of a scope
 */
record Section(String key, Reading read, Putting put, Writing write) {

  /** Whether it holds what is of no account and no Region. */
  boolean isOwn() {
    return key.startsWith("Culvert");
  }

  interface Reading {
    Element read(JsonParser json, JsonCodec.Unknown unknown);
  }

  interface Putting {
    void put(Element element, Scope scope, Origin origin, Gathering into);
  }

  interface Writing {
    Stream<Element> of(Scope scope, Shown shown);
  }
}
