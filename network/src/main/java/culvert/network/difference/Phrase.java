package culvert.network.difference;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a field of a kind of component is spoken of. */
sealed interface Phrase {

  /** What is for people alone: it is not compared. */
  record Label() implements Phrase {}

  /** What cannot change: with another value it is another component of that id. */
  record Fixed() implements Phrase {}

  /** Something that is on or off: {@code appliance mode of tgw-attach-…}. */
  record Flag(String noun) implements Phrase {}

  /** What a component is or is not: {@code i-… was stopped}. */
  record State(String on, String off) implements Phrase {}

  /** That a route table is its VPC's main one. */
  record Main() implements Phrase {}

  /** Something that has one value: {@code AS number of cgw-…}. */
  record Value(String noun, Function<Object, String> text) implements Phrase {}

  /** Something of which there are several, in an order that counts: {@code address of eni-…}. */
  record Ordered(String noun) implements Phrase {}

  /**
   * Something of which there are several: {@code route 10.0.0.0/8 to tgw-… in rtb-…}.
   *
   * @param what it is known by: {@code route 10.0.0.0/8}
   * @param value what it comes to, or null where it has no more to it: {@code to tgw-…}
   */
  record Member(
      Function<Object, String> what, @Nullable Function<Object, String> value, String preposition)
      implements Phrase {}

  /**
   * What is with one component of the kind at a time, such as a subnet with its route table: {@code
   * association of subnet-… with rtb-…}.
   */
  record Association() implements Phrase {}
}
